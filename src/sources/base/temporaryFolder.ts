import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { lstat, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** What the folder is for, as its name says to whoever finds it. */
type Purpose = 'door' | 'grf' | 'holders' | 'profiles' | 'test';

let cleared: Promise<void> | null = null;

/**
 * Makes a folder below the system's for temporary files, which `mkdtemp` makes its owner's alone. Its name says which process removes it, so that
 * another can when that was killed: before the first, what others have left is removed. @returns where it really lies
 */
export async function makeTemporaryFolder(purpose: Purpose): Promise<string> {
  await (cleared ??= removeLeftFolders());
  return realpath(await mkdtemp(join(tmpdir(), `leaklens-${purpose}-${processSpace()}-${String(process.pid)}-`)));
}

/** Removes what processes of ours have left that were killed, which leaves them no time to. Never rejects: what cannot be removed stays. */
export async function removeLeftFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  await Promise.all(names.filter(isLeft).map((name) => removeOwn(join(tmpdir(), name))));
}

function isLeft(name: string): boolean {
  const [, space, pid] = /^leaklens-[a-z]+-([0-9a-f]{8})-(\d+)-\w{6}$/.exec(name) ?? [];
  return space === processSpace() && pid !== undefined && !isAlive(Number(pid));
}

/** Anybody may leave something of that name there. */
async function removeOwn(path: string): Promise<void> {
  try {
    const found = await lstat(path);
    const isOwn = process.getuid === undefined || found.uid === process.getuid();
    if (found.isDirectory() && isOwn) await rm(path, { recursive: true, force: true });
  } catch {
    // Gone meanwhile, or in use by a program that was left running.
  }
}

/** Of another person, too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Where a number of a process means the same: a container may share the folder, and has processes of its own (pid_namespaces(7)). */
function processSpace(): string {
  return createHash('sha256').update(`${hostname()}\0${pidNamespace()}`).digest('hex').slice(0, 8);
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
