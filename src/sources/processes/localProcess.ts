import { readlink, stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { basename } from 'node:path';
import { readStart } from '../../disk/readStart';
import type { BuildInfo } from '../../shared/model/process/buildInfo';
import type { MemoryLimit } from '../../shared/model/series/outlook';
import { cgroupMemoryLimit } from './cgroupLimit';
import { readBuildInfo } from '../binary/readBuildInfo';
import { findListeners, findUnixListeners, readCommandLine } from './findListeners';
import type { Listener } from './findListeners';
import { loopbackAddress } from './listeningSocket';
import { imageOf } from './executableOf';
import { isCoveredForm } from '../secrets/coverForms';
import { unixAddress } from '../../shared/base/addresses/unixAddress';

/** The process behind a target, where it runs on this machine. */
export interface LocalProcess {
  /** Its number; null where it cannot be told for certain. Never throws. */
  processId(): Promise<number | null>;
  /** Resident set size in bytes; null where it cannot be told for certain. Never throws. */
  residentBytes(): Promise<number | null>;
  /** How its program was built; null where it cannot be told for certain. Read once for each process. Never throws. */
  buildInfo(): Promise<BuildInfo | null>;
  /** When its program was written, ms since 1970; null where it cannot be told for certain. Never throws. */
  builtAtMillis(): Promise<number | null>;
  /** What limits its memory: its cgroup, and this machine; none where it is not surely a process of this machine. Never throws. */
  memoryLimits(): Promise<readonly MemoryLimit[]>;
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
 * Finds the process that listens at the target's port, its resident set size and its build. Works on Linux for loopback
 * addresses and unix sockets. The listener may be a tunnel to a service elsewhere (`kubectl port-forward`, `ssh -L`, a container's
 * proxy), so its command line is compared with the one the service itself tells.
 */
export function createLocalProcess(options: LocalProcessOptions): LocalProcess {
  const search = process.platform === 'linux' ? searchFor(options.url) : null;
  if (search === null) return unknownProcess;
  const now = options.now ?? (() => performance.now());
  let found: Listener | null = null;
  let built: { readonly of: Listener; readonly info: Promise<BuildInfo | null> } | null = null;
  let nextSearchAt = -Infinity;
  let searching: Promise<Listener | null> | null = null;

  const look = async () => {
    if (found !== null && !(await stillListens(found))) found = null;
    if (found === null) {
      if (now() < nextSearchAt) return null;
      nextSearchAt = now() + searchPauseMillis;
      found = await choose(await search(), options);
      if (found !== null) nextSearchAt = -Infinity;
    }
    return found;
  };
  const find = () => {
    searching ??= look()
      .catch(() => null)
      .finally(() => (searching = null));
    return searching;
  };
  return {
    async processId() {
      return (await find())?.pid ?? null;
    },
    async residentBytes() {
      const listener = await find();
      return listener === null ? null : readResidentBytes(listener.pid).catch(() => null);
    },
    async buildInfo() {
      const listener = await find();
      if (listener === null) return null;
      if (built?.of !== listener) built = { of: listener, info: readBuildInfo(imageOf(listener.pid)) };
      return built.info;
    },
    async builtAtMillis() {
      const listener = await find();
      return listener === null ? null : readWritten(imageOf(listener.pid)).catch(() => null);
    },
    async memoryLimits() {
      const listener = await find();
      if (listener === null) return [];
      const bytes = await cgroupMemoryLimit(listener.pid).catch(() => null);
      const machine: MemoryLimit = { bytes: totalmem(), origin: 'machine' };
      return bytes === null ? [machine] : [{ bytes, origin: 'cgroup' }, machine];
    },
  };
}

const unknownProcess: LocalProcess = {
  processId: () => Promise.resolve(null),
  residentBytes: () => Promise.resolve(null),
  buildInfo: () => Promise.resolve(null),
  builtAtMillis: () => Promise.resolve(null),
  memoryLimits: () => Promise.resolve([]),
};

/** How to find who listens at a URL; null where that is not on this machine. */
function searchFor(url: string): (() => Promise<readonly Listener[]>) | null {
  const unix = unixAddress(new URL(url));
  if (unix !== null) return () => findUnixListeners(unix.socketPath);
  const address = loopbackAddress(url);
  return address === null ? null : () => findListeners(address);
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
  const plain = (bytes: Uint8Array) => bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  // A service may have been started with the very token that it asks for: that has been covered in what it told.
  return isCoveredForm(plain(told), plain(own));
}

/** A socket's inode is never reused while it lives, so this also notices a pid that went to another process. */
async function stillListens(listener: Listener): Promise<boolean> {
  return (await readlink(listener.descriptor).catch(() => '')) === listener.socket;
}

/** Builds that are to be the same bytes everywhere are dated long before there was Go: Nix 1970, zip files 1980. */
const earliestMillis = Date.UTC(2009, 0);

async function readWritten(image: string): Promise<number | null> {
  const { mtimeMs } = await stat(image);
  return mtimeMs < earliestMillis ? null : mtimeMs;
}

const maxStatusBytes = 64 * 1024;

/** `VmRSS` of /proc/PID/status is in kB of 1024 bytes, so the page size need not be known (man 5 proc). */
async function readResidentBytes(pid: number): Promise<number | null> {
  const status = (await readStart(`/proc/${pid}/status`, maxStatusBytes)).toString('utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
