import { readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { findListeners, readCommandLine } from './findListeners';
import type { Listener } from './findListeners';
import { loopbackAddress } from './listeningSocket';

/** The process behind a target, where it runs on this machine. */
export interface LocalProcess {
  /** Resident set size in bytes; null where it cannot be told for certain. Never throws. */
  residentBytes(): Promise<number | null>;
}

export interface LocalProcessOptions {
  /** Base URL of the target. */
  readonly url: string;
  /** What the process at the URL says its arguments are, joined by NUL; null when it does not say. */
  readonly commandLine: () => Promise<Uint8Array | null>;
  /** ms on any clock that only rises. */
  readonly now?: () => number;
}

/** Looking at every process costs: after a search in vain the next waits this long. */
const searchPauseMillis = 30_000;

/** Programs that listen in place of the service: what they hold in memory says nothing about it. */
const forwarders: ReadonlySet<string> = new Set([
  'code',
  'docker-proxy',
  'electron',
  'haproxy',
  'kubectl',
  'nginx',
  'node',
  'rootlessport',
  'socat',
  'ssh',
  'sshd',
]);

/**
 * Finds the process that listens at the target's port and reads its resident set size. Works on Linux for loopback
 * addresses. The listener may be a tunnel to a service elsewhere (`kubectl port-forward`, `ssh -L`, a container's
 * proxy), so its command line is compared with the one the service itself tells.
 */
export function createLocalProcess(options: LocalProcessOptions): LocalProcess {
  const address = process.platform === 'linux' ? loopbackAddress(options.url) : null;
  if (address === null) return { residentBytes: () => Promise.resolve(null) };
  const now = options.now ?? (() => performance.now());
  let found: Listener | null = null;
  let nextSearchAt = -Infinity;
  let running: Promise<number | null> | null = null;

  const look = async () => {
    if (found !== null && !(await stillListens(found))) found = null;
    if (found === null) {
      if (now() < nextSearchAt) return null;
      nextSearchAt = now() + searchPauseMillis;
      found = await choose(await findListeners(address), options);
      if (found !== null) nextSearchAt = -Infinity;
    }
    return found === null ? null : readResidentBytes(found.pid);
  };
  const residentBytes = () => {
    running ??= look()
      .catch(() => null)
      .finally(() => (running = null));
    return running;
  };
  return { residentBytes };
}

/** The one process that is surely the service; none when several could be. */
async function choose(listeners: readonly Listener[], options: LocalProcessOptions): Promise<Listener | null> {
  if (listeners.length === 0) return null;
  const told = await options.commandLine();
  const sure = await filterAsync(listeners, async ({ pid }) =>
    told === null ? !(await isForwarder(pid)) : sameArguments(told, await readCommandLine(pid)),
  );
  const [only, ...others] = sure;
  return others.length === 0 ? (only ?? null) : null;
}

async function filterAsync<T>(items: readonly T[], keep: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index] === true);
}

/** By the program's file, not by `comm`, which programs change: Node calls itself `MainThread`. */
async function isForwarder(pid: number): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`);
  return forwarders.has(basename(program.replace(/ \(deleted\)$/, '')));
}

function sameArguments(told: Uint8Array, own: Uint8Array): boolean {
  const plain = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').replace(/\0+$/, '');
  return plain(told) === plain(own);
}

/** A socket's inode is never reused while it lives, so this also notices a pid that went to another process. */
async function stillListens(listener: Listener): Promise<boolean> {
  return (await readlink(listener.descriptor).catch(() => '')) === listener.socket;
}

/** `VmRSS` of /proc/PID/status is in kB of 1024 bytes, so the page size need not be known (man 5 proc). */
async function readResidentBytes(pid: number): Promise<number | null> {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
