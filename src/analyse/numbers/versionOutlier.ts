import type { OutlyingVersion } from '../../shared/model/replica';
import { growsClearly, growthBetweenThirds, median, robustSpread } from './clearGrowth';
import type { TrendPoint } from './trend';

/** Rules for a version that does what the other versions do not. */
const versionRules = {
  /** Of the version, and of all others together: one alone can differ by chance. */
  leastReplicas: 2,
  /** Each has to have been seen so often in the time that they have in common. */
  leastPoints: 8,
  /** Who was there for less of the whole time than this is compared with nobody. */
  leastCommonShare: 0.5,
  /** Each must have grown by this share of what it was more than the median of the others … */
  leastShare: 0.3,
  /** … by so many times the spread of the others … */
  deviations: 6,
  /** … and by this more than any of the others. */
  clearOfAll: 0.2,
  /** So many of the version's replicas do. */
  leastOfVersion: 0.7,
  /** None of the others has grown clearly by this share of what the least of them has. */
  alike: 0.3,
  /** Where the others lose more than this, load is moved to another version, and nobody knows what it takes there. */
  mostLost: 0.1,
} as const;

/** One replica, of a version. */
export interface VersionedPoints {
  readonly version: string;
  /** Ascending in time. */
  readonly points: readonly TrendPoint[];
}

/**
 * Which version of a service grows while its other versions do not, over the time that their replicas have in common. The load is what the replicas of the
 * other versions do together, so that it does not matter how many leak. Null where none does, and where versions were never there at the same time:
 * then nobody knows what the load alone would have done.
 */
export function versionOutlier(all: readonly VersionedPoints[]): OutlyingVersion | null {
  const compared = inCommonTime(all);
  const versions = [...new Set(compared.map(({ version }) => version))];
  const found = versions.flatMap((version) => {
    const own = compared.filter((one) => one.version === version).map(({ values }) => values);
    const others = compared.filter((one) => one.version !== version).map(({ values }) => values);
    const growing = growingAgainst(own, others);
    return growing === 0 ? [] : [{ version, growing, of: own.length, others: others.length }];
  });
  const [only, ...more] = found;
  return more.length > 0 ? null : (only ?? null);
}

type Values = readonly number[];

/** More tell no more. */
const mostCompared = 60;

const leastLoad = 0.05;

/** How many of a version's replicas grow as none of the others does; 0 where that is no exception. */
function growingAgainst(own: readonly Values[], others: readonly Values[]): number {
  const rules = versionRules;
  if (own.length < rules.leastReplicas || others.length < rules.leastReplicas) return 0;
  const load = loadOf(others);
  const moved = growthBetweenThirds(load.map((value) => ({ value })));
  if (moved < -rules.mostLost) return 0;
  const peers = others.map((values) => withoutLoad(values, load));
  const wanted = wantedGrowth(peers.map(growthBetweenThirds), moved);
  const candidates = own.map((values) => withoutLoad(values, load));
  const growing = candidates.map(growthBetweenThirds).filter((growth) => growth >= wanted);
  if (growing.length < own.length * rules.leastOfVersion || !growsClearly(middleOf(candidates))) return 0;
  const alike = Math.min(...growing) * rules.alike;
  return peers.some((one) => growthBetweenThirds(one) >= alike && growsClearly(one)) ? 0 : growing.length;
}

/** What nobody can take for what the others do. Another build may feel the load more than they do: as much as that has moved comes on top. */
function wantedGrowth(peers: readonly number[], moved: number): number {
  const rules = versionRules;
  const middle = median(peers);
  return Math.max(
    middle + rules.leastShare + Math.max(0, moved),
    middle + rules.deviations * robustSpread(peers),
    Math.max(...peers) + rules.clearOfAll,
  );
}

/** The replicas of one version as one: what of a single one is restarts and bursts is gone. */
function middleOf(all: readonly (readonly TrendPoint[])[]): readonly TrendPoint[] {
  const [first = []] = all;
  return first.map(({ atMillis }, at) => ({ atMillis, value: median(all.map((one) => one[at]?.value ?? 0)) }));
}

/** What all of these have of their usual at each moment. */
function loadOf(all: readonly Values[]): Values {
  const usual = all.map((own) => Math.max(median(own), 1));
  const count = Math.min(...all.map(({ length }) => length));
  return Array.from({ length: count }, (_, at) =>
    Math.max(leastLoad, median(all.map((own, one) => (own[at] ?? 0) / (usual[one] ?? 1)))),
  );
}

/** How many times itself one has become, less what the load makes of it. What is lost comes on top of that, and does not swing with it. */
function withoutLoad(own: Values, load: Values): readonly TrendPoint[] {
  const third = Math.max(2, Math.floor(own.length / 3));
  const base = Math.max(median(own.slice(0, third).map((value, at) => value / (load[at] ?? 1))), 1);
  return own.map((value, at) => ({ atMillis: at, value: 1 + value / base - (load[at] ?? 1) }));
}

/** The values of each at the same moments of the time in which all of them were there. */
function inCommonTime(
  all: readonly VersionedPoints[],
): readonly { readonly version: string; readonly values: Values }[] {
  const rules = versionRules;
  const seen = all.filter(({ points }) => points.length >= rules.leastPoints);
  const whole = spanOf(seen, Math.min, Math.max);
  const long = seen.filter(({ points }) => lengthOf(points) >= (whole.until - whole.from) * rules.leastCommonShare);
  const { from, until } = spanOf(long, Math.max, Math.min);
  const within = long.map(({ version, points }) => ({
    version,
    points: points.filter(({ atMillis }) => atMillis >= from && atMillis <= until),
  }));
  const fewest = Math.min(...within.map(({ points }) => points.length));
  if (long.length === 0 || until <= from || fewest < rules.leastPoints) return [];
  const count = Math.min(mostCompared, fewest);
  const moments = Array.from({ length: count }, (_, at) => from + ((until - from) * at) / (count - 1));
  return within.map(({ version, points }) => ({ version, values: valuesAt(points, moments) }));
}

/** Of each moment the value of the last point up to it, or of the first. */
function valuesAt(points: readonly TrendPoint[], moments: readonly number[]): Values {
  let at = 0;
  return moments.map((moment) => {
    while ((points[at + 1]?.atMillis ?? Infinity) <= moment) at += 1;
    return points[at]?.value ?? 0;
  });
}

function lengthOf(points: readonly TrendPoint[]): number {
  return (points.at(-1)?.atMillis ?? 0) - (points[0]?.atMillis ?? 0);
}

type Choose = (...values: readonly number[]) => number;

function spanOf(
  all: readonly VersionedPoints[],
  first: Choose,
  last: Choose,
): { readonly from: number; readonly until: number } {
  return {
    from: first(...all.map(({ points }) => points[0]?.atMillis ?? 0)),
    until: last(...all.map(({ points }) => points.at(-1)?.atMillis ?? 0)),
  };
}
