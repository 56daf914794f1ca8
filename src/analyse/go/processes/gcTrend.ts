import type { GcCycle } from '../../../shared/model/process/gctrace';
import type { GcTrend } from '../../../shared/ports/processReports';
import { growthPerMinute, type GrowthRule, type TrendPoint } from '../../numbers/trend';

/** More points say nothing new and cost the square of their number. */
const maxPoints = 300;

/** The trace is cut down to whole mebibytes, so a change of one is none. */
const rule: GrowthRule = { minimumPoints: 6, minimumChange: 2 * 1024 * 1024, minimumShare: 0.05, samplingStep: 0 };

const millisPerMinute = 60_000;

/** How the live heap moves over the collections of the last process in a log; null without any. */
export function gcTrend(cycles: readonly GcCycle[]): GcTrend | null {
  return trendOf(processesOf(cycles).at(-1) ?? []);
}

/** The same of every process in a log, in its order. */
export function gcRuns(cycles: readonly GcCycle[]): GcTrend[] {
  return processesOf(cycles).flatMap((own) => trendOf(own) ?? []);
}

function trendOf(own: readonly GcCycle[]): GcTrend | null {
  const first = own[0];
  const last = own.at(-1);
  if (first === undefined || last === undefined) return null;
  const live = own.map((cycle) => cycle.live);
  const seconds = first.seconds === null || last.seconds === null ? null : last.seconds - first.seconds;
  const perCycle = growthPerMinute(
    thinned(own.map((cycle, at) => ({ atMillis: at * millisPerMinute, ...cycle }))),
    rule,
  );
  const timed = own.flatMap(({ seconds: at, live: value }) =>
    at === null ? [] : [{ atMillis: at * 1000, live: value }],
  );
  return {
    service: first.service,
    cycles: own.length,
    isEnough: own.length >= rule.minimumPoints,
    forced: own.filter(({ forced }) => forced).length,
    seconds,
    firstLive: first.live,
    lastLive: last.live,
    leastLive: live.reduce((least, value) => Math.min(least, value)),
    mostLive: live.reduce((most, value) => Math.max(most, value)),
    livePerMinute: growthPerMinute(thinned(timed), rule),
    livePerCycle: perCycle,
  };
}

/** A process numbers its collections from 1, so that a number that falls is another process. */
function processesOf(cycles: readonly GcCycle[]): readonly (readonly GcCycle[])[] {
  const processes: GcCycle[][] = [];
  for (const [at, cycle] of cycles.entries()) {
    const before = cycles[at - 1];
    const isNew = before === undefined || before.number >= cycle.number || before.service !== cycle.service;
    if (isNew) processes.push([]);
    processes.at(-1)?.push(cycle);
  }
  return processes;
}

function thinned(points: readonly { readonly atMillis: number; readonly live: number }[]): TrendPoint[] {
  const step = Math.max(1, Math.ceil(points.length / maxPoints));
  const kept = points.filter((_, index) => (points.length - 1 - index) % step === 0);
  return kept.map(({ atMillis, live }) => ({ atMillis, value: live }));
}
