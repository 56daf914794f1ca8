import type { HavingReplicas, ReplicaException } from '../../model/replica';
import type { SeriesNameOf } from '../../model/series/seriesSpec';
import type { Outlook, OutlookText } from '../../model/series/outlook';
import type { ServiceCondition } from '../../model/serviceCondition';

/** How it stands with a service, in the words of the person's language. */
export interface ServiceWords {
  /** Two or three words: `watching`, `2 leaks`, `not answering`. */
  short(condition: ServiceCondition): string;
  /** One sentence or two that stand alone. */
  sentence(condition: ServiceCondition): string;
  /** Who of a service's replicas has a finding, where it is worst, and what that one does that its peers do not; a sentence each. */
  replicas(replicas: HavingReplicas & ReplicaException, nameOf: SeriesNameOf): readonly string[];
  /** What a replica, or its version, does that others do not, one sentence; null where it is no exception. */
  exception(name: string, exception: ReplicaException, nameOf: SeriesNameOf): string | null;
  /** When something reaches its limit. @param label of its series */
  outlook(outlook: Outlook, label: string): OutlookText;
}
