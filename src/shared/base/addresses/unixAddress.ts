/**
 * Unix sockets as URLs: `unix:/run/app.sock:/debug/pprof/heap?debug=1`, the way nginx writes them. What stands before the
 * first `:/` behind the scheme is the socket, the rest the path asked there. It is a URL: `%` escapes, and `?` ends the path.
 */
export interface UnixAddress {
  /** For the system, unescaped. */
  readonly socketPath: string;
  /** Path and query of the request; `/` when none was given. */
  readonly requestPath: string;
}

/** The socket and path of a `unix:` URL; null for any other. */
export function unixAddress(url: URL): UnixAddress | null {
  if (url.protocol !== 'unix:') return null;
  const { socket, path } = split(url);
  return { socketPath: unescaped(socket), requestPath: path + url.search };
}

/** What tells apart the services that credentials may go to; a path can be put behind it. */
export function originOf(url: URL): string {
  return url.protocol === 'unix:' ? `unix:${split(url).socket}:` : url.origin;
}

/** Path of a URL below its origin. */
export function pathOf(url: URL): string {
  return url.protocol === 'unix:' ? split(url).path : url.pathname;
}

function split({ pathname }: URL): { socket: string; path: string } {
  const colon = pathname.indexOf(':/');
  if (colon >= 0) return { socket: pathname.slice(0, colon), path: pathname.slice(colon + 1) };
  return { socket: pathname.replace(/:$/, ''), path: '/' };
}

/** A stray percent sign is taken as it is. */
function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
