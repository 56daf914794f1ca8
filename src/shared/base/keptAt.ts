import type { FindingSite } from '../model/finding';
import type { Holder, HolderPlace } from '../model/holder';

/** The line to show of what keeps something: where it is put in, or, where that is the line asked about, where the keeper is declared. */
export function keptAt({ stored, declared }: Holder, site: Pick<FindingSite, 'path' | 'line'> | null): HolderPlace {
  const isOwn = site !== null && stored.path === site.path && stored.line === site.line;
  return isOwn ? (declared ?? stored) : stored;
}
