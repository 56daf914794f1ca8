import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { LeakLensError } from '../../shared/model/errors';
import type { LocalTargetFinder } from '../../shared/ports/sources/localTargetFinder';
import type { LocalTarget } from '../../shared/model/target/localTarget';
import { isLoopbackHost } from '../../shared/base/addresses/loopback';
import { readBuildInfo } from '../binary/readBuildInfo';
import { readCommandLine, readSocketTables, socketHolders } from './findListeners';
import { listeningSockets } from './listeningSocket';
import { printable } from '../base/printable';
import { imageOf } from './executableOf';
import { lsofListeners } from './lsofListeners';
import type { NamedListener } from './lsofListeners';

const maxTargets = 200;
const maxCommandCharacters = 300;

/** Finds what listens on this machine: on Linux in /proc, elsewhere by `lsof`, on Windows nothing. */
export function createLocalTargetFinder(): LocalTargetFinder {
  return { find };
}

async function find(signal: AbortSignal): Promise<readonly LocalTarget[]> {
  const listeners = process.platform === 'linux' ? await procListeners() : await lsofListeners(signal);
  const programs = new Map<number, LocalTarget['program']>();
  const targets: LocalTarget[] = [];
  // One after the other: each program is opened, and a part of it read.
  for (const listener of onePerPort(listeners).slice(0, maxTargets)) {
    if (signal.aborted) break;
    const program = programs.get(listener.pid) ?? (await programOf(listener.pid));
    programs.set(listener.pid, program);
    targets.push(toTarget(listener, program));
  }
  if (signal.aborted) {
    throw new LeakLensError({ kind: 'cancelled', subject: 'processes of this machine', detail: 'cancelled' });
  }
  const rank = { go: 0, unknown: 1, other: 2 } as const;
  return targets.sort((a, b) => rank[a.program] - rank[b.program] || a.port - b.port || a.pid - b.pid);
}

async function procListeners(): Promise<readonly NamedListener[]> {
  const sockets = (await readSocketTables()).flatMap((table) => listeningSockets(table));
  const holders = await socketHolders(sockets.map(({ inode }) => inode));
  const taken = new Set<string>();
  const listeners: NamedListener[] = [];
  // A socket that was handed on is held by both; the newest process, which comes first, is the one that serves it.
  for (const { pid, socket } of holders) {
    const found = taken.has(socket) ? undefined : sockets.find(({ inode }) => socket === `socket:[${inode}]`);
    taken.add(socket);
    if (found === undefined) continue;
    const words = Buffer.from(await readCommandLine(pid)).toString('utf8');
    listeners.push({ pid, host: found.host, port: found.port, commandLine: words.replaceAll('\0', ' ') });
  }
  return listeners;
}

/** A process may listen at one port in several ways: the one that this machine reaches as localhost is named. */
function onePerPort(listeners: readonly NamedListener[]): readonly NamedListener[] {
  const chosen = new Map<string, NamedListener>();
  for (const listener of listeners) {
    const key = `${listener.pid} ${listener.port}`;
    if (!chosen.has(key) || isLocal(listener.host)) chosen.set(key, listener);
  }
  return [...chosen.values()];
}

function toTarget({ pid, host, port, commandLine }: NamedListener, program: LocalTarget['program']): LocalTarget {
  const address = host.includes(':') ? `[${host}]` : host;
  return {
    pid,
    host,
    port,
    url: `http://${isLocal(host) ? 'localhost' : address}:${port}`,
    commandLine: printable(commandLine, maxCommandCharacters),
    program,
  };
}

/** Reached as localhost; 127.0.0.2 is not. */
function isLocal(host: string): boolean {
  return host === '*' || host === '127.0.0.1' || (isLoopbackHost(host) && !host.startsWith('127.'));
}

async function programOf(pid: number): Promise<LocalTarget['program']> {
  if (process.platform !== 'linux') return 'unknown';
  const image = imageOf(pid);
  if ((await readBuildInfo(image)) !== null) return 'go';
  return (await canRead(image)) ? 'other' : 'unknown';
}

async function canRead(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
