import { parseTargetUrl } from '../pprof/parseTargetUrl';
import { pathOf } from '../../shared/base/addresses/unixAddress';

/** A URL as a person typed it, understood. */
export type UrlSource =
  | { readonly kind: 'endpoint' }
  /** URL of one profile, to be asked as it stands; credentials have become headers. */
  | { readonly kind: 'url'; readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Text that names a place on the network: a scheme, a port, localhost, or a password before a host. */
export function looksLikeUrl(source: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(source) || /^unix:\//i.test(source)) return true;
  if (/^:?\d{1,5}(?:[/?#]|$)/.test(source) || /^localhost(?:[/?#]|$)/i.test(source)) return true;
  if (/^[^/\\\s:@]+:[^/\\\s@]+@[^/\\\s@]/.test(source)) return true;
  return /^(?:[^/\s]*@)?(?:[\w.-]+|\[[0-9a-f:.]+\]):\d{1,5}(?:[/?#]|$)/i.test(source);
}

/** What net/http/pprof serves below its base, and expvar and Prometheus beside it: a path that ends so is asked as it is. */
const profileName = /\/(?:allocs|block|goroutine|goroutineleak|heap|mutex|profile|threadcreate|vars|metrics)\/?$/;

/** File names that a web server gives a profile. */
const fileSuffix = /\.(?:pb|gz|pprof|prof|out|txt|cpu|heap)$/i;

/**
 * Tells a pprof base URL from the URL of one profile: what names a profile below /debug/pprof/, has a query, or ends like a
 * file is one profile. @throws LeakLensError `bad-url`
 */
export function classifyUrl(source: string): UrlSource {
  const { url, headers } = parseTargetUrl(source);
  return isOneProfile(url) ? { kind: 'url', url: url.href, headers } : { kind: 'endpoint' };
}

function isOneProfile(url: URL): boolean {
  const path = pathOf(url);
  if (url.search !== '' || fileSuffix.test(path) || profileName.test(path)) return true;
  return /\/debug\/pprof\/[^/]/.test(path);
}

/** Whether an address that names a place below which pprof may be could as well be that of one profile: `…/heap_profile`. */
export function mayBeOneProfile(url: URL): boolean {
  const path = pathOf(url);
  return !path.endsWith('/') && !/\/(?:debug|pprof)$/.test(path);
}

/** How long a service records before it answers: `seconds` of the query; net/http/pprof records a CPU profile for 30 s. */
export function recordingMillis(url: string): number {
  const { pathname, searchParams } = new URL(url);
  const asked = Number(searchParams.get('seconds') ?? Number.NaN);
  const maxSeconds = 24 * 60 * 60;
  if (asked > 0) return Math.min(asked, maxSeconds) * 1000;
  return /\/profile$/.test(pathname) ? 30_000 : 0;
}
