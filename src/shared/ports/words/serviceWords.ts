import type { Outlook, OutlookText } from '../../model/series/outlook';
import type { ServiceCondition } from '../../model/serviceCondition';

/** How it stands with a service, in the words of the person's language. */
export interface ServiceWords {
  /** Two or three words: `watching`, `2 leaks`, `not answering`. */
  short(condition: ServiceCondition): string;
  /** One sentence or two that stand alone. */
  sentence(condition: ServiceCondition): string;
  /** That a replica grows while its peers do not, one sentence. @param names of the numbers, within a text: `live heap` */
  exception(name: string, names: readonly string[]): string;
  /** When something reaches its limit. @param label of its series */
  outlook(outlook: Outlook, label: string): OutlookText;
}
