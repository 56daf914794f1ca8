// `leaklens test`: real packages, with tests that leave something behind and tests that do not, run by the Go of this machine.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasGo } from '../support/go/goService';
import { junitFaults } from '../support/outputs/junitFaults';
import { sarifFaults } from '../support/outputs/sarifFaults';
import { fixture, leaklens, type Surroundings } from './harness';

const folder = fixture('packages');

interface Found {
  readonly id: string;
  readonly kind: string;
  readonly confidence: string;
  readonly title: string;
  readonly site: { readonly path: string | null; readonly line: number };
  readonly related: readonly { readonly role: string; readonly function: string; readonly line: number }[];
  readonly amount: { readonly value: number };
  readonly pattern: string | null;
  readonly fails: boolean;
}

interface Answer {
  readonly packages: readonly {
    readonly package: string;
    readonly state: string;
    readonly findings: readonly Found[];
  }[];
  readonly status: number | null;
  readonly failed: boolean;
}

function run(args: readonly string[], surroundings: Surroundings = {}) {
  return leaklens(['test', ...args], { workingDirectory: folder, environment: process.env, ...surroundings });
}

async function answerOf(args: readonly string[], surroundings: Surroundings = {}) {
  const { status, out, error } = await run(['--format', 'json', ...args], surroundings);
  const answer = JSON.parse(out) as Answer;
  const named = answer.packages.map((one) => [one.package.replace('leaklens.example/packages/', ''), one] as const);
  return { status, error, answer, packages: new Map(named) };
}

/** `quote.go:14 probable 3`: where, how sure, how many. */
function inShort({ site, confidence, amount, kind }: Found): string {
  const file = site.path?.split('/').at(-1) ?? '?';
  return `${file}:${String(site.line)} ${confidence} ${kind === 'goroutine-leak' ? String(amount.value) : kind}`;
}

/** A module with a folder `vendor`, in lines of its files. */
const vendored = {
  'go.mod': ['module leaklens.example/app', 'go 1.22', 'require leaklens.example/lib v1.0.0'],
  'vendor/modules.txt': ['# leaklens.example/lib v1.0.0', '## explicit; go 1.20', 'leaklens.example/lib'],
  'vendor/leaklens.example/lib/lib.go': ['package lib', '', 'func Start(c chan int) {', '\tgo func() { <-c }()', '}'],
  'app.go': ['package app', '', 'import "leaklens.example/lib"', '', 'func Run() { lib.Start(make(chan int)) }'],
  'app_test.go': [
    'package app',
    'import "testing"',
    'func TestOne(t *testing.T) { t.Parallel(); Run() }',
    'func TestOther(t *testing.T) { t.Parallel(); Run() }',
  ],
};

/** The Go of another version, where a test needs one of its own folder. */
function goRoot(): string {
  return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
}

describe.skipIf(!hasGo())('what tests leave behind (skipped without Go)', { timeout: 300_000 }, () => {
  it('is told by package and line, with the test that started it; what is healthy is passed over', async () => {
    const { status, packages } = await answerOf(['./leaks', './healthy', './ownmain', './daemons', './servers']);
    expect(status).toBe(0);
    const found = [...packages].map(([name, { state, findings }]) => [name, state, findings.map(inShort)]);
    expect(found).toEqual([
      ['daemons', 'ended', ['daemons.go:30 possible heap-growth', 'daemons.go:18 possible 1']],
      ['healthy', 'ended', []],
      ['leaks', 'ended', ['quote.go:14 probable 3']],
      ['ownmain', 'ended', ['daemon.go:16 probable 1']],
      ['servers', 'ended', expect.arrayContaining([expect.stringMatching(/^servers_test\.go:\d+ probable 1$/)])],
    ]);
    const [leak] = packages.get('leaks')?.findings ?? [];
    expect(leak?.pattern).toBe('timeout-without-buffer');
    expect(leak?.related).toContainEqual(
      expect.objectContaining({ role: 'test', function: 'leaklens.example/packages/leaks.TestGivesUp.func1' }),
    );
    // The server that httptest has started, the listener of one's own, and the body that nobody closes.
    expect(
      packages
        .get('servers')
        ?.findings.map(({ site }) => site.line)
        .sort(),
    ).toHaveLength(3);
  });

  it('fails at the tier that is asked for, and not for less', async () => {
    const strict = await run(['--fail-on=probable', './leaks']);
    expect([strict.status, strict.error]).toEqual([1, '']);
    expect(strict.out).toMatch(/^ok\s+leaklens\.example\/packages\/leaks/m);
    expect(strict.out).toContain('✗ Probable goroutine leak: 3 goroutines stuck on “answers <- 42” (chan send)');
    expect(strict.out).toContain('verdict      probable: the tests are over, and it is still there');
    expect(strict.out).toMatch(/Failed: 1 at or above “probable” \(--fail-on\)\.\n$/);
    const lax = await run(['--fail-on', 'probable', './daemons', './healthy']);
    expect(lax.status).toBe(0);
    expect(lax.out).toMatch(/Passed: nothing at or above “probable” \(--fail-on\)\.\n$/);
  });

  it('is not told of a test that a person leaves out, and told of what build tags bring', async () => {
    expect((await answerOf(['-run', '^TestQuote$', './leaks'])).answer.packages[0]?.findings).toEqual([]);
    const tagged = await answerOf(['-tags', 'integration', '-v', './tagged']);
    expect(tagged.error).toContain('=== RUN   TestTagged');
    expect(tagged.answer.packages[0]?.findings.map(inShort)).toEqual(['tagged_test.go:8 probable 1']);
  });

  it('is told on the line that calls what is vendored, of tests that run beside one another', async () => {
    const module = mkdtempSync(join(tmpdir(), 'leaklens-vendored-'));
    onTestFinished(() => rmSync(module, { recursive: true, force: true }));
    for (const [path, lines] of Object.entries(vendored)) {
      mkdirSync(dirname(join(module, path)), { recursive: true });
      writeFileSync(join(module, path), `${lines.join('\n')}\n`);
    }
    const { status, packages } = await answerOf(['./...'], { workingDirectory: module });
    expect(status).toBe(0);
    expect([...packages].map(([name, { findings }]) => [name, findings.map(inShort)])).toEqual([
      ['leaklens.example/app', ['app.go:5 probable 2']],
    ]);
  });

  it('is told of all modules of a workspace', async () => {
    const { packages } = await answerOf(['leaklens.example/shop/...', 'leaklens.example/pool/...'], {
      workingDirectory: fixture('packages/work'),
    });
    expect([...packages].map(([name, { findings }]) => [name, findings.map(inShort)])).toEqual([
      ['leaklens.example/shop', ['pool.go:11 probable 1']],
    ]);
  });

  it('is told of tests whose process cannot be looked at, in words, and of those that fail; status 2 says so', async () => {
    const { status, error, answer, packages } = await answerOf([
      './exits',
      './unrun',
      './fails',
      './broken',
      './untested',
    ]);
    expect(status).toBe(2);
    expect(error).toMatch(/leaklens test: go test has failed \(status 1\): what it says itself stands above\.\n$/);
    expect(error).toContain('undefined: undefinedFunction');
    expect([...packages].map(([name, { state }]) => [name, state])).toEqual([
      ['exits', 'cut-short'],
      ['fails', 'ended'],
      ['unrun', 'not-run'],
    ]);
    expect(answer.status).toBe(1);
    expect(packages.get('fails')?.findings.map(inShort)).toEqual(['fails_test.go:6 probable 1']);
    const { out } = await run(['./exits', './unrun']);
    expect(out).toContain('packages/unrun: not looked at: its TestMain does not call m.Run');
    expect(out).toContain('packages/exits: not looked at: its tests ended the process');
  });

  it('is told where there is nothing to look at, too', async () => {
    const { status, out } = await run(['./untested']);
    expect([status, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'No package had tests that were run.']);
  });

  it('does not count where .leaklens.json names it', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'leaklens-ignored-'));
    cpSync(folder, copy, { recursive: true });
    const id = 'goroutine-leak:leaklens.example/packages/leaks.Quote.func1:chan-send+2';
    writeFileSync(join(copy, '.leaklens.json'), JSON.stringify({ ignore: [{ id, reason: 'known' }] }));
    const { status, out } = await run(['--fail-on', 'possible', './leaks'], { workingDirectory: copy });
    expect([status, out.includes('Ignored by')]).toEqual([0, true]);
  });

  it('is written for code scanning and for servers of test results', async () => {
    const { out } = await run(['--format', 'sarif', './leaks']);
    expect(sarifFaults(out)).toEqual([]);
    const sarif = JSON.parse(out) as {
      runs: { results: { ruleId: string; locations: unknown[] }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['goroutine-leak']);
    expect(JSON.stringify(sarif.runs[0]?.results[0]?.locations)).toContain('leaks/quote.go');
    const junit = (await run(['--format', 'junit', '--fail-on', 'probable', './leaks'])).out;
    expect(await junitFaults(junit)).toEqual([]);
    expect(junit).toContain('<testsuite name="go test ./leaks"');
    expect(junit).toContain('<failure type="probable"');
  });

  it('is proven where the runtime has a leak detector', async () => {
    const environment = { ...process.env, GOEXPERIMENT: 'goroutineleakprofile' };
    const { packages } = await answerOf(['./leaks'], { environment });
    expect(packages.get('leaks')?.findings.map(inShort)).toEqual(['quote.go:14 proven 3']);
  });

  it('is found with a Go that lies in the cache of modules, where files cannot be overlaid', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'leaklens-cache-'));
    symlinkSync(goRoot(), join(cache, 'go'), 'junction');
    const environment = { ...process.env, GOROOT: join(cache, 'go'), GOMODCACHE: cache, GOFLAGS: '-mod=mod' };
    const { status, packages } = await answerOf(['./leaks'], { environment });
    expect([status, packages.get('leaks')?.findings.map(inShort)]).toEqual([0, ['quote.go:14 probable 3']]);
  });

  it('is looked for in another folder with -C, and nothing is left of the looking', async () => {
    const before = new Set(readdirSync(tmpdir()));
    const { packages } = await answerOf(['-C', folder, './leaks'], { workingDirectory: tmpdir() });
    expect(packages.get('leaks')?.findings).toHaveLength(1);
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith('leaklens-test-') && !before.has(name));
    expect(left).toEqual([]);
  });
});

describe('leaklens test', () => {
  it.each([
    [['-c', './x'], '-c runs no test, so that nothing could be seen: leave it out.'],
    [['-overlay=x.json'], '-overlay cannot be given: LeakLens overlays package testing by it.'],
    [['--fail-on', 'maybe'], '--fail-on is one of proven, probable, possible, not “maybe”.'],
    [['--fail-on'], '--fail-on needs a value: proven|probable|possible.'],
    [['--quiet=1'], '--quiet takes no value.'],
  ])('says what is wrong with %j', async (args, words) => {
    const { status, out, error } = await run(args);
    expect([status, out, error]).toEqual([2, '', `leaklens test: ${words}\n`]);
  });

  it('says that there is no Go', async () => {
    const { status, error } = await run(['./...'], { environment: { PATH: '' } });
    expect([status, error]).toEqual([
      2,
      'leaklens test: There is no Go to run tests with (no go on the PATH): put go on the PATH.\n',
    ]);
  });

  it('has its own options in its help, and none of those that ask a service', async () => {
    const { out } = await run(['--help']);
    expect(out).toContain('--fail-on proven|probable|possible');
    expect(out).toContain('--format text|json|sarif|junit');
    expect(out).not.toContain('--header');
  });
});
