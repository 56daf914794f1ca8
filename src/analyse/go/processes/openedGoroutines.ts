import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import type { Profile } from '../../../shared/model/profile';
import type { OpenedGoroutines } from '../../../shared/model/views/openedGoroutines';
import { sampleGroups, waitingSite } from './waitingGroups';

/** The goroutines of a dump, for views of them. */
export function dumpGoroutines({ total, truncated, isTotalKnown, groups }: GoroutineDump): OpenedGoroutines {
  const isWhole = !truncated && isTotalKnown !== false;
  return { total, isWhole, isProfile: false, kinds: groups, siteOf: waitingSite };
}

/** Those of a profile that counts goroutines. */
export function profileGoroutines(profile: Profile): OpenedGoroutines {
  const kinds = sampleGroups(profile);
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  return { total, isWhole: true, isProfile: true, kinds, siteOf: waitingSite };
}
