import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import type { ProxySettings } from '../../shared/model/target/proxySettings';
import { originOf, unixAddress } from '../../shared/base/addresses/unixAddress';
import { chooseProxy } from './proxyChoice';
import type { Proxy } from './proxyChoice';
import { pickedByProxy } from './proxyProblem';
import { SentSecrets } from '../secrets/sentSecrets';
import { headerSecrets, isPlainHeader, proxySecrets } from '../secrets/secretsOf';
import type { TlsMaterial } from './tlsMaterial';
import { TunnelAgent } from './tunnelAgent';
import type { TunnelRequest } from './tunnelAgent';

/** Whom to ask, as whom, and how to get there; of what may be left out, nothing given means the straight way with the roots of Node. */
export interface Way {
  /** The one that the person named, as `originOf` writes it. */
  readonly origin: string;
  /** Sent to that origin only. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What else is known to us and must never be repeated: in the query of the address, the passphrase of a key. */
  readonly secrets?: readonly string[];
  readonly tls?: TlsMaterial;
  readonly proxy?: ProxySettings;
  /** The IP address at which the host is asked, of those that it has; whatever is sent and checked names the host all the same. */
  readonly address?: string;
}

/** One request, as Node is to send it. */
export interface Route {
  readonly secure: boolean;
  readonly options: RequestOptions & Partial<TunnelRequest>;
  /** All that are sent. Those for the proxy alone never reach the target. */
  readonly headers: Readonly<Record<string, string>>;
  /** Set where the proxy reads the request, and its answer may be the proxy's own. */
  readonly readingProxy: Proxy | null;
}

const kept = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 } as const;

const defaults = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'LeakLens' } as const;

/**
 * The connections to one target, and the only way to it: nobody else has its credentials, and no request to another origin
 * passes. They are kept open between polls, so that polling does not pile up closed connections on either side; disposing closes
 * them all.
 */
export class HttpAgents implements Disposable {
  private readonly way: Way;
  private readonly plain = new HttpAgent(kept);
  private readonly secure: HttpsAgent;
  private tunnel: TunnelAgent | undefined;
  /** All that is sent, to the service or to a proxy, and must not come back in words. */
  readonly secrets: SentSecrets;

  constructor(way: Way) {
    this.way = way;
    this.secrets = new SentSecrets([
      ...headerSecrets(way.headers ?? {}),
      ...proxySecrets(way.proxy),
      ...(way.secrets ?? []).map((text) => ({ text, isCertain: true })),
    ]);
    this.secure = new HttpsAgent({ ...kept, ...tlsOptions(way.tls) });
  }

  /** Whether anything is sent that a service may know us by: credentials, or any header of the person's own. */
  get hasCredentials(): boolean {
    return Object.keys(this.way.headers ?? {}).some((name) => !isPlainHeader(name));
  }

  /** Whether a client certificate is offered to servers that ask for one. */
  get hasClientCertificate(): boolean {
    return this.way.tls?.hasClientCertificate === true;
  }

  /** The one IP address that is asked; null for whichever the host has. */
  get address(): string | null {
    return this.way.address ?? null;
  }

  /**
   * @throws LeakLensError `proxy` when the address of the proxy cannot be used, or the proxy would pick another address than ours, and `defect` for
   * another origin than the one that was named: no byte has left by then
   */
  route(url: URL, signal: AbortSignal): Route {
    const { origin, headers: own } = this.way;
    if (originOf(url) !== origin) throw otherOrigin(url, origin);
    const route = this.wayTo(url, signal);
    return { ...route, headers: { ...defaults, ...own, ...route.headers } };
  }

  private wayTo(url: URL, signal: AbortSignal): Route {
    const unix = unixAddress(url);
    if (unix !== null) {
      const { socketPath, requestPath } = unix;
      return straight({ socketPath, path: requestPath, agent: this.plain });
    }
    const proxy = chooseProxy(url, this.way.proxy);
    const secure = url.protocol === 'https:';
    const { address } = this.way;
    if (proxy !== null && address !== undefined) throw pickedByProxy(url.href);
    const asked = { ...urlToHttpOptions(url), ...(address !== undefined && { lookup: alwaysAt(address) }) };
    if (proxy === null) return straight({ ...asked, agent: secure ? this.secure : this.plain }, secure);
    if (secure) {
      const options = { ...asked, agent: this.tunnelThrough(proxy), tunnelSignal: signal, tunnelSubject: url.href };
      return straight(options, true);
    }
    const { host, port, headers } = proxy;
    const options = { host, port, path: url.href, agent: this.plain };
    return { secure: false, options, headers: { host: url.host, ...headers }, readingProxy: proxy };
  }

  dispose(): void {
    this.plain.destroy();
    this.secure.destroy();
    this.tunnel?.destroy();
  }

  private tunnelThrough(proxy: Proxy): TunnelAgent {
    // The settings hold for as long as the agents, so there is one proxy for https.
    this.tunnel ??= new TunnelAgent(proxy, this.secrets, { ...kept, ...tlsOptions(this.way.tls) });
    return this.tunnel;
  }
}

/** A resolver that knows one address. The name that is looked up stays that of the `Host` header and of the certificate. */
function alwaysAt(address: string): LookupFunction {
  const family = isIP(address);
  return (_name, { all }, callback) => {
    if (all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

function otherOrigin(url: URL, named: string): LeakLensError {
  const detail = `${originOf(url)} is not asked: ${named} was named`;
  return new LeakLensError({ kind: 'defect', subject: url.href, detail });
}

function straight(options: Route['options'], secure = false): Route {
  return { secure, options, headers: {}, readingProxy: null };
}

function tlsOptions(tls: TlsMaterial | undefined): Pick<RequestOptions, 'rejectUnauthorized' | 'servername'> {
  if (tls === undefined) return {};
  const { secureContext, rejectUnauthorized, servername } = tls;
  return { secureContext, rejectUnauthorized, ...(servername !== undefined && { servername }) } as RequestOptions;
}
