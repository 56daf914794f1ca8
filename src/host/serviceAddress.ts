/** What a person types for a service on this machine that follows the usual recipe of net/http/pprof. */
export const defaultAddress = 'http://localhost:6060';

/**
 * A key under which two spellings are the same service: `6060`, `localhost:6060`, `http://localhost:6060/` and the base URL
 * `http://localhost:6060/debug/pprof/` that the engine found; `unix:/run/app.sock`, `unix:///run/app.sock` and
 * `unix:/run/app.sock:/debug/pprof/`. Never a URL to ask, never with credentials. Text that is no URL is its own key.
 */
export function addressKey(address: string): string {
  const url = parseAddress(address);
  if (url === null) return address.trim();
  const { origin, path } = partsOf(url);
  const base = path.replace(/\/debug\/pprof(\/.*)?$/, '').replace(/\/+$/, '');
  return url.protocol === 'unix:' && base !== '' ? `${origin}:${base}` : `${origin}${base}`;
}

/**
 * What tells apart the services that a secret may go to: scheme, host and port, the socket, or the pod. Null for text that
 * is no address: it has no secrets.
 */
export function addressOrigin(address: string): string | null {
  const url = parseAddress(address);
  if (url === null) return null;
  return url.protocol === 'kubernetes:' ? addressKey(address) : partsOf(url).origin;
}

/** True when the address carries a user name or password, which must not be written to the editor's storage. */
export function hasCredentials(address: string): boolean {
  const url = parseAddress(address);
  return url !== null && (url.username !== '' || url.password !== '');
}

/** Host, port and path for a label: `http://localhost:6060/debug/pprof/` is `localhost:6060`. */
export function addressLabel(address: string): string {
  return addressKey(address).replace(/^(https?|kubernetes):\/\//, '');
}

/** An address as a person types it, understood as far as the editor needs it; null when it is none. */
export function parseAddress(address: string): URL | null {
  const text = address.trim();
  if (/^unix:/i.test(text)) return URL.parse(text.replace(/^unix:(\/\/)?/i, 'unix:'));
  const local = /^:?(\d{1,5})(?=[/?#]|$)/.exec(text);
  if (local) return URL.parse(`http://localhost:${local[1] ?? ''}${text.slice(local[0].length)}`);
  const bare = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) ? `[${text}]` : text;
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${bare}`);
}

/** Of a unix socket, what stands before the first `:/` is the socket, and the rest the path asked there. */
function partsOf(url: URL): { origin: string; path: string } {
  const { protocol, host, pathname } = url;
  if (protocol !== 'unix:') return { origin: `${protocol}//${host}`, path: pathname };
  const colon = pathname.indexOf(':/');
  if (colon < 0) return { origin: `unix:${pathname.replace(/:$/, '')}`, path: '' };
  return { origin: `unix:${pathname.slice(0, colon)}`, path: pathname.slice(colon + 1) };
}
