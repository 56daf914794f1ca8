import type { Doubt } from '../../../shared/model/finding';
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

/** True for a doubt that can take a verdict back when it lasts. */
export function takesBack(doubt: Doubt | null): boolean {
  return doubt !== null && otherKinds.has(doubt);
}
