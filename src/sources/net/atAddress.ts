import { parsedUrl } from '../../shared/base/addresses/parsedUrl';
import { LeakLensError, type ProblemKind } from '../../shared/model/errors';

/** What is said of whoever listens at an address. Of a certificate, or of who may ask, the name is what matters. */
const ofTheAddress: ReadonlySet<ProblemKind> = new Set(['refused', 'timeout', 'network', 'cut-off']);

/** A failure at one of a host's addresses names that address: the others may well answer. @param address null where any would do */
export function atAddress(error: LeakLensError, address: string | null): LeakLensError {
  const { problem } = error;
  const url = address === null || !ofTheAddress.has(problem.kind) ? null : parsedUrl(problem.subject);
  if (url === null || address === null) return error;
  return new LeakLensError({ ...problem, subject: urlAt(url, address).href }, error.cause);
}

/** A URL with an IP address for its host. */
export function urlAt(url: URL, address: string): URL {
  const at = new URL(url);
  // What cannot stand in a URL (the zone of a link-local address) leaves the name.
  at.hostname = address.includes(':') ? `[${address}]` : address;
  return at;
}
