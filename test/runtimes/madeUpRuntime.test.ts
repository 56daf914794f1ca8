// The test of the design: a runtime is one value, and its targets at work another. Nothing else is told of this one, and its rounds, its
// series, its findings, its snapshots and its lines come through follow, engine, store and wires to whoever shows them.
import { nothingAsked } from '../../src/shared/model/target/capabilities';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { judgeFindings } from '../../src/cli/findings/judgeFindings';
import type { WatchReport } from '../../src/cli/findings/watchReport';
import { reportText, type TextFormat } from '../../src/cli/findings/writeReport';
import { Engine } from '../../src/engine/engine';
import { createFollowers } from '../../src/follow/followers';
import { growthOf } from '../../src/host/targets/targetGrowth';
import { targetFindings } from '../../src/lsp/findings/targetFindings';
import { targetState } from '../../src/lsp/targetState';
import { goRuntime } from '../../src/runtimes/go';
import { toSeriesTable, type SeriesPoint } from '../../src/shared/model/series/series';
import { defaultSettings } from '../../src/shared/model/settings/settings';
import type { DocumentHints } from '../../src/shared/model/hint';
import type { CaptureStep } from '../../src/shared/ports/engine/engineApi';
import { guardedSeries, runtimesOf, seriesNames, wordsOfAll } from '../../src/shared/ports/runtime/runtime';
import { worksOf } from '../../src/shared/ports/runtime/runtimeWork';
import { createSeriesStore } from '../../src/store/series/seriesStore';
import { findingWords } from '../../src/words/findings/findingWords';
import { createLineWords } from '../../src/words/lines/lineWords';
import { latestValues, readoutWords } from '../../webview/trends/readout';
import { openRooms } from '../engine/rooms';
import { FakeClock } from '../support/fakeClock';
import { Clerk, tallyRuntime, tallyWork } from './tallyRuntime';

const runtimes = runtimesOf([goRuntime, tallyRuntime]);
const words = wordsOfAll(runtimes, findingWords);

async function watchClerk() {
  const clock = new FakeClock(1_790_000_000_000);
  const rooms = await openRooms({ folder: '/nowhere', clock });
  const { directory, documents } = rooms;
  const clerk = new Clerk();
  const works = worksOf([...rooms.works.all, tallyWork(clock)]);
  const parts = {
    ...rooms,
    runtimes,
    works,
    lineWords: createLineWords(words, seriesNames(runtimes)),
    connector: { connect: () => Promise.resolve(clerk) },
    followers: createFollowers({ clock, works }),
    series: createSeriesStore({ directory, clock, guarded: guardedSeries(runtimes) }),
  };
  documents.open('file:///ws/clerk.erl', 'erlang', 1, 'line\n'.repeat(30));
  const hints: DocumentHints[] = [];
  const steps: (string | null)[] = [];
  const grew: SeriesPoint[] = [];
  const events = {
    targetsChanged: () => undefined,
    hints: (changed: readonly DocumentHints[]) => void hints.push(...changed),
    findingsChanged: () => undefined,
    seriesGrew: (_id: string, points: readonly SeriesPoint[]) => void grew.push(...points),
    profileHints: () => undefined,
    travelled: () => undefined,
    snapshotsChanged: () => undefined,
    captureProgress: (_id: string, _percent: number, { asks }: CaptureStep) => void steps.push(asks),
  };
  const engine = new Engine(parts, events, { settings: defaultSettings, trusted: true, librarySourceLink: null });
  onTestFinished(() => engine.dispose());
  await engine.connect({ url: 'tally://clerk' }, new AbortController().signal);
  const { id } = clerk.target;
  const poll = async () => {
    await clock.advance(5000);
    await engine.refresh(id);
  };
  for (let round = 0; round < 4; round += 1) await poll();
  const replace = async () => {
    clerk.replaceBy('Bea');
    await poll();
  };
  const state = () => targetState(engine.targets()[0]!, { ...rooms, runtimes });
  const found = () => targetFindings(engine.findings, { ...rooms, words, documents, runtimes })[0]?.findings ?? [];
  return { parts, engine, clerk, grew, hints, steps, state, found, replace };
}

it('is followed, and its series are kept, told and drawn', async () => {
  const { parts, clerk, grew, state } = await watchClerk();
  expect(grew.length).toBeGreaterThanOrEqual(4);
  expect(grew.at(-1)?.values).toEqual({ unread: grew.length * 10, words: grew.length * 10 * 1024 });
  expect(await parts.series.load(clerk.target)).toEqual(grew);
  const { series, growth, runtime, phase } = state();
  expect({ runtime, phase }).toEqual({ runtime: 'tally', phase: 'connected' });
  expect(series.map(({ label }) => label)).toEqual(['Unread', 'Words']);
  expect(growthOf({ series, growth })).toMatchObject({ series: { id: 'unread' }, perMinute: 120 });
  const values = latestValues(toSeriesTable(grew));
  const times = { moment: () => 'now', tick: () => '' };
  expect(readoutWords(values!, series, times)).toBe(`now: Unread ${grew.length * 10}, Words ${grew.length * 10}.0 KB`);
});

it('has what it does not offer told in its own words', async () => {
  const { state } = await watchClerk();
  expect(state().missing).toEqual([{ kind: 'shelf', words: 'No shelf here: it is locked.', short: 'no shelf' }]);
});

it('stands on its lines, in its own words', async () => {
  const { engine, hints, grew } = await watchClerk();
  const unread = String(grew.length * 10);
  expect(hints.at(-1)?.hints.map(({ line, text, confidence }) => [line, text, confidence])).toEqual([
    [11, `${unread} messages nobody reads`, 'probable'],
    [19, `${unread} letters wait: receive`, null],
  ]);
  expect(engine.hoverAt('/ws/clerk.erl', 11)).toContain(`${unread} messages wait`);
  expect(engine.hoverAt('/ws/clerk.erl', 19)).toContain(`**${unread} letters**`);
});

it('is captured, read back, compared and given away', async () => {
  const { engine, steps, parts } = await watchClerk();
  const { signal } = new AbortController();
  const captured = [await engine.capture('clerk', signal), await engine.capture('clerk', signal)];
  expect(steps).toEqual(['mail', null, 'mail', null]);
  const [before, after] = await Promise.all(captured.map(({ id }) => engine.snapshots.read(id, signal)));
  const { words: own } = runtimes.of(captured[0]!.runtime);
  const reader = { uriOf: (path: string) => path };
  const unread = before!.numbers['unread']!;
  expect(before!.snapshot).toMatchObject({ runtime: 'tally', summary: { unread }, missing: [{ kind: 'shelf' }] });
  expect(own.snapshots.report(before!, reader).text).toBe(`clerk: ${String(unread)} letters`);
  expect(own.snapshots.comparison(before!, after!, reader).text).toBe(
    `${String(unread)} letters before, ${String(unread + 10)} after`,
  );
  const directory = join(parts.directory, 'given');
  const exported = await engine.snapshots.export({ id: before!.snapshot.id, directory, redact: true }, signal);
  expect(exported.files).toEqual(['letters.txt', 'findings.json']);
  expect(await engine.snapshots.baselineOf(exported.directory)).toMatchObject({
    entries: [{ kind: 'mailbox-growth', amount: unread, unit: 'messages' }],
  });
});

it('has its processes told apart by what it says itself', async () => {
  const { grew, replace } = await watchClerk();
  await replace();
  expect(grew.slice(-2).map(({ life }) => life)).toEqual([0, 1]);
});

it('has its findings worded by its own words', async () => {
  const { grew, found } = await watchClerk();
  const unread = String(grew.length * 10);
  expect(found()).toMatchObject([
    {
      kind: 'mailbox-growth',
      title: `The mailbox of the clerk grows: ${unread} messages`,
      evidence: [`${unread} messages wait.`],
      advice: 'Read them.',
      trendEnds: { from: '10', to: `${unread} messages` },
    },
  ]);
});

it('has what speaks against its verdicts worded by its own words, and places that only it knows by their own name', async () => {
  const { parts, engine } = await watchClerk();
  const [finding] = engine.findings.all()[0]?.findings ?? [];
  const sinceMillis = parts.clock.now();
  const steps = [{ atMillis: sinceMillis - 60_000, standing: 'growing', confidence: 'probable' }] as const;
  const course = { standing: 'withdrawn', sinceMillis, doubt: 'read-elsewhere', toldBy: null, steps } as const;
  expect(words.course({ ...finding!, course })).toMatch(/^It was probable from .* Another clerk reads them\.$/);
  expect(words.course({ ...finding!, course: { ...course, doubt: 'unheard-of' } })).toMatch(
    /^It was probable from .*\.$/,
  );
  const grown = { what: 'letters', site: null, unit: 'messages', before: 3, now: 9, needsSeconds: 120 };
  expect(words.grown({ ...grown, doubt: 'read-elsewhere' })).toBe(
    'letters grew by 6: 3 → 9. Another clerk reads them. Watch for 2 min in all to tell.',
  );
  expect([words.role('addressee'), words.role('spawn')]).toEqual(['addressee', 'started at']);
});

it('keeps its findings in a baseline', async () => {
  const { engine, found } = await watchClerk();
  await engine.findings.setBaseline('clerk');
  expect(found()).toMatchObject([{ kind: 'mailbox-growth', status: 'growing' }]);
});

it.each(['json', 'sarif', 'text'] as const)('stands in the report of a watch as %s', async (format: TextFormat) => {
  const { grew, engine } = await watchClerk();
  const findings = engine.findings.all()[0]?.findings ?? [];
  const report: WatchReport = {
    target: new Clerk().target,
    runtime: tallyRuntime,
    startedAtMillis: grew[0]!.atMillis,
    endedAtMillis: grew.at(-1)!.atMillis,
    ending: 'complete',
    polls: grew.length,
    restarts: 0,
    cost: { bytes: 1, millis: 1, requests: 1 },
    pace: null,
    capabilities: nothingAsked,
    missing: [],
    points: grew,
    findings: judgeFindings(
      findings.map((finding) => ({ finding, ignoredBy: null })),
      { failOn: 'probable', isCompared: false },
    ),
    takenBack: [],
    grown: [],
    limits: [],
    outlooks: [],
    oomWithinMillis: null,
    failOn: 'probable',
    baseline: null,
    ignoreFile: null,
    expiredRules: [],
  };
  const text = [...reportText(report, format, { words, runtimes, version: '1.0.0', workingDirectory: '/ws' })].join('');
  const unread = grew.length * 10;
  expect(text).toContain(`The mailbox of the clerk grows: ${String(unread)} messages`);
  if (format === 'text') expect(text).toMatch(new RegExp(`unread messages +10 → +${String(unread)}`));
  if (format === 'json') expect(Object.keys((JSON.parse(text) as WatchJson).series)).toEqual(['unread', 'words']);
  if (format === 'sarif') expect(text).toContain('MailboxGrowth');
});

interface WatchJson {
  readonly series: Readonly<Record<string, unknown>>;
}
