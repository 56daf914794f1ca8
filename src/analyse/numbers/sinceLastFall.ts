import { growthPerMinute, type GrowthRule, type TrendPoint } from './trend';

/** So much of the most there was went away: what was added before that is no growth of what there is. */
const fallShare = 0.25;

/** The points since the last time that a part of it went away: a rate over a fall would be one of what is not there any more. */
export function sinceLastFall(points: readonly TrendPoint[]): readonly TrendPoint[] {
  let start = 0;
  let most = -Infinity;
  for (const [at, { value }] of points.entries()) {
    if (value < most * (1 - fallShare)) {
      start = at;
      most = value;
    } else most = Math.max(most, value);
  }
  return start === 0 ? points : points.slice(start);
}

/** Per minute: what grows is told as it has since the last fall, what goes away as it does over all points. */
export function growthSinceFall(points: readonly TrendPoint[], rule: GrowthRule): number | null {
  const since = growthPerMinute(sinceLastFall(points), rule);
  if (since !== null) return since;
  const all = growthPerMinute(points, rule);
  return all !== null && all < 0 ? all : null;
}
