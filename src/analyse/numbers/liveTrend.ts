import { sampleBytes } from './turnover';
import { kendallTau, theilSenSlope, type TrendPoint } from './trend';
import { greatestZ, mannKendallZ, sampled, suffixMinima } from './statistics';
import { sampledRules as rules } from './sampledRules';

/** The shape of live bytes over one window, one point a collection. */
export interface LiveTrend {
  readonly fromMillis: number;
  readonly toMillis: number;
  /** The window with its warm-up. */
  readonly watchedMillis: number;
  readonly collections: number;
  /** At the beginning, warm-up and all. */
  readonly before: number;
  readonly now: number;
  /** Theil-Sen over the whole watch. */
  readonly growth: number;
  /** What it may be said to have grown by: no more than the numbers at both ends show. */
  readonly grown: number;
  readonly ratePerMinute: number;
  readonly z: number;
  /** Slope of the last third relative to the whole window's. */
  readonly lateShare: number;
  /** Rises as often and as steadily as growth does, and little of it falls again. */
  readonly rises: boolean;
  /** Standard deviation that sampling gives to the change from the first point to the last. */
  readonly noise: number;
  /** The deepest fall, warm-up and all. */
  readonly fallEver: number;
  /** It still grows as it did: neither over nor slowing down. */
  readonly goesOn: boolean;
  /** When something whose room grows by doubling could stand still until, ms, if what fills it goes on; 0 when it is none. */
  readonly roomUntilMillis: number;
}

/** Standard deviation that sampling gives to an amount of bytes. */
export type SamplingDeviation = (bytes: number) => number;

/**
 * A heap profile holds an object of size s with probability p = 1−e^(−s/rate) and scales by 1/p (runtime/mprof.go,
 * runtime/pprof/protomem.go), so n of them are known to s·√(n(1−p)/p): √(rate·total) for small objects, nothing for large.
 */
export function samplingDeviation(ratePeriod: number, objectBytes: number): SamplingDeviation {
  if (objectBytes <= 0) return () => 0;
  // s(1−p)/p is what a sample stands for beyond itself.
  const beyond = sampleBytes(ratePeriod, objectBytes) - objectBytes;
  return (bytes) => Math.sqrt(Math.max(bytes, 0) * beyond);
}

/** What sampling and turnover do to one line's numbers. */
export interface Noise {
  readonly deviation: SamplingDeviation;
  /** What the line has ever allocated, at the same moments; empty where it is not known. */
  readonly allocated: readonly TrendPoint[];
}

/** Null with fewer than two points. */
export function liveTrend(all: readonly TrendPoint[], { deviation, allocated }: Noise): LiveTrend | null {
  const points = withoutWarmUp(all);
  const first = points[0];
  const newest = points.at(-1);
  if (first === undefined || newest === undefined || points.length < 2) return null;
  const few = sampled(points);
  const slope = theilSenSlope(few);
  const span = newest.atMillis - first.atMillis;
  const watchedMillis = newest.atMillis - (all[0]?.atMillis ?? first.atMillis);
  const growth = slope * watchedMillis;
  const z = mannKendallZ(few);
  const lateSlope = Math.max(slopeWithin(points, 2 / 3, 1), slopeBetween(points, 2 / 3, 1));
  const thirds = [0, 1, 2].map((nth) => slopeWithin(points, nth / 3, (nth + 1) / 3));
  return {
    fromMillis: first.atMillis,
    toMillis: newest.atMillis,
    watchedMillis,
    collections: points.length,
    before: all[0]?.value ?? first.value,
    now: newest.value,
    growth,
    grown: Math.min(growth, newest.value - (all[0]?.value ?? 0)),
    ratePerMinute: slope * 60_000,
    z,
    lateShare: slope === 0 ? 0 : lateSlope / slope,
    noise: changeNoise(all, allocated, deviation),
    fallEver: deepestFall(all),
    rises: rises(points, { growth, z, noise: deviation(newest.value) }),
    goesOn:
      slope > 0 &&
      lateSlope >= slope * rules.lateShare &&
      stillRises(points) &&
      !slowsDown(thirds, { span, noise: changeNoise(lastThird(points), allocated, deviation) }) &&
      !stops(points, slope, deviation),
    roomUntilMillis: roomUntil(all),
  };
}

function withoutWarmUp(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < rules.warmUpPoints) return points;
  const from = first.atMillis + (last.atMillis - first.atMillis) * rules.warmUpShare;
  return points.filter(({ atMillis }) => atMillis >= from);
}

function rises(points: readonly TrendPoint[], about: { growth: number; z: number; noise: number }): boolean {
  const values = points.map(({ value }) => value);
  if (points.length < rules.fewPoints) {
    return values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0) - about.noise / 2);
  }
  const fall = deepestFall(points);
  // Rooms that double stand still in between, which costs them rank, but they never fall.
  if (fall === 0 && about.growth > 0) return true;
  return about.z >= leastZOf(points.length) && fall <= Math.max(about.growth * rules.fallShare, about.noise);
}

/** Seven points that rise one and all have a z of 3.2: where there are few, one small fall among them must not be the end of it. */
function leastZOf(points: number): number {
  return Math.min(rules.leastZ, greatestZ(points) * rules.perfectShare);
}

/** Points of a third. */
const partPoints = 20;

/** Theil-Sen of a part of the window's time; with fewer than three points in it, from the point before to the last. */
function slopeWithin(points: readonly TrendPoint[], from: number, to: number): number {
  const start = points[0]?.atMillis ?? 0;
  const span = (points.at(-1)?.atMillis ?? start) - start;
  const part = points.filter(({ atMillis }) => atMillis >= start + span * from && atMillis <= start + span * to);
  return part.length >= 3 ? theilSenSlope(sampled(part, partPoints)) : slopeBetween(points, from, to);
}

/** From where the values stand at one end of a part of the window to where they stand at the other. */
function slopeBetween(points: readonly TrendPoint[], from: number, to: number): number {
  const start = points[0]?.atMillis ?? 0;
  const span = (points.at(-1)?.atMillis ?? start) - start;
  const early = valueAt(points, start + span * from);
  const late = valueAt(points, start + span * to);
  return span === 0 ? 0 : (late - early) / (span * (to - from));
}

/** Between two collections, on the straight line from one to the other; the nearest of them outside. */
export function valueAt(points: readonly TrendPoint[], atMillis: number): number {
  const after = points.findIndex((point) => point.atMillis >= atMillis);
  const late = points[after] ?? points.at(-1);
  const early = points[after - 1] ?? late;
  if (late === undefined || early === undefined) return 0;
  if (late.atMillis === early.atMillis) return late.value;
  const share = (atMillis - early.atMillis) / (late.atMillis - early.atMillis);
  return early.value + (late.value - early.value) * Math.min(1, Math.max(0, share));
}

/** What stands still seems to rise by chance now and then; what grows does so in most pairs of its last third. */
function stillRises(points: readonly TrendPoint[]): boolean {
  const from = lastThirdOf(points);
  const late = points.filter(({ atMillis }) => atMillis >= from);
  return late.length < rules.latePoints || kendallTau(sampled(late, partPoints)) >= rules.lateTau;
}

/**
 * A cache that fills grows by less and less. What was much faster at first has to show by its last third alone that it still
 * grows, beyond the noise of sampling.
 */
function slowsDown(thirds: readonly number[], { span, noise }: { span: number; noise: number }): boolean {
  const [first = 0, second = 0, third = 0] = thirds;
  if (third < first * rules.decelerationShare && second <= first && third <= second) return true;
  return first > third * rules.fasterAtFirst && (third * span) / 3 < noise * rules.lateDeviations;
}

/**
 * Standard deviation that sampling gives to the change over some points. Samples of objects that stay are the same in both
 * profiles, so only what came and went counts; as much as all there was, where it turned over.
 */
function changeNoise(
  points: readonly TrendPoint[],
  allocated: readonly TrendPoint[],
  deviation: SamplingDeviation,
): number {
  const end = points.at(-1);
  const start = points[0];
  if (start === undefined || end === undefined) return 0;
  const before = allocated.find(({ atMillis }) => atMillis === start.atMillis)?.value ?? 0;
  const after = allocated.find(({ atMillis }) => atMillis === end.atMillis)?.value ?? 0;
  const all = start.value + end.value;
  if (after <= before) return deviation(all);
  const came = after - before;
  const went = Math.max(0, came - (end.value - start.value));
  return deviation(Math.min(all, came + went));
}

function lastThird(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const from = lastThirdOf(points);
  return points.filter(({ atMillis }) => atMillis >= from);
}

function lastThirdOf(points: readonly TrendPoint[]): number {
  const start = points[0]?.atMillis ?? 0;
  return start + (((points.at(-1)?.atMillis ?? start) - start) * 2) / 3;
}

function deepestFall(points: readonly TrendPoint[]): number {
  const stayed = suffixMinima(points.map(({ value }) => value));
  return points.reduce((most, { value }, at) => Math.max(most, value - (stayed[at] ?? 0)), 0);
}

function stops(points: readonly TrendPoint[], slope: number, deviation: SamplingDeviation): boolean {
  const start = points[0]?.atMillis ?? 0;
  const end = points.at(-1)?.atMillis ?? start;
  const expected = (slope * (end - start)) / 6;
  const late = valueAt(points, end) - valueAt(points, end - (end - start) / 6);
  return late + deviation(expected) < expected * rules.lastSixthShare;
}

/**
 * A slice, buffer or map takes its room by doubling: filled at a steady pace, it stands still for as long again as it took to
 * come so far. True to that, half and quarter of its size were reached in proportion. The margin is for levels between two
 * doublings.
 */
function roomUntil(points: readonly TrendPoint[]): number {
  const start = points[0]?.atMillis ?? 0;
  const stayed = suffixMinima(points.map(({ value }) => value));
  const level = stayed.at(-1) ?? 0;
  if (level <= 0 || (stayed[0] ?? 0) > level * rules.roomFrom) return 0;
  const last = stayed.findLastIndex((value, at) => at > 0 && value - (stayed[at - 1] ?? 0) >= level * rules.roomStep);
  const took = (points[last]?.atMillis ?? start) - start;
  const reached = (share: number) =>
    ((points[stayed.findIndex((value) => value >= level * share)]?.atMillis ?? start) - start) / took;
  const isSteady = took > 0 && reached(0.5) >= rules.roomHalf && within(reached(0.25), rules.roomQuarter);
  return isSteady ? start + took * rules.roomLasts : 0;
}

function within(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}
