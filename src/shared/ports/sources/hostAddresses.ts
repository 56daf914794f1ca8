import type { SourceOptions } from './profileSource';

/** Which addresses the host of a service has, each of which may be a process of its own. */
export interface HostAddresses {
  /**
   * The IP addresses of the host in a URL, each once, in an order that is the same the next time; one of a host that is an IP
   * address itself. Two that lead to the same machine (IPv4 and IPv6) are two: nobody can tell from here.
   * @throws LeakLensError `bad-url`, `unknown-host`, `timeout`, `cancelled`; `proxy` where one stands between, which picks by itself
   */
  of(
    url: string,
    options: Pick<SourceOptions, 'timeoutMillis' | 'proxy'>,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
}
