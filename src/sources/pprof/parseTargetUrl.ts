import { basicAuthorization } from '../../shared/model/target/credentials';
import { querySecrets } from '../../shared/base/addresses/printedUrl';
import { readAddress } from '../../shared/base/addresses/serviceAddress';

/** What a person typed, understood: where pprof may be, and who asks. */
export interface TargetAddress {
  /** The only one that is asked. */
  readonly origin: string;
  /** Base URLs worth asking, the likeliest first; each ends in a slash and holds no credentials, query or fragment. */
  readonly candidates: readonly [string, ...string[]];
  /** The address as it stands, query included, for whoever asks for that one thing. */
  readonly url: URL;
  /** `authorization`, when the text held a user and a password. The only place where they live on. */
  readonly headers: Readonly<Record<string, string>>;
  /** What stands in the query and may be a secret. */
  readonly secrets: readonly string[];
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

/**
 * Understands an address (`readAddress`) as a place where pprof may be: a host, a base below any prefix, the URL of one
 * profile (`…/debug/pprof/heap?debug=1`), or a unix socket.
 * @throws LeakLensError `bad-url`; its subject never holds credentials
 */
export function parseTargetUrl(text: string): TargetAddress {
  const { url, origin, path, user, password } = readAddress(text);
  const [first, ...others] = basePaths(path);
  const isNamed = user !== '' || password !== '';
  return {
    origin,
    candidates: [origin + first, ...others.map((base) => origin + base)],
    url,
    headers: isNamed ? { authorization: basicAuthorization(user, password) } : {},
    secrets: querySecrets(url),
  };
}

/** Never leaves the origin's prefix: behind a gateway, `/debug/pprof/` of the root is another process. */
function basePaths(pathname: string): [string, ...string[]] {
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  const certain = /^.*\/debug\/pprof\//.exec(path);
  if (certain) return [certain[0]];

  const named = /^(.*\/)([^/]+)\/$/.exec(path);
  const [, parent = '/', last = ''] = named ?? [];
  if (last === 'pprof') return [path, `${path}debug/pprof/`];
  if (!profileNames.has(last)) return [`${path}debug/pprof/`, `${path}pprof/`, path];
  if (parent.endsWith('/pprof/')) return [parent];
  return [parent, `${path}debug/pprof/`, `${path}pprof/`];
}
