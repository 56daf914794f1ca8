import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../../../src/shared/base/emitter';
import type { Outcome, TargetState } from '../../../../src/shared/wires/lspMessages';
import type { SeriesQuery } from '../../../../src/shared/model/engineRequests';
import type { PanelChoice, PanelTarget, ToPanel } from '../../../../src/shared/wires/panelMessages';
import { toSeriesTable, type SeriesTable } from '../../../../src/shared/model/series/series';
import type { SeriesGrowth, TrendsEngine } from '../../../../src/host/trends/trendsEngine';
import { TrendsFeed } from '../../../../src/host/trends/trendsFeed';
import { goSeriesViews } from '../../../support/go/goSeriesViews';
import { point, startMillis, table } from '../../../webview/trends/seriesBuilder';

/** An engine whose answers the test gives by hand. */
class StagedEngine implements TrendsEngine {
  states: readonly TargetState[] = [];
  readonly asked: { query: SeriesQuery; answer: (outcome: Outcome<SeriesTable>) => void }[] = [];
  readonly targetsChanged = new Emitter<readonly TargetState[]>();
  readonly grew = new Emitter<SeriesGrowth>();

  targets = () => this.states;
  onTargets = (listener: (targets: readonly TargetState[]) => void) => this.targetsChanged.on(listener);
  onSeries = (listener: (growth: SeriesGrowth) => void) => this.grew.on(listener);
  series = (query: SeriesQuery) =>
    new Promise<Outcome<SeriesTable>>((resolve) => this.asked.push({ query, answer: resolve }));

  change(...states: readonly TargetState[]): void {
    this.states = states;
    this.targetsChanged.fire(states);
  }

  async answer(index: number, value: SeriesTable): Promise<void> {
    this.asked[index]!.answer({ ok: true, value });
    await settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function state(id: string, latestAt: number | null = null): TargetState {
  return {
    target: { id, name: `name of ${id}`, url: `http://localhost/${id}/` },
    phase: 'connected',
    condition: { kind: 'connecting' },
    conditionText: { short: 'connecting', sentence: '' },
    problem: null,
    nextAttemptMillis: null,
    latest: latestAt === null ? null : point({ at: latestAt }),
    runtime: 'go',
    series: goSeriesViews(),
    limits: [],
    outlooks: [],
    growth: {},
    liveHeapPerMinute: null,
    goroutinesPerMinute: null,
    cost: null,
    pace: null,
    missing: [],
  };
}

const describeTarget = ({ target, phase }: TargetState): PanelTarget => ({
  ...target,
  phase,
  condition: phase,
  problem: '',
  asOf: '',
  cost: '',
  missing: [],
  series: goSeriesViews(),
  limits: [],
  outlooks: [],
  growth: {},
});

let engine: StagedEngine;
let posted: ToPanel[];
let warnings: string[];
let wanted: string[];
let kept: PanelChoice | null;
let trusted: boolean;

function openFeed(): TrendsFeed {
  return new TrendsFeed({
    engine,
    choices: { load: () => kept, save: (choice) => (kept = choice) },
    actions: {
      capture: (id) => wanted.push(`capture ${id}`),
      tryNow: (id) => wanted.push(`try ${id}`),
      editAddress: (id) => wanted.push(`edit ${id}`),
      travel: (id, at) => wanted.push(`travel ${id} ${String(at)}`),
      backToNow: () => wanted.push('back'),
      openMoment: (id, at, base) => wanted.push(`open ${id} ${String(at)} ${String(base)}`),
    },
    log: { warn: (message) => warnings.push(message) },
    describe: describeTarget,
    post: (message) => posted.push(message),
    isTrusted: () => trusted,
    now: () => startMillis,
  });
}

beforeEach(() => {
  engine = new StagedEngine();
  posted = [];
  trusted = true;
  warnings = [];
  wanted = [];
  kept = null;
});

describe('when the page is ready', () => {
  it('gets the targets, the choice and the points of the first target', async () => {
    engine.states = [state('a', 600), state('b')];
    const feed = openFeed();
    feed.receive({ type: 'ready' });
    await engine.answer(0, table({ at: 600, liveHeap: 1 }));
    expect(engine.asked[0]!.query).toEqual({ targetId: 'a', sinceMillis: startMillis + 300_000, maxPoints: 4000 });
    expect(posted).toEqual([
      {
        type: 'state',
        trusted: true,
        targets: engine.states.map(describeTarget),
        choice: { targetId: 'a', window: '5m', hidden: null },
        series: table({ at: 600, liveHeap: 1 }),
      },
    ]);
  });

  it('hears that the workspace is not trusted, and then that it is', async () => {
    trusted = false;
    const feed = openFeed();
    feed.receive({ type: 'ready' });
    await vi.waitFor(() => expect(posted).toMatchObject([{ type: 'state', trusted: false }]));
    trusted = true;
    feed.trusted();
    await vi.waitFor(() => expect(posted[1]).toMatchObject({ type: 'state', trusted: true }));
  });

  it('gets what was chosen in this workspace before', async () => {
    engine.states = [state('a'), state('b')];
    kept = { targetId: 'b', window: 'all', hidden: ['sys'] };
    openFeed().receive({ type: 'ready' });
    await engine.answer(0, toSeriesTable([]));
    expect(engine.asked[0]!.query).toMatchObject({ targetId: 'b', sinceMillis: null });
    expect(posted).toMatchObject([{ choice: kept }]);
  });

  it('gets an empty state without targets, and a full one when the first connects', async () => {
    const feed = openFeed();
    feed.receive({ type: 'ready' });
    await settled();
    expect(posted).toMatchObject([{ type: 'state', targets: [], choice: { targetId: null } }]);
    engine.change(state('a'));
    await engine.answer(0, toSeriesTable([]));
    expect(posted[1]).toMatchObject({ type: 'state', choice: { targetId: 'a' } });
  });

  it('gets a state even when the engine has no points to give, and the log says why', async () => {
    engine.states = [state('a')];
    openFeed().receive({ type: 'ready' });
    engine.asked[0]!.answer({ ok: false, problem: { kind: 'not-found', message: 'gone', nextStep: '' } });
    await settled();
    expect(posted).toMatchObject([{ type: 'state', series: { atMillis: [] } }]);
    expect(warnings).toEqual([expect.stringContaining('gone')]);
  });
});

describe('afterwards', () => {
  it('gets new states and the new points of its own target', async () => {
    engine.states = [state('a'), state('b')];
    openFeed().receive({ type: 'ready' });
    await engine.answer(0, toSeriesTable([]));
    posted.length = 0;
    engine.change(state('a', 5), state('b'));
    engine.grew.fire({ targetId: 'a', points: [point({ at: 5 })] });
    engine.grew.fire({ targetId: 'b', points: [point({ at: 6 })] });
    expect(posted).toEqual([
      { type: 'targets', targets: engine.states.map(describeTarget) },
      { type: 'grew', targetId: 'a', points: [point({ at: 5 })] },
    ]);
  });

  it('gets points that came while the full state was on its way after that state', async () => {
    engine.states = [state('a')];
    openFeed().receive({ type: 'ready' });
    engine.grew.fire({ targetId: 'a', points: [point({ at: 5 })] });
    await engine.answer(0, toSeriesTable([]));
    expect(posted.map(({ type }) => type)).toEqual(['state', 'grew']);
  });

  it('gets only the answer to the last of several choices', async () => {
    engine.states = [state('a'), state('b')];
    const feed = openFeed();
    feed.receive({ type: 'ready' });
    feed.receive({ type: 'choose', choice: { targetId: 'b', window: '5m', hidden: [] } });
    await engine.answer(1, table({ at: 1 }));
    await engine.answer(0, table({ at: 2 }));
    expect(posted).toMatchObject([{ type: 'state', choice: { targetId: 'b' }, series: table({ at: 1 }) }]);
  });

  it('moves on to another target when its own is disconnected, and back when it returns', async () => {
    engine.states = [state('a'), state('b')];
    kept = { targetId: 'b', window: '5m', hidden: [] };
    openFeed().receive({ type: 'ready' });
    await engine.answer(0, toSeriesTable([]));
    engine.change(state('a'));
    await engine.answer(1, toSeriesTable([]));
    engine.change(state('a'), state('b'));
    await engine.answer(2, toSeriesTable([]));
    expect(posted.map((message) => (message.type === 'state' ? message.choice.targetId : ''))).toEqual(['b', 'a', 'b']);
  });
});

describe('what a person does', () => {
  it('is remembered; hiding a line does not load the points again', async () => {
    engine.states = [state('a')];
    const feed = openFeed();
    feed.receive({ type: 'ready' });
    await engine.answer(0, toSeriesTable([]));
    feed.receive({ type: 'choose', choice: { targetId: 'a', window: '5m', hidden: ['rss'] } });
    expect(kept).toEqual({ targetId: 'a', window: '5m', hidden: ['rss'] });
    expect(engine.asked).toHaveLength(1);
    feed.receive({ type: 'choose', choice: { targetId: 'a', window: '1h', hidden: ['rss'] } });
    expect(engine.asked).toHaveLength(2);
  });

  it('reaches the editor', () => {
    const feed = openFeed();
    feed.receive({ type: 'capture', targetId: 'a' });
    feed.receive({ type: 'tryNow', targetId: 'a' });
    feed.receive({ type: 'editAddress', targetId: 'b' });
    expect(wanted).toEqual(['capture a', 'try a', 'edit b']);
  });

  it('is dropped and logged when it is no message', () => {
    openFeed().receive({ type: 'capture', targetId: { toString: 'a' } });
    expect(wanted).toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});

describe('a page that is gone', () => {
  it.each(['sleep', 'dispose'] as const)('gets nothing more after %s', async (end) => {
    engine.states = [state('a')];
    const feed = openFeed();
    feed.receive({ type: 'ready' });
    feed[end]();
    await engine.answer(0, toSeriesTable([]));
    engine.change(state('a', 5));
    engine.grew.fire({ targetId: 'a', points: [point({ at: 5 })] });
    expect(posted).toEqual([]);
  });
});
