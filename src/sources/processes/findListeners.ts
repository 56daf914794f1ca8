import { readdir, readlink } from 'node:fs/promises';
import { readStart } from '../../disk/readStart';
import { listeningInodes, listeningUnixInodes } from './listeningSocket';
import type { LoopbackAddress } from './listeningSocket';

/** A process that holds a listening socket. */
export interface Listener {
  readonly pid: number;
  /** Path of the descriptor, `/proc/PID/fd/N`. */
  readonly descriptor: string;
  /** What the descriptor links to, `socket:[INODE]`. */
  readonly socket: string;
}

const maxTableBytes = 4 * 1024 * 1024;
const maxCommandLineBytes = 1024 * 1024;
const maxProcesses = 8_192;
const maxDescriptors = 65_536;

/**
 * The processes that listen at the address, as far as this user may look, each once. Linux only. Bounded work, newest
 * processes first.
 */
export async function findListeners(address: LoopbackAddress): Promise<readonly Listener[]> {
  return eachOnce((await readSocketTables()).flatMap((table) => listeningInodes(table, address)));
}

/** The same for a unix socket. */
export async function findUnixListeners(socketPath: string): Promise<readonly Listener[]> {
  const table = Buffer.from(await startOf('/proc/net/unix', maxTableBytes)).toString('utf8');
  return eachOnce(listeningUnixInodes(table, socketPath));
}

async function eachOnce(inodes: readonly string[]): Promise<readonly Listener[]> {
  const holders = await socketHolders(inodes);
  return holders.filter(({ pid }, index) => holders.findIndex((other) => other.pid === pid) === index);
}

/** The text of /proc/net/tcp and tcp6: listening sockets stand first, so a start is enough. */
export async function readSocketTables(): Promise<readonly string[]> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => startOf(path, maxTableBytes)));
  return tables.map((table) => Buffer.from(table).toString('latin1'));
}

/** Who holds these sockets, as far as this user may look; newest processes first. */
export async function socketHolders(inodes: readonly string[]): Promise<readonly Listener[]> {
  if (inodes.length === 0) return [];
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`));
  const pids = (await readdir('/proc')).map(Number).filter((pid) => Number.isInteger(pid) && pid > 0);
  pids.sort((a, b) => b - a);
  const found: Listener[] = [];
  let left = maxDescriptors;
  for (const pid of pids.slice(0, maxProcesses)) {
    const names = (await readdir(`/proc/${pid}/fd`).catch(() => [])).slice(0, left);
    left -= names.length;
    found.push(...(await heldSockets(pid, names, sockets)));
    if (left === 0) break;
  }
  return found;
}

/** The arguments of a process, each ended by NUL. Empty when it is gone. */
export function readCommandLine(pid: number): Promise<Uint8Array> {
  return startOf(`/proc/${pid}/cmdline`, maxCommandLineBytes);
}

async function heldSockets(pid: number, names: readonly string[], sockets: ReadonlySet<string>): Promise<Listener[]> {
  const held: Listener[] = [];
  for (const name of names) {
    const descriptor = `/proc/${pid}/fd/${name}`;
    const socket = await readlink(descriptor).catch(() => '');
    if (sockets.has(socket)) held.push({ pid, descriptor, socket });
  }
  return held;
}

/** Nothing when the file is not there. */
async function startOf(path: string, maxBytes: number): Promise<Uint8Array> {
  return readStart(path, maxBytes).catch(() => new Uint8Array());
}
