// Series with a known truth: how often is one in health called probable, and how many leaks are found?
import { describe, expect, it } from 'vitest';
import { judgeWait, type WaitCase } from '../../../../src/analyse/go/drafts/waits/goroutineVerdict';
import { countTrend } from '../../../../src/analyse/numbers/countTrend';
import { exactTrend, type GoalTrend } from '../../../../src/analyse/go/drafts/heap/collectorGoal';
import { judgeLive } from '../../../../src/analyse/go/drafts/heap/liveVerdict';
import { liveTrend, samplingDeviation } from '../../../../src/analyse/numbers/liveTrend';
import { sampleBytes, turnoverOf } from '../../../../src/analyse/numbers/turnover';
import { SeriesSet, type Scale } from '../../../../src/analyse/history/seriesSet';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import {
  asSampled,
  type TrueBytes,
  Chance,
  healthyBytes,
  healthyCounts,
  leakingBytes,
  leakingCounts,
  samplingPeriod,
  type Watch,
} from './syntheticSeries';

const watches: readonly Watch[] = [
  { seconds: 30, everySeconds: 1 },
  { seconds: 60, everySeconds: 1 },
  { seconds: 60, everySeconds: 2 },
  { seconds: 60, everySeconds: 5 },
  { seconds: 120, everySeconds: 2 },
  { seconds: 300, everySeconds: 5 },
  { seconds: 600, everySeconds: 2 },
];

const alone: Omit<WaitCase, 'trend' | 'count' | 'fallEver'> = {
  kind: 'chan-receive',
  facts: null,
  details: null,
  blamable: true,
  isFile: false,
  onlyMoved: false,
  rootClean: false,
  identity: 'unknown',
  carried: false,
  loaded: false,
  concentration: 1,
};

/** The scales of one series, recorded at the pace of the watch. */
function scalesOf(values: readonly number[], { everySeconds }: Watch): readonly Scale<'site'>[] {
  const series = new SeriesSet<'site'>();
  for (const [nth, value] of values.entries()) series.record(nth * everySeconds * 1000, new Map([['site', value]]));
  return series.scales;
}

function countIsProbable(values: readonly number[], watch: Watch): boolean {
  const trends = scalesOf(values, watch).map((scale) => ({ scale, trend: countTrend(scale.points('site')) }));
  const fallEver = Math.max(...trends.map(({ trend }) => trend?.fallEver ?? 0));
  return trends.some(({ scale, trend }) => {
    if (!scale.tells) return false;
    return judgeWait({ ...alone, trend, fallEver, count: values.at(-1) ?? 0 }, defaultThresholds).tier === 'probable';
  });
}

/** What else is alive, and how much of it comes and goes, bytes. */
const others = { each: 50_000, count: 100 } as const;

/** The collector's goal knows the bytes exactly, with all else that is alive, on each scale of time. */
function goalsOf({ bytes }: TrueBytes, watch: Watch, chance: Chance): readonly (GoalTrend | null)[] {
  const alive = bytes.map((value) => value + others.each * chance.poisson(others.count));
  return scalesOf(alive, watch).map((scale) => (scale.tells ? exactTrend(scale.points('site'), false) : null));
}

/** What was ever allocated, at the least: all by which it rose, and what was replaced. */
function allocatedOf(held: readonly number[], { churn }: TrueBytes): number[] {
  let allocated = 0;
  return held.map((value, nth) => {
    const before = held[nth - 1] ?? 0;
    allocated += Math.max(0, value - before) + before * churn;
    return allocated;
  });
}

function bytesAreProbable(truth: TrueBytes, watch: Watch, chance: Chance): boolean {
  const { objectBytes } = truth;
  const values = asSampled(truth, chance);
  const goals = goalsOf(truth, watch, chance);
  const deviation = samplingDeviation(samplingPeriod, objectBytes);
  const nowMillis = (values.length - 1) * watch.everySeconds * 1000;
  const scales = scalesOf(values, watch);
  const ever = scalesOf(allocatedOf(values, truth), watch);
  const trends = scales.map((scale, nth) => ({
    scale,
    trend: liveTrend(scale.points('site'), { deviation, allocated: [] }),
    turnover: turnoverOf({
      held: scale.points('site'),
      allocated: ever[nth]?.points('site') ?? [],
      sampleBytes: sampleBytes(samplingPeriod, objectBytes),
    }),
  }));
  const fallEver = Math.max(...trends.map(({ trend }) => trend?.fallEver ?? 0));
  return trends.some(({ scale, trend, turnover }, nth) => {
    if (trend === null || !scale.tells) return false;
    const about = {
      trend,
      fallEver,
      nowMillis,
      loaded: false,
      unseen: false,
      room: objectBytes >= 32_768,
      deletes: false,
      bounded: false,
      mistaken: false,
      goal: goals[nth] ?? null,
      turnover,
    };
    return judgeLive(about, defaultThresholds).tier === 'probable';
  });
}

/** Runs each shape with each watch, `total` series in all, and tells how many of each shape were called probable. */
function rates<Shape>(
  shapes: Readonly<Record<string, Shape>>,
  total: number,
  isProbable: (shape: Shape, chance: Chance, watch: Watch) => boolean,
): { all: number; series: number; lines: string[] } {
  const names = Object.keys(shapes);
  const counts = new Map(names.map((name) => [name, { hits: 0, series: 0 }]));
  for (let nth = 0; nth < total; nth += 1) {
    const name = names[nth % names.length]!;
    const watch = watches[Math.floor(nth / names.length) % watches.length]!;
    const count = counts.get(name)!;
    count.series += 1;
    if (isProbable(shapes[name]!, new Chance(nth * 7919 + 13), watch)) count.hits += 1;
  }
  const all = [...counts.values()].reduce((sum, { hits }) => sum + hits, 0);
  const percent = (hits: number, series: number) => `${((100 * hits) / series).toFixed(2)} %`;
  const lines = [...counts].map(([name, { hits, series }]) => `  ${percent(hits, series).padStart(8)}  ${name}`);
  return { all, series: total, lines: [`${percent(all, total)} of ${total}`, ...lines] };
}

describe('of 10,000 series in health, fewer than 1 % are called probable', () => {
  it('goroutine counts: pools, load, tides, ramps, steps, bursts, restarts', () => {
    const found = rates(healthyCounts, 6000, (shape, chance, watch) => countIsProbable(shape(chance, watch), watch));
    console.log(`goroutines in health called probable: ${found.lines.join('\n')}`);
    expect(found.all / found.series).toBeLessThan(0.01);
  });

  it('bytes as heap profiles sample them: caches, buffers, requests, steps, tides', () => {
    const found = rates(healthyBytes, 4000, (shape, chance, watch) => {
      const truth = shape(chance, watch);
      return bytesAreProbable(truth, watch, chance);
    });
    console.log(`bytes in health called probable: ${found.lines.join('\n')}`);
    expect(found.all / found.series).toBeLessThan(0.01);
  });
});

describe('of the leaks, at least 95 % are called probable', () => {
  it('goroutine counts', () => {
    const found = rates(leakingCounts, 2000, (shape, chance, watch) => countIsProbable(shape(chance, watch), watch));
    console.log(`leaks of goroutines found: ${found.lines.join('\n')}`);
    expect(found.all / found.series).toBeGreaterThanOrEqual(0.95);
  });

  it('bytes as heap profiles sample them', () => {
    const found = rates(leakingBytes, 2000, (shape, chance, watch) => {
      const truth = shape(chance, watch);
      return bytesAreProbable(truth, watch, chance);
    });
    console.log(`leaks of bytes found: ${found.lines.join('\n')}`);
    expect(found.all / found.series).toBeGreaterThanOrEqual(0.95);
  });
});
