import { endianness } from 'node:os';
import { parsedUrl } from '../../shared/base/addresses/parsedUrl';
import { isIPv4 } from 'node:net';

/** A place on this machine where something listens. */
export interface LoopbackAddress {
  readonly host: 'localhost' | '::1' | `127.${string}`;
  readonly port: number;
}

/** The loopback address a URL points at, or null when it points elsewhere. */
export function loopbackAddress(url: string): LoopbackAddress | null {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  if (host === 'localhost' || host === '::1') return { host, port: number };
  return isIPv4(host) && isLoopbackIPv4(host) ? { host, port: number } : null;
}

function isLoopbackIPv4(host: string): host is `127.${string}` {
  return host.startsWith('127.');
}

/**
 * Inodes of the sockets that listen at the address, from the text of /proc/net/tcp or tcp6. A row is `sl
 * local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …`; state 0A listens; addresses are 32-bit
 * words in the machine's byte order, in hexadecimal (linux: Documentation/networking/proc_net_tcp.rst).
 */
export function listeningInodes(table: string, address: LoopbackAddress): readonly string[] {
  const accepted = acceptedAddresses(address.host);
  const port = address.port.toString(16).toUpperCase().padStart(4, '0');
  const inodes: string[] = [];
  for (const line of table.split('\n')) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/, 10);
    if (state !== '0A' || inode === undefined || !local.endsWith(`:${port}`)) continue;
    if (accepted.has(local.slice(0, -5))) inodes.push(inode);
  }
  return inodes;
}

/** A TCP socket that listens. */
export interface ListeningSocket {
  /** An IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly inode: string;
}

/** All sockets that listen, of the same text. */
export function listeningSockets(table: string): readonly ListeningSocket[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/, 10);
    const [address = '', port = ''] = local.split(':');
    const host = state === '0A' ? addressText(address) : null;
    return host === null || inode === undefined ? [] : [{ host, port: parseInt(port, 16), inode }];
  });
}

/**
 * Inodes of the unix sockets that listen at the path, from the text of /proc/net/unix. A row is `Num: RefCount Protocol
 * Flags Type St Inode Path`; __SO_ACCEPTCON, 0x10000, in the flags listens (man 5 proc).
 */
export function listeningUnixInodes(table: string, socketPath: string): readonly string[] {
  return table.split('\n').flatMap((line) => {
    const [, flags, inode, path] = /^\S+: \S+ \S+ (\S+) \S+ \S+ +(\d+) (.*)$/.exec(line) ?? [];
    const listens = (parseInt(flags ?? '0', 16) & 0x1_0000) !== 0;
    return listens && inode !== undefined && path === socketPath ? [inode] : [];
  });
}

/** IPv4 addresses mapped into IPv6 are written as IPv4. */
function addressText(hex: string): string | null {
  if (!/^([0-9A-F]{8}|[0-9A-F]{32})$/.test(hex)) return null;
  const network = words(hex.match(/.{8}/g) ?? []);
  const four = /^(?:0{20}FFFF)?(.{8})$/.exec(network)?.[1];
  if (four !== undefined) return (four.match(/../g) ?? []).map((byte) => parseInt(byte, 16)).join('.');
  const groups = (network.match(/.{4}/g) ?? []).join(':');
  return parsedUrl(`http://[${groups}]`)?.hostname.slice(1, -1) ?? null;
}

/** Listeners that get a connection to this host: its own address, and those that listen everywhere. */
function acceptedAddresses(host: LoopbackAddress['host']): ReadonlySet<string> {
  const everywhere4 = [words(['00000000'])];
  const everywhere6 = words(['00000000', '00000000', '00000000', '00000000']);
  const own6 = words(['00000000', '00000000', '00000000', '00000001']);
  if (host === '::1') return new Set([own6, everywhere6]);
  const hex = hexOf(host === 'localhost' ? '127.0.0.1' : host);
  const own4 = [words([hex]), words(['00000000', '00000000', '0000FFFF', hex])];
  return new Set([...own4, ...everywhere4, everywhere6, ...(host === 'localhost' ? [own6] : [])]);
}

function hexOf(ipv4: string): string {
  const parts = ipv4.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return parts.join('').toUpperCase();
}

/** Words in network order, as this machine's kernel prints them, and the other way round. */
function words(inNetworkOrder: readonly string[]): string {
  if (endianness() === 'BE') return inNetworkOrder.join('');
  return inNetworkOrder.map((word) => (word.match(/../g) ?? []).reverse().join('')).join('');
}
