import { isIPv6 } from 'node:net';
import { basicAuthorization } from '../shared/credentials';
import { LeakLensError } from '../shared/errors';
import { originOf, pathOf, unixAddress } from './unixAddress';

/** What a person typed, understood: where pprof may be, and who asks. */
export interface TargetAddress {
  /** Base URLs worth asking, the likeliest first; each ends in a slash and holds no credentials, query or fragment. */
  readonly candidates: readonly [string, ...string[]];
  /** `authorization`, when the text held a user and a password. The only place where they live on. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The profiles that net/http/pprof serves: a path that ends in one of them names a profile, not a base. */
const profileNames: ReadonlySet<string> = new Set([
  'allocs',
  'block',
  'cmdline',
  'goroutine',
  'goroutineleak',
  'heap',
  'mutex',
  'profile',
  'symbol',
  'threadcreate',
  'trace',
]);

const maxLength = 2_000;

/** `sun_path` of Linux without its ending; macOS has four bytes less (man 7 unix). */
const maxSocketPathBytes = 107;

/**
 * Understands `6060`, `:6060`, `localhost:6060`, `[::1]:6060`, `http://h:6060`, a base below any prefix, the URL of one
 * profile (`…/debug/pprof/heap?debug=1`), and unix sockets (`unix:/run/app.sock`, `unix:/run/app.sock:/admin`).
 * @throws LeakLensError `bad-url`; its subject never holds credentials
 */
export function parseTargetUrl(text: string): TargetAddress {
  const url = toUrl(text.trim());
  const headers = credentialHeaders(url);
  const origin = originOf(url);
  const [first, ...others] = basePaths(pathOf(url));
  return { candidates: [origin + first, ...others.map((path) => origin + path)], headers };
}

function toUrl(text: string): URL {
  if (text === '') throw badUrl(text, 'nothing was given');
  if (text.length > maxLength) throw badUrl(text, `longer than ${maxLength} characters`);
  if (/^unix:/i.test(text)) return toUnixUrl(text);
  if (/\s/.test(text)) throw badUrl(text, 'a URL holds no spaces');
  // `http:///x` would be read as the host x.
  const url = /^([^/]*:\/\/)?\//.test(text) ? null : URL.parse(withScheme(text));
  if (url === null) throw badUrl(text, 'not a URL such as http://localhost:6060');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw badUrl(text, 'only http, https and unix are supported');
  if (url.port === '0') throw badUrl(text, 'port 0 cannot be connected to');
  return url;
}

/** `unix:/run/app.sock`, `unix:///run/app.sock`, and either with `:/path` behind it. */
function toUnixUrl(text: string): URL {
  const named = /^unix:(?:\/\/)?(\/[^/].*)$/i.exec(text)?.[1];
  const url = named === undefined ? null : URL.parse(`unix:${named}`);
  const address = url === null ? null : unixAddress(url);
  if (url === null || address === null || address.socketPath.length < 2) {
    throw badUrl(text, 'a unix socket is named by its whole path, as in unix:/run/app.sock');
  }
  const length = Buffer.byteLength(address.socketPath);
  if (length > maxSocketPathBytes) throw badUrl(text, `the path of a socket has at most ${maxSocketPathBytes} bytes`);
  if (address.socketPath.includes('\0')) throw badUrl(text, 'a path holds no NUL');
  return url;
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  const local = /^:?(\d{1,5})(?=[/?#]|$)/.exec(text);
  if (local) return `http://localhost:${local[1] ?? ''}${text.slice(local[0].length)}`;
  return isIPv6(text) ? `http://[${text}]` : `http://${text}`;
}

function credentialHeaders(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  return { authorization: basicAuthorization(decoded(url.username), decoded(url.password)) };
}

/** A password with a stray percent sign is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Never leaves the origin's prefix: behind a gateway, `/debug/pprof/` of the root is another process. */
function basePaths(pathname: string): [string, ...string[]] {
  const path = `${pathname}/`.replace(/\/{2,}/g, '/');
  const certain = /^.*\/debug\/pprof\//.exec(path);
  if (certain) return [certain[0]];

  const named = /^(.*\/)([^/]+)\/$/.exec(path);
  const [, parent = '/', last = ''] = named ?? [];
  if (last === 'pprof') return [path, `${path}debug/pprof/`];
  if (!profileNames.has(last)) return [`${path}debug/pprof/`, `${path}pprof/`, path];
  if (parent.endsWith('/pprof/')) return [parent];
  return [parent, `${path}debug/pprof/`, `${path}pprof/`];
}

function badUrl(text: string, detail: string): LeakLensError {
  return new LeakLensError({ kind: 'bad-url', subject: withoutCredentials(text), detail });
}

/** Drops everything up to the last `@`: in a text that is no URL, nobody can tell where a password ends. */
function withoutCredentials(text: string): string {
  const at = text.lastIndexOf('@');
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  return (at < 0 ? text : scheme + text.slice(at + 1)).slice(0, 200);
}
