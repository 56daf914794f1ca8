// Series with a known truth: how often is one in health called probable, and how many leaks are found?
import { describe, expect, it } from 'vitest';
import { judgeWait, type WaitCase } from '../../../../src/analyse/go/drafts/waits/goroutineVerdict';
import { countTrend } from '../../../../src/analyse/numbers/countTrend';
import { exactTrend, type GoalTrend } from '../../../../src/analyse/go/drafts/heap/collectorGoal';
import { judgeLive } from '../../../../src/analyse/go/drafts/heap/liveVerdict';
import { liveTrend, samplingDeviation } from '../../../../src/analyse/numbers/liveTrend';
import { sampleBytes, turnoverOf, unfreedSamples } from '../../../../src/analyse/numbers/turnover';
import { SeriesSet, type Scale } from '../../../../src/analyse/history/seriesSet';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import {
  asProfiled,
  type TrueBytes,
  Chance,
  healthyBytes,
  healthyCounts,
  leakingBytes,
  leakBeside,
  leakingCounts,
  slowlyLeakingBytes,
  samplingPeriod,
  type Watch,
} from './syntheticSeries';

const watches: readonly Watch[] = [
  { seconds: 30, everySeconds: 1 },
  { seconds: 60, everySeconds: 1 },
  { seconds: 60, everySeconds: 2 },
  { seconds: 60, everySeconds: 5 },
  { seconds: 60, everySeconds: 10 },
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
function goalsOf(truth: readonly number[], watch: Watch, chance: Chance): readonly (GoalTrend | null)[] {
  const alive = truth.map((value) => value + others.each * chance.poisson(others.count));
  return scalesOf(alive, watch).map((scale) => (scale.tells ? exactTrend(scale.points('site'), false) : null));
}

/** @param beside what another line of the process leaks meanwhile */
function bytesAreProbable(truth: TrueBytes, watch: Watch, chance: Chance, beside: readonly number[] = []): boolean {
  const { objectBytes } = truth;
  const profiled = asProfiled(truth, chance);
  const goals = goalsOf(
    truth.bytes.map((bytes, nth) => bytes + (beside[nth] ?? 0)),
    watch,
    chance,
  );
  const deviation = samplingDeviation(samplingPeriod, objectBytes);
  const nowMillis = (profiled.length - 1) * watch.everySeconds * 1000;
  const ever = scalesOf(
    profiled.map(({ allocated }) => allocated),
    watch,
  );
  const seen = scalesOf(
    profiled.map(({ held }) => held),
    watch,
  ).map((scale, nth) => {
    const [held, allocated] = [scale.points('site'), ever[nth]?.points('site') ?? []];
    const came = { held, allocated, sampleBytes: sampleBytes(samplingPeriod, objectBytes) };
    const trend = liveTrend(held, { deviation, allocated });
    return { scale, trend, turnover: turnoverOf(came), unfreed: unfreedSamples(came) };
  });
  const fallEver = Math.max(...seen.map(({ trend }) => trend?.fallEver ?? 0));
  return seen.some(({ scale, trend, turnover, unfreed }, nth) => {
    if (trend === null || !scale.tells) return false;
    const about = {
      trend,
      fallEver,
      nowMillis,
      loaded: false,
      unseen: false,
      still: false,
      room: objectBytes >= 32_768,
      deletes: false,
      bounded: false,
      mistaken: false,
      goal: goals[nth] ?? null,
      turnover,
      unfreed,
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

  it('bytes as heap profiles sample them, in a process that leaks elsewhere', () => {
    const found = rates(healthyBytes, 4000, (shape, chance, watch) => {
      const truth = shape(chance, watch);
      return bytesAreProbable(truth, watch, chance, leakBeside(chance, watch));
    });
    console.log(`bytes in health beside a leak called probable: ${found.lines.join('\n')}`);
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

  it('bytes of which a profile has some ten samples: more than half', () => {
    const found = rates(slowlyLeakingBytes, 2000, (shape, chance, watch) => {
      const truth = shape(chance, watch);
      return bytesAreProbable(truth, watch, chance);
    });
    console.log(`slow leaks of bytes found: ${found.lines.join('\n')}`);
    expect(found.all / found.series).toBeGreaterThanOrEqual(0.5);
  });
});
