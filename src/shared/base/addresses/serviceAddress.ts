import { LeakLensError } from '../../model/errors';
import { parsedUrl } from './parsedUrl';
import { printedAddress } from './printedUrl';
import { originOf, pathOf, unixAddress } from './unixAddress';

/**
 * What a person typed, understood. Everything that asks, shows, compares or remembers an address reads it here, so that all of
 * LeakLens is of one mind about who is asked: the origin, whatever the path looks like.
 */
export interface ServiceAddress {
  /** Without user, password and fragment. Slashes in a row are one, so no path can be taken for a host. */
  readonly url: URL;
  /** What tells apart the services that credentials may go to: `http://h:6060`, `unix:/run/app.sock:`. */
  readonly origin: string;
  /** Below the origin; begins with a slash. */
  readonly path: string;
  /** Unescaped; empty when the text named none. */
  readonly user: string;
  readonly password: string;
}

const maxLength = 2_000;

/** `sun_path` of Linux without its ending; macOS has four bytes less (man 7 unix). */
const maxSocketPathBytes = 107;

/**
 * Understands `6060`, `:6060`, `localhost:6060`, `[::1]:6060`, `http://h:6060/path?query`, and unix sockets
 * (`unix:/run/app.sock`, `unix:/run/app.sock:/admin`). @throws LeakLensError `bad-url`; its subject never holds secrets
 */
export function readAddress(text: string): ServiceAddress {
  const url = toUrl(text.trim());
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  const bare = withFoldedPath(url);
  return {
    url: bare,
    origin: originOf(bare),
    path: pathOf(bare),
    user: unescaped(username),
    password: unescaped(password),
  };
}

/** The same for whoever has another use for text that is no address: null. */
export function parseAddress(text: string): ServiceAddress | null {
  try {
    return readAddress(text);
  } catch {
    return null;
  }
}

function toUrl(text: string): URL {
  if (text === '') throw badUrl(text, 'nothing was given');
  if (text.length > maxLength) throw badUrl(text, `longer than ${maxLength} characters`);
  if (/^unix:/i.test(text)) return toUnixUrl(text);
  if (/\s/.test(text)) throw badUrl(text, 'a URL holds no spaces');
  // `http:///x` would be read as the host x.
  const namesNobody = /^(?:[^/]*:\/\/)?[/\\]/.test(text) || /^[a-z][a-z0-9+.-]*:\\/i.test(text);
  const url = namesNobody ? null : parsedUrl(withScheme(text));
  if (url === null) throw badUrl(text, 'not a URL such as http://localhost:6060');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw badUrl(text, 'only http, https and unix are supported');
  if (url.port === '0') throw badUrl(text, 'port 0 cannot be connected to');
  return url;
}

/** `unix:/run/app.sock`, `unix:///run/app.sock`, and either with `:/path` behind it. */
function toUnixUrl(text: string): URL {
  const named = /^unix:(?:\/\/)?(\/[^/].*)$/i.exec(text)?.[1];
  const url = named === undefined ? null : parsedUrl(`unix:${named}`);
  const address = url === null ? null : unixAddress(url);
  if (url === null || address === null || address.socketPath.length < 2) {
    throw badUrl(text, 'a unix socket is named by its whole path, as in unix:/run/app.sock');
  }
  const { length } = new TextEncoder().encode(address.socketPath);
  if (length > maxSocketPathBytes) throw badUrl(text, `the path of a socket has at most ${maxSocketPathBytes} bytes`);
  if (address.socketPath.includes('\0')) throw badUrl(text, 'a path holds no NUL');
  return url;
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  const local = /^:?(\d{1,5})(?=[/?#]|$)/.exec(text);
  if (local) return `http://localhost:${local[1] ?? ''}${text.slice(local[0].length)}`;
  const bracketed = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) && URL.canParse(`http://[${text}]`);
  return bracketed ? `http://[${text}]` : `http://${text}`;
}

/** Escapes stay escapes: `%2f` is no slash, to us and to the service alike. */
function withFoldedPath(url: URL): URL {
  return new URL(originOf(url) + pathOf(url).replace(/\/{2,}/g, '/') + url.search);
}

/** A stray percent sign is taken as it is. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function badUrl(text: string, detail: string): LeakLensError {
  return new LeakLensError({ kind: 'bad-url', subject: printedAddress(text), detail });
}
