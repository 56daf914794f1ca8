import { archiveWithoutCredentials } from './archiveAddress';
import { parseBeamAddress } from './beamAddress';
import { parseAddress } from './serviceAddress';

/**
 * Whether the host of a URL, as `URL` writes it, is this machine. Names under `.localhost` are not: a resolver may send
 * them elsewhere. The unspecified addresses are, because connecting to them reaches this machine.
 */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (host === 'localhost' || host === '::1' || host === '::' || host === '0.0.0.0') return true;
  return /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) || /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(host);
}

/**
 * Whether an address, as a person types it, would be asked without encryption on a network: plain http to a host that is
 * not this machine, or a node of Erlang's there that is asked without TLS. Text that is no address is not asked at all.
 */
export function isPlainAndRemote(address: string): boolean {
  const node = parseBeamAddress(address);
  if (node !== null) return !node.isTls && !isLoopbackHost(node.host);
  const url = parseAddress(archiveWithoutCredentials(address)?.base ?? address)?.url;
  return url?.protocol === 'http:' && !isLoopbackHost(url.hostname);
}
