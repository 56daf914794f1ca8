import { growsClearly, growthBetweenThirds, median, robustSpread } from './clearGrowth';
import type { TrendPoint } from './trend';

/** Rules for one of several replicas that does what the others do not. */
const outlierRules = {
  /** Of fewer nobody knows which of them is as it should be. */
  leastReplicas: 3,
  /** Each has to have been seen so often. */
  leastPoints: 8,
  /** It must have grown by this share of what it was more than the median of all … */
  leastShare: 0.5,
  /** … and by so many times the spread of all (their median absolute deviation, made comparable to a standard deviation). */
  deviations: 8,
  /** What so many do is no exception. */
  mostShare: 1 / 3,
} as const;

/**
 * Which of several replicas grow while their peers do not, by one number of each over the same time: how many times itself each has become,
 * against the median of all. Load that is uneven, or that swings or rises for all, is taken out first; what trembles, warms up or has a burst
 * does not pass the tests of a steady trend.
 */
export function outliers(all: readonly (readonly TrendPoint[])[]): readonly number[] {
  const rules = outlierRules;
  // What was seen too seldom is compared with nothing.
  const places = all.flatMap(({ length }, at) => (length < rules.leastPoints ? [] : [at]));
  if (places.length < rules.leastReplicas) return [];
  const own = withoutCommonLoad(places.flatMap((at) => [all[at] ?? []]));
  const growth = own.map(growthBetweenThirds);
  const middle = median(growth);
  const spread = robustSpread(growth);
  const found = own.flatMap((points, at) => {
    const more = (growth[at] ?? 0) - middle;
    const isFar = more >= rules.leastShare && more > rules.deviations * spread;
    return isFar && growsClearly(points) ? (places[at] ?? []) : [];
  });
  return found.length <= Math.max(1, Math.floor(places.length * rules.mostShare)) ? found : [];
}

/** As many points for each as the one with fewest has, at the same shares of their time. */
function withoutCommonLoad(all: readonly (readonly TrendPoint[])[]): readonly (readonly TrendPoint[])[] {
  const count = Math.min(mostCompared, ...all.map(({ length }) => length));
  const shares = Array.from({ length: count }, (_, at) => at / (count - 1));
  const values = all.map((points) =>
    shares.map((share) => points[Math.round(share * (points.length - 1))]?.value ?? 0),
  );
  const usual = values.map((own) => Math.max(median(own), 1));
  // What all of them have of their usual at that moment.
  const load = shares.map((_, at) =>
    Math.max(leastLoad, median(values.map((own, one) => (own[at] ?? 0) / (usual[one] ?? 1)))),
  );
  const third = Math.max(2, Math.floor(count / 3));
  return values.map((own) => {
    const base = Math.max(median(own.slice(0, third).map((value, at) => value / (load[at] ?? 1))), 1);
    // What is lost comes on top of what the load takes, and does not swing with it.
    return own.map((value, at) => ({ atMillis: at, value: 1 + value / base - (load[at] ?? 1) }));
  });
}

/** More tell no more, and cost the square. */
const mostCompared = 60;

const leastLoad = 0.05;
