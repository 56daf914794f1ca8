import type { GcCycle } from '../../../shared/model/process/gctrace';
import type { GcMeasure, GcTrend } from '../../../shared/ports/processReports';
import { growthPerMinute, type GrowthRule, type TrendPoint } from '../../numbers/trend';

/** More points say nothing new and cost the square of their number. */
const maxPoints = 300;

/** The trace is cut down to whole mebibytes, so a change of one is none. */
const rule: GrowthRule = { minimumPoints: 6, minimumChange: 2 * 1024 * 1024, minimumShare: 0.05, samplingStep: 0 };

/** Objects are counted to the last one; a change of a few is none. */
const objectRule: GrowthRule = { ...rule, minimumChange: 1000 };

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
  const heap = measureOf(own, ({ live: value }) => value, rule);
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
    livePerMinute: heap?.perMinute ?? null,
    livePerCycle: heap?.perCycle ?? null,
    stacks: measureOf(own, ({ stacks }) => stacks, rule),
    globals: measureOf(own, ({ globals }) => globals, rule),
    objects: measureOf(own, ({ objects }) => objects, objectRule),
  };
}

/** Null where no collection tells it. */
function measureOf(
  own: readonly GcCycle[],
  of: (cycle: GcCycle) => number | null,
  growth: GrowthRule,
): GcMeasure | null {
  const told = own.flatMap((cycle, at) => {
    const value = of(cycle);
    return value === null ? [] : [{ at, seconds: cycle.seconds, value }];
  });
  const [first] = told;
  const last = told.at(-1);
  if (first === undefined || last === undefined) return null;
  const timed = told.flatMap(({ seconds, value }) => (seconds === null ? [] : [{ atMillis: seconds * 1000, value }]));
  const counted = told.map(({ at, value }) => ({ atMillis: at * millisPerMinute, value }));
  return {
    first: first.value,
    last: last.value,
    least: told.reduce((least, { value }) => Math.min(least, value), first.value),
    most: told.reduce((most, { value }) => Math.max(most, value), first.value),
    perMinute: growthPerMinute(thinned(timed), growth),
    perCycle: growthPerMinute(thinned(counted), growth),
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

function thinned(points: readonly TrendPoint[]): TrendPoint[] {
  const step = Math.max(1, Math.ceil(points.length / maxPoints));
  return points.filter((_, index) => (points.length - 1 - index) % step === 0);
}
