import { BlockList, isIP, isIPv6 } from 'node:net';
import { basicAuthorization } from '../../shared/model/target/credentials';
import { LeakLensError } from '../../shared/model/errors';
import { isLoopbackHost } from '../../shared/base/addresses/loopback';
import type { ProxySettings } from '../../shared/model/target/proxySettings';
import { parseAddress, type ServiceAddress } from '../../shared/base/addresses/serviceAddress';

/** A proxy to go through. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** `http://host:port`, for messages. */
  readonly name: string;
  /** `proxy-authorization`, where it has credentials. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The proxy for a URL, null for the straight way: unix sockets, loopback addresses, and hosts that are excepted.
 * @throws LeakLensError `proxy` when its address cannot be used; the error holds no credentials
 */
export function chooseProxy(url: URL, settings: ProxySettings | undefined): Proxy | null {
  if (settings === undefined || url.protocol === 'unix:' || isLoopbackHost(url.hostname)) return null;
  const address = url.protocol === 'https:' ? settings.forHttps : settings.forHttp;
  if (address === undefined || settings.exceptions.some((exception) => isExcepted(url, exception))) return null;
  const proxy = parseAddress(address);
  if (proxy?.url.protocol !== 'http:') {
    const detail = 'the proxy has to be given as http://host:port; https and SOCKS proxies are not supported';
    throw new LeakLensError({ kind: 'proxy', subject: url.href, detail });
  }
  const authorization = settings.authorization ?? basicOf(proxy);
  return {
    host: unbracketed(proxy.url.hostname),
    port: proxy.url.port === '' ? 80 : Number(proxy.url.port),
    name: proxy.origin,
    headers: authorization === undefined ? {} : { 'proxy-authorization': authorization },
  };
}

function basicOf({ user, password }: ServiceAddress): string | undefined {
  return user === '' && password === '' ? undefined : basicAuthorization(user, password);
}

/** As Go and curl read NO_PROXY, so that the same variable means the same everywhere. */
function isExcepted(url: URL, exception: string): boolean {
  const entry = exception.trim().toLowerCase();
  if (entry === '*') return true;
  const host = unbracketed(url.hostname).replace(/\.$/, '');
  const range = /^(.+)\/(\d{1,3})$/.exec(entry);
  if (range) return isInRange(host, range[1] ?? '', Number(range[2]));
  const { name, port } = splitPort(entry);
  const ownPort = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (name === '' || (port !== undefined && port !== ownPort)) return false;
  if (name.startsWith('.') || name.startsWith('*.')) return host.endsWith(name.replace(/^\*/, ''));
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function splitPort(entry: string): { name: string; port?: string } {
  if (isIPv6(entry)) return { name: entry };
  const [, name = entry, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  return { name: unbracketed(name), ...(port !== undefined && { port }) };
}

function isInRange(host: string, network: string, bits: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, bits, type);
  return range.check(host, type);
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
