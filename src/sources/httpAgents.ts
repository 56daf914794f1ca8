import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { RequestOptions } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Disposable } from '../shared/disposable';
import type { ProxySettings } from '../shared/proxySettings';
import { chooseProxy } from './proxyChoice';
import type { Proxy } from './proxyChoice';
import type { TlsMaterial } from './tlsMaterial';
import { TunnelAgent } from './tunnelAgent';
import type { TunnelRequest } from './tunnelAgent';
import { unixAddress } from './unixAddress';

/** How to get to a target; nothing given means the straight way with the roots of Node. */
export interface Way {
  readonly tls?: TlsMaterial;
  readonly proxy?: ProxySettings;
}

/** One request, as Node is to send it. */
export interface Route {
  readonly secure: boolean;
  readonly options: RequestOptions & Partial<TunnelRequest>;
  /** Headers for the proxy alone, which never reach the target. */
  readonly headers: Readonly<Record<string, string>>;
  /** Set where the proxy reads the request, and its answer may be the proxy's own. */
  readonly readingProxy: Proxy | null;
}

const kept = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 } as const;

/**
 * The connections to one target. They are kept open between polls, so that polling does not pile up closed
 * connections on either side; disposing closes them all.
 */
export class HttpAgents implements Disposable {
  private readonly way: Way;
  private readonly plain = new HttpAgent(kept);
  private readonly secure: HttpsAgent;
  private tunnel: TunnelAgent | undefined;

  constructor(way: Way = {}) {
    this.way = way;
    this.secure = new HttpsAgent({ ...kept, ...tlsOptions(way.tls) });
  }

  /** Whether a client certificate is offered to servers that ask for one. */
  get hasClientCertificate(): boolean {
    return this.way.tls?.hasClientCertificate === true;
  }

  /** @throws LeakLensError `proxy` when the address of the proxy cannot be used */
  route(url: URL, signal: AbortSignal): Route {
    const unix = unixAddress(url);
    if (unix !== null) {
      const { socketPath, requestPath } = unix;
      return straight({ socketPath, path: requestPath, agent: this.plain });
    }
    const proxy = chooseProxy(url, this.way.proxy);
    const secure = url.protocol === 'https:';
    const asked = urlToHttpOptions(url);
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
    this.tunnel ??= new TunnelAgent(proxy, { ...kept, ...tlsOptions(this.way.tls) });
    return this.tunnel;
  }
}

function straight(options: Route['options'], secure = false): Route {
  return { secure, options, headers: {}, readingProxy: null };
}

function tlsOptions(tls: TlsMaterial | undefined): Pick<RequestOptions, 'rejectUnauthorized' | 'servername'> {
  if (tls === undefined) return {};
  const { secureContext, rejectUnauthorized, servername } = tls;
  return { secureContext, rejectUnauthorized, ...(servername !== undefined && { servername }) } as RequestOptions;
}
