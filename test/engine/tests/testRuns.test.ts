// Tests and benchmarks of real Go modules, run by the Go of this machine: profiled, compared with the last run, looked at for what they leave.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TestRuns } from '../../../src/engine/tests/testRuns';
import { createGoTests } from '../../../src/goTests';
import { LeakLensError, toProblem } from '../../../src/shared/model/errors';
import type { TestSetup, TestProfileKind, TestProfileRequest } from '../../../src/shared/model/tests/testProfile';
import { problemWords } from '../../../src/words/problems/problemWords';
import { hasGo } from '../../support/go/goService';
import { outputFolder, repositoryRoot } from '../../support/paths';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';

const plain: TestSetup = { go: '', flags: [], timeout: '', environment: {} };
const noSignal = new AbortController().signal;
/** The command line as it is shipped: what tests leave behind is looked at by a process of its own. */
const built = join(outputFolder, 'engine', 'commandLine');

/** Files of Go by path, in a folder that goes with the test. */
function goFiles(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-go-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const module = (name: string) => `module ${name}\n\ngo 1.21\n`;

/** A benchmark whose operation allocates so many times. */
const splitting = (allocations: number) => `package shop

import "testing"

var kept []byte

func BenchmarkSplit(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for range make([]struct{}, ${String(allocations)}) {
			kept = make([]byte, 64)
		}
	}
}

func TestSplit(t *testing.T) {
	for i := 0; i < 1000; i++ {
		kept = make([]byte, 4096)
	}
}
`;

function openRuns(isTrusted = true): TestRuns {
  const runs = new TestRuns({
    goTests: createGoTests(join(built, 'cli.js')),
    documents: { lineCount: () => 0, lineText: () => null },
    readSource: (path) => Promise.resolve(readFileSync(path, 'utf8')),
    requireTrust: (subject) => {
      if (!isTrusted) throw new LeakLensError({ kind: 'untrusted', subject, detail: 'untrusted workspace' });
    },
  });
  onTestFinished(() => runs.dispose());
  return runs;
}

function request(path: string, name: string, more: Partial<TestProfileRequest> = {}): TestProfileRequest {
  const kind = name.startsWith('Benchmark') ? 'benchmark' : 'test';
  return {
    path,
    test: { name, kind },
    profile: 'cpu',
    count: 1,
    time: kind === 'test' ? '' : '20000x',
    setup: plain,
    ...more,
  };
}

/** What a person is told of a run that fails. */
async function said(running: Promise<unknown>): Promise<string> {
  return running.then(
    () => 'it went well',
    (thrown: unknown) => problemWords.message(toProblem(thrown, 'the test')),
  );
}

describe.skipIf(!hasGo())('tests and benchmarks (skipped without Go)', { timeout: 120_000 }, () => {
  it('are profiled where nobody else looks, and compared with the last run of the same', async () => {
    const file = join(goFiles({ 'go.mod': module('shop'), 'split_test.go': splitting(12) }), 'split_test.go');
    const runs = openRuns();
    const heard: string[] = [];
    const first = await runs.profile(
      request(file, 'BenchmarkSplit', { profile: 'allocs' }),
      (text) => heard.push(text),
      noSignal,
    );
    expect(first).toMatchObject({ before: null, gone: null, costsBefore: [] });
    expect(first.costs).toMatchObject([{ name: 'BenchmarkSplit', allocations: 12, bytes: 768 }]);
    expect(heard.join('')).toContain('allocs/op');
    const folder = dirname(first.path);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(file)).sort()).toEqual(['go.mod', 'split_test.go']);

    writeFileSync(file, splitting(9));
    const second = await runs.profile(
      request(file, 'BenchmarkSplit', { profile: 'allocs', count: 2 }),
      () => undefined,
      noSignal,
    );
    expect(second).toMatchObject({ before: first.path, gone: null, costsBefore: first.costs });
    expect(second.costs).toMatchObject([{ allocations: 9, bytes: 576 }]);
    const third = await runs.profile(request(file, 'BenchmarkSplit', { profile: 'allocs' }), () => undefined, noSignal);
    expect(third).toMatchObject({ before: second.path, gone: first.path });
    expect(readdirSync(folder).sort()).toEqual(
      [third.path, second.path].map((path) => path.slice(folder.length + 1)).sort(),
    );
    runs.dispose();
    expect(existsSync(folder)).toBe(false);
  });

  it.each<[TestProfileKind, string]>([
    ['cpu', 'cpu'],
    ['heap', 'inuse_space'],
    ['allocs', 'alloc_space'],
    ['block', 'delay'],
    ['mutex', 'delay'],
  ])('can be asked for what costs %s', async (profile, sample) => {
    const file = join(goFiles({ 'go.mod': module('shop'), 'split_test.go': splitting(1) }), 'split_test.go');
    const { path, costs } = await openRuns().profile(
      request(file, 'TestSplit', { profile }),
      () => undefined,
      noSignal,
    );
    const { sampleTypes } = createGoDecoder().profile(readFileSync(path), path);
    expect([sampleTypes.some(({ type }) => type === sample), costs]).toEqual([true, []]);
  });

  it('that fail, or do not compile, are told in words', async () => {
    const folder = goFiles({
      'go.mod': module('shop'),
      'fail/fail_test.go':
        'package fail\n\nimport "testing"\n\nfunc TestSum(t *testing.T) {\n\tt.Fatal("got 3, want 4")\n}\n',
      'broken/broken_test.go': 'package broken\n\nimport "testing"\n\nfunc TestSum(t *testing.T) {\n\tmissing()\n}\n',
    });
    const runs = openRuns();
    const run = (path: string, name = 'TestSum') =>
      said(runs.profile(request(join(folder, path), name), () => undefined, noSignal));
    expect(await run('fail/fail_test.go')).toBe('TestSum fails: fail_test.go:6: got 3, want 4.');
    expect(await run('broken/broken_test.go')).toMatch(
      /^TestSum does not compile: .*broken_test\.go:6:2: undefined: missing\.$/,
    );
    expect(await run('fail/fail_test.go', 'TestOther')).toBe('go test found no TestOther to run.');
  });

  it('in a workspace of modules, behind a build tag, with the flags, variables and Go of a person', async () => {
    const folder = goFiles({
      'go.work': 'go 1.21\n\nuse ./shop\nuse ./lib\n',
      'lib/go.mod': module('example.com/lib'),
      'lib/lib.go': 'package lib\n\nfunc Price() int { return 3 }\n',
      'shop/go.mod': module('example.com/shop'),
      'shop/tagged_test.go':
        '//go:build slow\n\npackage shop\n\nimport (\n\t"flag"\n\t"os"\n\t"testing"\n\n\t"example.com/lib"\n)\n\nvar rows = flag.Int("rows", 0, "")\n\n' +
        'func TestTagged(t *testing.T) {\n\tif lib.Price() != 3 || os.Getenv("SHOP") != "here" || *rows != 7 {\n\t\tt.Fatal(os.Getenv("SHOP"), *rows)\n\t}\n}\n',
    });
    const file = join(folder, 'shop/tagged_test.go');
    const runs = openRuns();
    const go = join(execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim(), 'bin', 'go');
    const flags = ['-tags=slow', '-json', '-args', '-rows=7'];
    const setup = { go, flags, timeout: '1m', environment: { SHOP: 'here' } };
    expect(await said(runs.profile(request(file, 'TestTagged', { setup }), () => undefined, noSignal))).toBe(
      'it went well',
    );
    expect(await said(runs.profile(request(file, 'TestTagged'), () => undefined, noSignal))).toBe(
      'go test found no TestTagged to run.',
    );
  });

  it('end with all that they have started when a person cancels', async () => {
    const folder = goFiles({
      'go.mod': module('shop'),
      'slow_test.go':
        'package shop\n\nimport (\n\t"os"\n\t"strconv"\n\t"testing"\n\t"time"\n)\n\nfunc TestSlow(t *testing.T) {\n' +
        '\tos.WriteFile("pid", []byte(strconv.Itoa(os.Getpid())), 0o600)\n\ttime.Sleep(time.Minute)\n}\n',
    });
    const cancel = new AbortController();
    const runs = openRuns();
    const running = said(
      runs.profile(request(join(folder, 'slow_test.go'), 'TestSlow'), () => undefined, cancel.signal),
    );
    await expect
      .poll(() => existsSync(join(folder, 'pid')) && readFileSync(join(folder, 'pid'), 'utf8') !== '', {
        timeout: 60_000,
      })
      .toBe(true);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    cancel.abort();
    expect(await running).toBe('Cancelled: TestSlow.');
    expect(isAlive(pid)).toBe(false);
    // What waits behind a run that was cancelled is run.
    expect(await runs.functionsIn(join(folder, 'slow_test.go'))).toMatchObject([{ name: 'TestSlow', line: 9 }]);
  });

  describe('by the command line, built', () => {
    beforeAll(() => {
      execFileSync(process.execPath, ['esbuild.mjs', `--into=${built}`], { cwd: repositoryRoot });
    }, 60_000);

    it('are looked at for what they leave behind, and where', async () => {
      const file = join(repositoryRoot, 'test/fixtures/packages/leaks/quote_test.go');
      const runs = openRuns();
      const { packages } = await runs.check({ path: file, test: null, setup: plain }, () => undefined, noSignal);
      const leaks = packages.flatMap((one) => one.leaks);
      expect(leaks.length).toBeGreaterThan(0);
      for (const { place, title } of leaks)
        expect([title !== '', place === null || existsSync(place.path)]).toEqual([true, true]);
      expect(
        await said(
          runs.check(
            {
              path: join(
                goFiles({ 'go.mod': module('shop'), 'a_test.go': 'package shop\n\nvar x = missing\n' }),
                'a_test.go',
              ),
              test: null,
              setup: plain,
            },
            () => undefined,
            noSignal,
          ),
        ),
      ).toMatch(/^go test does not compile: .*a_test\.go:3:9: undefined: missing\.$/);
    });
  });
});

it('of a workspace that nobody trusts are not run', async () => {
  const runs = openRuns(false);
  expect(await said(runs.profile(request('/nowhere/a_test.go', 'TestA'), () => undefined, noSignal))).toContain(
    'not trusted',
  );
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
