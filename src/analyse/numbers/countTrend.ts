import { theilSenSlope, type TrendPoint } from './trend';
import { mannKendallZ, poissonAtMost, sampled, suffixMinima } from './statistics';
import { countRules as rules } from './countRules';

/** The shape of a goroutine count over one window. */
export interface CountTrend {
  /** From the last moment before it rose. */
  readonly fromMillis: number;
  readonly toMillis: number;
  /** The whole window, with its flat beginning. */
  readonly watchedMillis: number;
  readonly polls: number;
  readonly before: number;
  readonly now: number;
  /** What came and stayed. */
  readonly growth: number;
  /** Theil-Sen, per minute. */
  readonly ratePerMinute: number;
  readonly z: number;
  /** Slope of the last third relative to the whole window's. */
  readonly lateShare: number;
  /** Polls at which it rose for good. */
  readonly rises: number;
  /** The deepest fall: goroutines that came and left again. */
  readonly fall: number;
  /** The same, with the time before it began to grow. */
  readonly fallEver: number;
  /** No fall but that of goroutines on their way through. */
  readonly clean: boolean;
  readonly rough: boolean;
  /** It still grows as it did. */
  readonly goesOn: boolean;
  /** From the first rise to the last. */
  readonly grewMillis: number;
  /** How long it took to nearly all that stayed: what trembles about its level goes on rising by one now and then. */
  readonly filledMillis: number;
}

/**
 * Judges a count by its suffix minima, the number that stayed ever after. What leaks never leaves, so its count and its
 * suffix minimum are the same; of what comes and goes (load, bursts, queues, pools) only a part stays. A flat beginning is
 * left out: a leak begins at some time.
 */
export function countTrend(all: readonly TrendPoint[]): CountTrend | null {
  const points = fromOnset(all);
  const last = points.length - 1;
  const first = points[0];
  const newest = points[last];
  if (first === undefined || newest === undefined || last < 1) return null;
  const stayed = suffixMinima(points.map(({ value }) => value));
  const tail = Math.max(1, Math.floor(points.length * rules.tailShare));
  const settled = Math.max(0, last - tail);
  const growth = (stayed[settled] ?? 0) - (stayed[0] ?? 0);
  const steps = risesOf(stayed, settled);
  const allSteps = risesOf(stayed, last);
  const fall = deepestFall(points);
  const passing = Math.min(rules.cleanCount, growth * rules.cleanFewShare);
  const span = newest.atMillis - first.atMillis;
  const lastRise = points[allSteps.at(-1) ?? 0]?.atMillis ?? first.atMillis;
  const pace = lateGrowth(points, stayed, allSteps);
  return {
    fromMillis: first.atMillis,
    toMillis: newest.atMillis,
    watchedMillis: newest.atMillis - (all[0]?.atMillis ?? 0),
    polls: points.length,
    before: first.value,
    now: newest.value,
    growth,
    // Only findings are asked for these, and they are the dearest.
    get ratePerMinute() {
      return theilSenSlope(sampled(points)) * 60_000;
    },
    get z() {
      return mannKendallZ(sampled(points));
    },
    lateShare: pace.share,
    rises: steps.length,
    fall,
    fallEver: deepestFall(all),
    clean: fall <= Math.max(passing, growth * rules.cleanShare),
    rough: fall <= Math.max(passing, growth * rules.roughShare),
    goesOn: pace.goesOn && !isOver(allSteps.length, lastRise - first.atMillis, newest.atMillis - lastRise),
    grewMillis: span === 0 ? 0 : lastRise - first.atMillis,
    get filledMillis() {
      return filledAt(points, stayed) - first.atMillis;
    },
  };
}

function filledAt(points: readonly TrendPoint[], stayed: readonly number[]): number {
  const least = stayed[0] ?? 0;
  const full = least + ((stayed.at(-1) ?? least) - least) * rules.fullShare;
  return points[stayed.findIndex((value) => value >= full)]?.atMillis ?? 0;
}

function deepestFall(points: readonly TrendPoint[]): number {
  const stayed = suffixMinima(points.map(({ value }) => value));
  return points.reduce((most, { value }, at) => Math.max(most, value - (stayed[at] ?? 0)), 0);
}

/** From the last point at which what stays is still what it was at first. */
function fromOnset(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const stayed = suffixMinima(points.map(({ value }) => value));
  let onset = 0;
  while (onset + 1 < points.length && stayed[onset + 1] === stayed[0]) onset += 1;
  // A window without growth keeps its length.
  return onset + 1 >= points.length ? points : points.slice(onset);
}

function risesOf(stayed: readonly number[], upTo: number): number[] {
  const rises: number[] = [];
  for (let at = 1; at <= upTo; at += 1) if ((stayed[at] ?? 0) > (stayed[at - 1] ?? 0)) rises.push(at);
  return rises;
}

/** Growth that comes at random in time pauses for t with chance e^(−rate·t). */
function isOver(rises: number, grewMillis: number, pauseMillis: number): boolean {
  if (rises === 0 || grewMillis === 0) return rises === 0;
  return Math.exp((-rises / grewMillis) * pauseMillis) < rules.pauseChance;
}

/**
 * What the last third brought against a third of the whole. Few rises may be late by chance, of many goroutines or of one each; of many
 * each they were not where the late ones are of a few: those that came quickly came within one poll then.
 */
function lateGrowth(
  points: readonly TrendPoint[],
  stayed: readonly number[],
  rises: readonly number[],
): { share: number; goesOn: boolean } {
  const first = points[0]?.atMillis ?? 0;
  const span = (points.at(-1)?.atMillis ?? first) - first;
  const from = points.findIndex(({ atMillis }) => atMillis - first >= (span * 2) / 3);
  const start = points[from];
  const whole = (stayed.at(-1) ?? 0) - (stayed[0] ?? 0);
  if (start === undefined || whole <= 0 || span === 0) return { share: 0, goesOn: false };
  const late = (stayed.at(-1) ?? 0) - (stayed[from] ?? 0);
  const expected = (whole * (first + span - start.atMillis)) / span;
  const share = expected === 0 ? 0 : late / expected;
  const ofAll = whole / Math.max(rises.length, 1);
  const ofLate = late / Math.max(rises.filter((at) => at > from).length, 1);
  const each = ofLate > 0 && ofLate < ofAll * rules.lateEachShare ? ofLate : ofAll;
  const chance = poissonAtMost(Math.floor(late / each), expected / each);
  return { share, goesOn: share >= rules.lateShare || chance > rules.lateChance };
}
