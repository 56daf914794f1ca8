import { archiveWithoutCredentials, type BareArchive } from '../../shared/base/addresses/archiveAddress';
import { parseBeamAddress } from '../../shared/base/addresses/beamAddress';
import { parseAddress } from '../../shared/base/addresses/serviceAddress';

/** What a person types for a service on this machine that follows the usual recipe of net/http/pprof. */
export const defaultAddress = 'http://localhost:6060';

/** Pods have names that only look like addresses: nothing is asked at them. */
const podScheme = 'kubernetes://';

/**
 * A key under which two spellings are the same service: `6060`, `localhost:6060`, `http://localhost:6060/` and the base URL
 * `http://localhost:6060/debug/pprof/` that the engine found; `unix:/run/app.sock`, `unix:///run/app.sock` and
 * `unix:/run/app.sock:/debug/pprof/`; `beam:shop` and `beam:shop@localhost`. Never a URL to ask, never with credentials. Text that is no URL is its own key.
 */
export function addressKey(address: string): string {
  const node = nodeOrigin(address);
  if (node !== null) return node;
  const archive = archiveWithoutCredentials(address);
  if (archive !== null) return archiveKey(archive);
  const known = parseAddress(address);
  if (known === null) return address.trim();
  const base = known.path.replace(/\/debug\/pprof(\/.*)?$/, '').replace(/\/+$/, '');
  return base === '' ? shortOrigin(known.origin) : known.origin + base;
}

/**
 * What tells apart the services that a secret may go to: scheme, host and port, the socket, the pod, or the node. Null for text that
 * is no address: it has no secrets.
 */
export function addressOrigin(address: string): string | null {
  if (address.trim().startsWith(podScheme)) return address.trim();
  const node = nodeOrigin(address);
  if (node !== null) return node;
  const known = parseAddress(archiveWithoutCredentials(address)?.base ?? address);
  return known === null ? null : shortOrigin(known.origin);
}

/** True when the address carries a user name or password, which must not be written to the editor's storage. */
export function hasCredentials(address: string): boolean {
  // The name of a node stands where a URL has its user.
  const text = archiveWithoutCredentials(address)?.typedBase ?? address;
  const known = parseBeamAddress(text) === null ? parseAddress(text) : null;
  return known !== null && (known.user !== '' || known.password !== '');
}

/** Host, port and path for a label: `http://localhost:6060/debug/pprof/` is `localhost:6060`. */
export function addressLabel(address: string): string {
  return addressKey(address).replace(
    /^(?:(?:https?|kubernetes):\/\/|beam(?:\+tls)?:|(?:parca|pyroscope):(?:https?:\/\/)?)/,
    '',
  );
}

/** The labels in one order, whatever order they were typed in. */
function archiveKey({ kind, base, query }: BareArchive): string {
  const labels = query.split('&').filter((part) => part !== '');
  return `${kind}:${addressKey(base)}${labels.length === 0 ? '' : `?${labels.sort().join('&')}`}`;
}

/** As one text for all spellings of a host; null for what is no node. */
function nodeOrigin(address: string): string | null {
  const node = parseBeamAddress(address);
  if (node === null) return null;
  const { isTls, name, host, port } = node;
  const place = `${host.toLowerCase()}${port === null ? '' : `:${port}`}`;
  return `beam${isTls ? '+tls' : ''}:${name === null ? '' : `${name}@`}${place}`;
}

/** Of a socket without the colon that its path would follow. */
function shortOrigin(origin: string): string {
  return origin.replace(/:$/, '');
}
