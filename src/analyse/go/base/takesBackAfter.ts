import type { Doubt } from '../../../shared/model/finding';
import { lifeRules } from '../../judge/lifeRules';
import type { GoDoubt } from '../../../shared/model/go/goDoubt';

/** Evidence of another kind than that something has not grown of late. */
const otherKinds: ReadonlySet<Doubt> = new Set<GoDoubt>([
  'turnover',
  'tides',
  'load',
  'way-out',
  'bounded',
  'filled',
  'goal',
]);

/** How long a doubt has to last until it takes a verdict back, ms; null for one that never does. */
export function takesBackAfter(doubt: Doubt | null): number | null {
  if (doubt === null || !otherKinds.has(doubt)) return null;
  // It has looked at a time of its own that is longer.
  return doubt === 'filled' ? 0 : lifeRules.otherKindMillis;
}
