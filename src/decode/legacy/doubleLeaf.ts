import { addressBefore } from '../base/int64';
import type { Int64 } from '../base/int64';
import type { LegacyProfile } from './legacyProfile';

/**
 * A handler may record the leaf twice, from the signal's context and from unwinding, where the second is one less because it was
 * taken for a return address. The second goes (cleanupDuplicateLocations in pprof's profile package), but keeps its row, as
 * there.
 */
export function withoutDoubleLeaf(profile: LegacyProfile, stack: readonly Int64[]): readonly Int64[] {
  for (const address of stack) profile.locations.rowOf(address);
  const [leaf, second, ...rest] = stack;
  if (leaf === undefined || second === undefined || addressBefore(leaf) !== second) return stack;
  return [leaf, ...rest];
}
