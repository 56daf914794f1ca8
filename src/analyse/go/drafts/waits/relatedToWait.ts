import type { RelatedSite } from '../../../../shared/model/finding';
import type { WaitFacts } from '../../../../shared/model/go/goSource';
import type { WaitDetails } from '../../history/goroutineReading';
import { relatedPlace } from '../base/relatedPlace';

/** Places that belong to goroutines which wait: who started them, as far as a dump tells, and the other ends, as far as the source does. */
export function relatedToWait(details: WaitDetails | null, facts: WaitFacts | null): RelatedSite[] {
  const creators = (details?.creators ?? []).slice(0, 3).map(({ site, own }) => ({
    ...site,
    role: own ? ('spawn' as const) : ('created-by' as const),
  }));
  // Where the program's own code started them, it matters less what led there.
  const isOwnStart = creators.some(({ role }) => role === 'spawn');
  const origins = isOwnStart ? [] : (details?.origins ?? []).slice(0, 3);
  const ends = (facts?.otherEnds ?? []).map(relatedPlace);
  return [...creators, ...origins.map(({ site }) => ({ ...site, role: 'origin' as const })), ...ends];
}
