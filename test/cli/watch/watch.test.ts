// The command `watch`, with a follower that says what a service would have to be waited for to say.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineParts } from '../../../src/engine/engineParts';
import type { CliParts } from '../../../src/cli/base/cliParts';
import { nothingAsked } from '../../../src/shared/model/target/capabilities';
import type { Disposable } from '../../../src/shared/base/disposable';
import { LeakLensError } from '../../../src/shared/model/errors';
import { baselineFolders } from '../../../src/store/findings/baselineFolder';
import type { Finding } from '../../../src/shared/model/finding';
import type { FollowOptions, Round } from '../../../src/shared/ports/runtime/follower';
import { recorded, RecordedService } from '../../engine/recordedService';
import { FakeClock } from '../../support/fakeClock';
import { freePort, pprofAt, serveHttp } from '../../sources/localServer';
import { goroutineLeak, heapGrowth } from '../../words/go/findings/findings';
import { analysis } from '../../../src/analyse/analysis';
import { worksOf } from '../../../src/shared/ports/runtime/runtimeWork';
import { verdicts } from '../../../src/analyse/go/judge/verdicts';
import { judgedBy, leaklens, type Outcome } from '../harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let here = '';
beforeEach(() => {
  here = mkdtempSync(join(folder, 'case-'));
  mkdirSync(join(here, '.git'));
});

/** What the follower under the command did. */
interface Seen {
  polls: number;
  demands: number;
  disposed: number;
  folders: readonly string[];
}

type Answer = readonly Finding[] | Error;

/** Findings of the first poll of another process. */
class Replaced {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    this.findings = findings;
  }
}

/** Answers each poll from a script, whose last entry stays. Time passes from one poll to the next, and stands still while one is answered. */
function scripted(
  script: readonly (Answer | Replaced)[],
  clock: FakeClock,
  atPoll: (poll: number) => unknown,
): Pick<EngineParts, 'followers' | 'works'> & { seen: Seen } {
  const seen: Seen = { polls: 0, demands: 0, disposed: 0, folders: [] };
  const follow = ({ events, settings }: FollowOptions) => {
    let timer: Disposable | null = null;
    const pollNow = async (): Promise<void> => {
      timer?.dispose();
      const answer = script[Math.min(seen.polls, script.length - 1)] ?? [];
      seen.polls += 1;
      // Repeats as a follower does, only sooner after a failure.
      const pause = answer instanceof Error ? 1 : settings().intervalMillis;
      if (answer instanceof Error) events.failed(answer, clock.now() + pause);
      else if (answer instanceof Replaced)
        await events.round({ ...roundOf(answer.findings, seen.polls, clock.now()), restarted: true });
      else await events.round(roundOf(answer, seen.polls, clock.now()));
      atPoll(seen.polls);
      if (seen.disposed > 0) return;
      timer = clock.after(pause, () => void pollNow());
      setImmediate(() => clock.passToNext());
    };
    return {
      pollNow,
      intervalChanged: () => undefined,
      remember: () => Promise.resolve(''),
      reports: null,
      explained: () => Promise.resolve(),
      probe: () => Promise.reject(new Error('nobody asks for it')),
      askForLeaks: () => {
        seen.demands += 1;
        return pollNow().then(() => false);
      },
      dispose: () => {
        seen.disposed += 1;
        timer?.dispose();
      },
    };
  };
  const paths = {
    setFolders: (folders: readonly string[]) => (seen.folders = folders),
    setMappings: () => undefined,
    forget: () => undefined,
  };
  const [work] = judgedBy(verdicts).works.all;
  return { followers: { follow }, works: worksOf([{ ...work!, paths }]), seen };
}

function roundOf(findings: readonly Finding[], poll: number, atMillis: number): Round {
  const point = { atMillis, life: 0, values: { goroutines: 10 * poll } };
  const cost = { bytes: 1000, millis: 1, requests: 3 };
  const pace = { wishedMillis: 100, pauseMillis: 100, budget: 0.02, roundMillis: 1 };
  const report = { heap: [], heapTotalBytes: 0, blocked: [], spawns: [] };
  const sources = {
    resolve: () => null,
    source: () => null,
    missing: [],
    firstSeen: [],
    folders: [],
    parsed: null,
  };
  const process = { restarted: false, rebuilt: false, isNewBuild: false, capabilities: nothingAsked };
  return {
    point,
    limits: [],
    cost,
    pace,
    report,
    sources,
    findings,
    takenBack: [],
    earlier: [],
    grown: [],
    ...process,
  };
}

async function watch(
  script: readonly (Answer | Replaced)[],
  argv: readonly string[] = [],
  more: {
    signal?: AbortSignal;
    errorIsTerminal?: boolean;
    parts?: Partial<CliParts>;
    engine?: Partial<EngineParts>;
    /** Runs when a poll has been answered. */
    atPoll?: (poll: number) => unknown;
  } = {},
): Promise<Outcome & { seen: Seen }> {
  const { origin } = await serveHttp(pprofAt('/debug/pprof/'));
  const clock = new FakeClock(Date.UTC(2026, 10, 20));
  const { seen, ...following } = scripted(script, clock, more.atPoll ?? (() => undefined));
  const outcome = await leaklens(['watch', origin, '--for', '300ms', '--every', '100ms', ...argv], {
    workingDirectory: here,
    ...more,
    engine: { ...following, clock, ...more.engine },
  });
  return { ...outcome, seen };
}

function json(outcome: Outcome): Record<string, unknown> & { findings: Record<string, unknown>[] } {
  return JSON.parse(outcome.out) as Record<string, unknown> & { findings: Record<string, unknown>[] };
}

const dead = new LeakLensError({ kind: 'refused', subject: 'http://127.0.0.1:1/', detail: 'ECONNREFUSED' });

describe('a watch', () => {
  it('polls until its time is over, asks the leak detector at both ends, and lets go', async () => {
    const { status, error, seen } = await watch([[goroutineLeak()]]);
    expect([status, error]).toEqual([0, '']);
    expect(seen).toMatchObject({ disposed: 1, folders: [here] });
    // At 0, 100, 200 and 300 ms.
    expect([seen.polls, seen.demands]).toEqual([4, 2]);
  });

  it('reports what was found last, with its numbers', async () => {
    const outcome = await watch(
      [[], [goroutineLeak({ confidence: 'possible' })], [goroutineLeak()]],
      ['--format', 'json'],
    );
    const { findings, series, polls, cost } = json(outcome);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['probable']);
    expect(cost).toMatchObject({ bytes: 1000 * Number(polls), requests: 3 * Number(polls) });
    const { goroutines } = series as { goroutines: [number, number][] };
    expect(goroutines.map(([, value]) => value)).toEqual(goroutines.map((_point, index) => 10 * (index + 1)));
    expect(goroutines.every(([seconds]) => seconds >= 0 && seconds < 60)).toBe(true);
  });

  it('tells a person on a terminal how far it is, on one line', async () => {
    const { error } = await watch([[]], [], { errorIsTerminal: true });
    expect(error).toMatch(/of 0\.3 s: \d polls, \d+ goroutines/);
    expect(error).not.toContain('\n');
    expect((await watch([[]], ['--quiet'], { errorIsTerminal: true })).error).toBe('');
  });

  it('is status 1 for a finding at or above --fail-on, and only then', async () => {
    expect((await watch([[goroutineLeak()]], ['--fail-on', 'probable'])).status).toBe(1);
    expect((await watch([[goroutineLeak()]], ['--fail-on', 'proven'])).status).toBe(0);
    expect((await watch([[goroutineLeak()]])).status).toBe(0);
  });
});

describe('the closing round of a watch', () => {
  it('asks the leak detector also where the rounds take longer than their interval', async () => {
    const service = await new RecordedService().start();
    service.trouble.set('goroutineleak', { body: recorded(3, 'goroutine.pb.gz') });
    service.lateMillis = 150;
    const outcome = await leaklens(['watch', service.url, '--for', '2s', '--every', '100ms', '--format', 'json'], {
      workingDirectory: here,
      engine: judgedBy({ ...verdicts, isLeakProfile: () => true }),
    });
    expect([outcome.status, outcome.error]).toEqual([0, '']);
    const rounds = service.asked.join(' ').split(/(?<!^)(?=heap )/).length;
    const questions = service.asked.filter((path) => path === 'goroutineleak');
    expect(rounds).toBeLessThan(6);
    expect([questions.length, service.asked.at(-1)]).toEqual([2, 'goroutineleak']);
  });
});

describe('a watch that a person stops', () => {
  it('reports what there is so far', async () => {
    const stop = new AbortController();
    const atPoll = (poll: number) => poll === 3 && stop.abort();
    const outcome = await watch([[goroutineLeak()]], ['--for', '10m', '--fail-on', 'probable', '--format', 'json'], {
      signal: stop.signal,
      atPoll,
    });
    expect([outcome.status, outcome.seen.disposed]).toEqual([1, 1]);
    expect(json(outcome)).toMatchObject({ ending: 'interrupted', findings: [{ kind: 'goroutine-leak' }] });
  });

  it('is no baseline', async () => {
    const stop = new AbortController();
    const atPoll = (poll: number) => poll === 3 && stop.abort();
    const argv = ['--for', '10m', '--baseline', join(here, 'soak')];
    await watch([[goroutineLeak()]], argv, { signal: stop.signal, atPoll });
    expect(existsSync(join(here, 'soak'))).toBe(false);
  });
});

describe('a service that is replaced meanwhile', () => {
  const argv = ['--fail-on', 'probable', '--format', 'json'];

  it('still fails for what the earlier process leaked: the leak may be what ended it', async () => {
    const outcome = await watch(
      [[goroutineLeak(), heapGrowth({ confidence: 'possible' })], new Replaced([]), []],
      argv,
    );
    expect(outcome.status).toBe(1);
    expect(json(outcome)).toMatchObject({
      restarts: 1,
      findings: [{ id: goroutineLeak().id, confidence: 'probable' }],
    });
  });

  it('is as sure of a leak as the surest of its processes', async () => {
    const script = [[goroutineLeak()], new Replaced([goroutineLeak({ confidence: 'possible' })]), new Replaced([])];
    const { findings } = json(await watch([...script, []], argv));
    expect(findings.map(({ confidence }) => confidence)).toEqual(['probable']);
  });

  it('is believed when a process that was watched for long enough does not leak', async () => {
    const over = goroutineLeak({ confidence: 'info', status: 'fixed' });
    const outcome = await watch([[goroutineLeak()], new Replaced([]), [over]], argv);
    expect([outcome.status, json(outcome).findings.map(({ status }) => status)]).toEqual([0, ['fixed']]);
  });
});

describe('a service that does not answer', () => {
  it('is status 2 when nothing listens', async () => {
    const port = await freePort();
    const { status, out, error } = await leaklens(['watch', `http://127.0.0.1:${String(port)}`, '--for', '1s'], {
      workingDirectory: here,
    });
    expect([status, out]).toEqual([2, '']);
    expect(error).toMatch(/^leaklens watch: Nothing listens at .*\n$/);
  });

  it('is status 2 at once when the first poll fails', async () => {
    const { status, out, error, seen } = await watch([dead]);
    expect([status, out, seen.disposed]).toEqual([2, '', 1]);
    expect(error).toMatch(/^leaklens watch: Nothing listens.*\n$/);
  });

  it('any more is reported with what was found until then, and status 2', async () => {
    const outcome = await watch(
      [[goroutineLeak()], dead],
      ['--for', '10m', '--fail-on', 'probable', '--format', 'json'],
    );
    expect(outcome.status).toBe(2);
    expect(outcome.error).toMatch(/^leaklens watch: Nothing listens.*\n$/);
    expect(json(outcome)).toMatchObject({ ending: 'lost', findings: [{ kind: 'goroutine-leak' }] });
  });

  it('for a moment is nothing to speak of', async () => {
    const { status, out } = await watch([[goroutineLeak()], dead, dead, [goroutineLeak()]]);
    expect(status).toBe(0);
    expect(out).not.toContain('stopped answering');
  });
});

describe('--baseline', () => {
  it('is written by the first watch, which says so', async () => {
    const directory = join(here, 'new', 'soak');
    const { status, out } = await watch([[goroutineLeak()]], ['--baseline', directory]);
    expect([status, out]).toEqual([0, expect.stringContaining(`There was no baseline in ${directory}`)]);
    const written = JSON.parse(readFileSync(join(directory, 'leaklens-baseline.json'), 'utf8')) as object;
    expect(written).toMatchObject({ version: 1, entries: [{ id: goroutineLeak().id, amount: 120 }] });
  });

  it('is what later watches are compared with', async () => {
    const argv = ['--baseline', join(here, 'soak'), '--fail-on', 'possible', '--format', 'json'];
    await watch([[goroutineLeak()]], argv);
    const { analysis, compared } = comparing({ [goroutineLeak().id]: 'unchanged' });
    const same = await watch([[goroutineLeak()]], argv, { engine: { analysis } });
    expect([same.status, compared()]).toEqual([0, [goroutineLeak().id]]);
    const worse = await watch([[goroutineLeak(), heapGrowth()]], argv, { engine: { analysis } });
    expect(worse.status).toBe(1);
    expect(json(worse).findings.map(({ status, fails }) => [status, fails])).toEqual([
      ['unchanged', false],
      ['new', true],
    ]);
  });

  const impossible: [name: string, directoryOf: () => string][] = [['below a file', () => join(here, 'file', 'soak')]];
  if (existsSync('/proc/self')) impossible.push(['where the system makes no folders', () => '/proc/nope']);

  it.each(impossible)(
    'that could never be written is status 2 before anything is asked: %s',
    async (_name, directoryOf) => {
      writeFileSync(join(here, 'file'), '');
      const directory = directoryOf();
      const { status, out, error, seen } = await watch([[goroutineLeak()]], ['--baseline', directory]);
      expect([status, out, seen.polls]).toEqual([2, '', 0]);
      expect(error).toMatch(/^leaklens watch: [^\n]*leaklens-baseline\.json cannot be [^\n]* --baseline\.\n$/);
      expect(error).toContain(directory);
    },
  );

  it('that cannot be written in the end is status 2, and what the watch found is reported all the same', async () => {
    writeFileSync(join(here, 'file'), '');
    const argv = ['--baseline', join(here, 'file', 'soak'), '--fail-on', 'possible', '--format', 'json'];
    const baselines: CliParts['baselines'] = {
      read: () => Promise.resolve(null),
      check: () => Promise.resolve(),
      write: (directory, baseline) => baselineFolders.write(directory, baseline),
    };
    const outcome = await watch([[goroutineLeak()]], argv, { parts: { baselines } });
    expect(json(outcome)).toMatchObject({ findings: [{ id: goroutineLeak().id }], baseline: null, failed: true });
    expect([outcome.status, outcome.error]).toEqual([2, expect.stringContaining(join(here, 'file', 'soak'))]);
  });

  it.each([['{"version":1}'], ['no JSON'], ['{"version":1,"setAtMillis":1,"targetUrl":"","entries":[{"id":1}]}']])(
    'that cannot be read is status 2 before anything is watched: %s',
    async (text) => {
      mkdirSync(join(here, 'soak'));
      writeFileSync(join(here, 'soak', 'leaklens-baseline.json'), text);
      const { status, error, seen } = await watch([[]], ['--baseline', join(here, 'soak')]);
      expect([status, seen.polls]).toEqual([2, 0]);
      expect(error).toMatch(/leaklens-baseline\.json cannot be read/);
    },
  );
});

describe('--write', () => {
  it('writes the same report in other formats, too', async () => {
    const [sarif, markdown] = [join(here, 'made', 'leaks.sarif'), join(here, 'leaks.md')];
    const argv = ['--write', `sarif=${sarif}`, '--write', `markdown=${markdown}`, '--format', 'json'];
    writeFileSync(markdown, 'an older one');
    const outcome = await watch([[goroutineLeak()]], argv);
    expect(json(outcome).findings).toMatchObject([{ id: goroutineLeak().id }]);
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(markdown, 'utf8')).toContain('agent.go');
    expect(readdirSync(here).sort()).toEqual(['.git', 'leaks.md', 'made']);
  });

  it('that names no format, or a file that cannot be, is status 2 before anything is asked', async () => {
    writeFileSync(join(here, 'file'), '');
    for (const [value, words] of [
      ['leaks.sarif', /--write takes a format and a file, such as sarif=leaks\.sarif/],
      ['pdf=leaks.pdf', /--write takes a format and a file/],
      ['sarif=', /--write takes a format and a file/],
      [`sarif=${join(here, 'file', 'leaks.sarif')}`, /leaks\.sarif cannot be [^\n]* --write\.\n$/],
    ] as const) {
      const { status, error, seen } = await watch([[goroutineLeak()]], ['--write', value]);
      expect([status, error, seen.polls]).toEqual([2, expect.stringMatching(words), 0]);
    }
  });
});

/** Says what became of each finding since the baseline. */
function comparing(status: Readonly<Record<string, 'unchanged'>>) {
  let entries: readonly string[] = [];
  const comparison: EngineParts['analysis'] = {
    ...analysis,
    baselineOf: (_findings, targetUrl, setAtMillis) => ({ setAtMillis, targetUrl, entries: [] }),
    compare(findings, baseline) {
      entries = baseline.entries.map(({ id }) => id);
      return findings.map((finding) => ({ ...finding, status: status[finding.id] ?? 'new' }));
    },
  };
  return { analysis: comparison, compared: () => entries };
}

describe('.leaklens.json', () => {
  const rule = { id: goroutineLeak().id, reason: 'known, see the tracker' };

  it('takes findings out of the exit status, and says how many', async () => {
    writeFileSync(join(here, '.leaklens.json'), JSON.stringify({ ignore: [rule] }));
    const { status, out } = await watch([[goroutineLeak()]], ['--fail-on', 'possible']);
    expect(status).toBe(0);
    expect(out).toContain(`Ignored by ${join(here, '.leaklens.json')}: 1.`);
  });

  it('holds below it, up to the root of the repository', async () => {
    writeFileSync(join(here, '.leaklens.json'), JSON.stringify({ ignore: [rule] }));
    const below = join(here, 'cmd', 'server');
    mkdirSync(below, { recursive: true });
    const outer = here;
    here = below;
    expect((await watch([[goroutineLeak()]], ['--fail-on', 'possible'])).status).toBe(0);
    mkdirSync(join(outer, 'cmd', '.git'));
    expect((await watch([[goroutineLeak()]], ['--fail-on', 'possible'])).status).toBe(1);
  });

  it('has no effect once its day is over, and that is said', async () => {
    writeFileSync(join(here, '.leaklens.json'), JSON.stringify({ ignore: [{ ...rule, until: '2024-02-29' }] }));
    const { status, out } = await watch([[goroutineLeak()]], ['--fail-on', 'possible']);
    expect([status, out]).toEqual([1, expect.stringContaining('ended on 2024-02-29 and has no effect')]);
  });

  it('that is wrong is status 2 before anything is watched', async () => {
    writeFileSync(join(here, '.leaklens.json'), '{"ignore":[{"id":"x","until":"soon"}]}');
    const { status, out, error, seen } = await watch([[goroutineLeak()]]);
    expect([status, out, seen.polls]).toEqual([2, '', 0]);
    expect(error).toMatch(/\.leaklens\.json cannot be read: ignore\[0\]: until has to be a date such as 2027-01-31/);
  });
});
