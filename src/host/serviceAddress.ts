/** What a person types for a service on this machine that follows the usual recipe of net/http/pprof. */
export const defaultAddress = 'http://localhost:6060';

/**
 * A key under which two spellings are the same service: `6060`, `localhost:6060`, `http://localhost:6060/` and the base URL
 * `http://localhost:6060/debug/pprof/` that the engine found. Never a URL to ask. Text that is no URL is its own key.
 */
export function addressKey(address: string): string {
  const url = parseAddress(address);
  if (url === null) return address.trim();
  const path = url.pathname.replace(/\/debug\/pprof(\/.*)?$/, '').replace(/\/+$/, '');
  return `${url.protocol}//${url.host}${path}`;
}

/** True when the address carries a user name or password, which must not be written to the editor's storage. */
export function hasCredentials(address: string): boolean {
  const url = parseAddress(address);
  return url !== null && (url.username !== '' || url.password !== '');
}

/** Host, port and path for a label: `http://localhost:6060/debug/pprof/` is `localhost:6060`. */
export function addressLabel(address: string): string {
  return addressKey(address).replace(/^https?:\/\//, '');
}

function parseAddress(address: string): URL | null {
  const text = address.trim();
  if (/^:?\d+$/.test(text)) return URL.parse(`http://localhost:${text.replace(':', '')}`);
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
}
