import type { NeighbourPage } from '../../shared/ports/sources/profileSource';

/** Where net/http/pprof and expvar register themselves: only there is the one known to be the other's neighbour. */
const pprofFolder = '/debug/pprof/';

const paths: Readonly<Record<NeighbourPage, string>> = { variables: '/debug/vars', metrics: '/metrics' };

/** The address of a page beside a pprof base URL; null where pprof is mounted elsewhere. */
export function neighbourUrl(base: string, page: NeighbourPage): string | null {
  return base.endsWith(pprofFolder) ? base.slice(0, -pprofFolder.length) + paths[page] : null;
}
