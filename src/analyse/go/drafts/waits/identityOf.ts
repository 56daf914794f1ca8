import type { TrendPoint } from '../../../numbers/trend';
import type { Identity } from './goroutineVerdict';
import { suffixMinima } from '../../../numbers/statistics';
import type { Stayers } from '../../history/dumpsCompared';
import { goroutineRules as rules } from '../../base/goroutineRules';

/** Holds the goroutines that stayed by their numbers against the number that stayed by the count. */
export function identityOf(stayers: readonly Stayers[], points: readonly TrendPoint[], newestMillis: number): Identity {
  const old = stayers.filter(({ atMillis }) => newestMillis - atMillis >= rules.stayMillis);
  const last = old.at(-1);
  if (last === undefined) return 'unknown';
  const minima = suffixMinima(points.map(({ value }) => value));
  const at = points.findLastIndex(({ atMillis }) => atMillis <= last.atMillis);
  const byCount = minima[at] ?? 0;
  if (byCount < rules.leastStayers) return 'unknown';
  const isGrowing = old.every(({ stayed }, nth) => nth === 0 || stayed > (old[nth - 1]?.stayed ?? 0));
  if (last.stayed >= byCount * rules.sameShare) return isGrowing ? 'same' : 'unknown';
  if (last.stayed >= byCount * rules.someShare) return 'unknown';
  return last.stayed - (old[0]?.stayed ?? 0) >= rules.leastStayers ? 'some' : 'others';
}
