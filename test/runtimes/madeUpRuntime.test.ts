// The test of the design: a runtime is one value and what opens its sessions. Nothing else is told of this one, and its series and
// its findings come through follow, engine, store and wires to whoever shows them.
import { nothingAsked } from '../../src/shared/model/target/capabilities';
import { expect, it, onTestFinished } from 'vitest';
import { judgeFindings } from '../../src/cli/findings/judgeFindings';
import type { WatchReport } from '../../src/cli/findings/watchReport';
import { reportText, type WatchFormat } from '../../src/cli/findings/writeReport';
import { Engine } from '../../src/engine/engine';
import { createFollowers } from '../../src/follow/followers';
import { growthOf } from '../../src/host/targets/targetGrowth';
import { targetFindings } from '../../src/lsp/findings/targetFindings';
import { targetState } from '../../src/lsp/targetState';
import { goRuntime } from '../../src/runtimes/go';
import { toSeriesTable, type SeriesPoint } from '../../src/shared/model/series';
import { defaultSettings } from '../../src/shared/model/settings';
import { guardedSeries, runtimesOf, wordsOfAll } from '../../src/shared/ports/runtime';
import { createSeriesStore } from '../../src/store/series/seriesStore';
import { findingWords } from '../../src/words/findings/findingWords';
import { latestValues, readoutWords } from '../../webview/trends/readout';
import { openRooms } from '../engine/rooms';
import { FakeClock } from '../support/fakeClock';
import { openTally, tallyRuntime, tallySource } from './tallyRuntime';

const runtimes = runtimesOf([goRuntime, tallyRuntime]);
const words = wordsOfAll(runtimes, findingWords);

async function watchClerk() {
  const clock = new FakeClock(1_790_000_000_000);
  const rooms = await openRooms({ folder: '/nowhere', clock });
  const { directory, documents } = rooms;
  let isOther = false;
  const sessions = { [tallyRuntime.id]: openTally(clock, () => isOther) };
  const parts = {
    ...rooms,
    runtimes,
    connector: { connect: () => Promise.resolve(tallySource) },
    followers: createFollowers({ clock, paths: rooms.followers.paths, sessions }),
    series: createSeriesStore({ directory, clock, guarded: guardedSeries(runtimes) }),
  };
  const grew: SeriesPoint[] = [];
  const events = {
    targetsChanged: () => undefined,
    hints: () => undefined,
    findingsChanged: () => undefined,
    seriesGrew: (_id: string, points: readonly SeriesPoint[]) => void grew.push(...points),
    snapshotsChanged: () => undefined,
    captureProgress: () => undefined,
  };
  const engine = new Engine(parts, events, { settings: defaultSettings, trusted: true, librarySourceLink: null });
  onTestFinished(() => engine.dispose());
  await engine.connect({ url: 'tally://clerk' }, new AbortController().signal);
  const { id } = tallySource.target;
  const poll = async () => {
    await clock.advance(5000);
    await engine.refresh(id);
  };
  for (let round = 0; round < 4; round += 1) await poll();
  const replace = async () => {
    isOther = true;
    await poll();
  };
  const state = () => targetState(engine.targets()[0]!, { ...rooms, runtimes });
  const found = () => targetFindings(engine.findings, { words, documents })[0]?.findings ?? [];
  return { parts, engine, grew, state, found, replace };
}

it('is followed, and its series are kept, told and drawn', async () => {
  const { parts, grew, state } = await watchClerk();
  expect(grew.length).toBeGreaterThanOrEqual(4);
  expect(grew.at(-1)?.values).toEqual({ unread: grew.length * 10, words: grew.length * 10 * 1024 });
  expect(await parts.series.load(tallySource.target)).toEqual(grew);
  const { series, growth, runtime, phase } = state();
  expect({ runtime, phase }).toEqual({ runtime: 'tally', phase: 'connected' });
  expect(series.map(({ label }) => label)).toEqual(['Unread', 'Words']);
  expect(growthOf({ series, growth })).toMatchObject({ series: { id: 'unread' }, perMinute: 120 });
  const values = latestValues(toSeriesTable(grew));
  const times = { moment: () => 'now', tick: () => '' };
  expect(readoutWords(values!, series, times)).toBe(`now: Unread ${grew.length * 10}, Words ${grew.length * 10}.0 KB`);
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

it('keeps its findings in a baseline', async () => {
  const { engine, found } = await watchClerk();
  await engine.findings.setBaseline(tallySource.target.id);
  expect(found()).toMatchObject([{ kind: 'mailbox-growth', status: 'unchanged' }]);
});

it.each(['json', 'sarif', 'text'] as const)('stands in the report of a watch as %s', async (format: WatchFormat) => {
  const { grew, engine } = await watchClerk();
  const findings = engine.findings.all()[0]?.findings ?? [];
  const report: WatchReport = {
    target: tallySource.target,
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
