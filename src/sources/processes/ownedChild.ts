import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { homedir } from 'node:os';
import type { Readable } from 'node:stream';
import type { Disposable } from '../../shared/disposable';

export type OwnedProcess = ChildProcessByStdio<null, Readable, Readable>;

/** A started program that ends with this process at the latest. Disposing asks it to end, and insists two seconds later. */
export interface OwnedChild extends Disposable {
  readonly process: OwnedProcess;
  /** Resolves when it has ended and said everything. Never rejects. */
  readonly ended: Promise<ChildExit>;
}

export interface ChildExit {
  /** Null when a signal ended it, or when it could not be started. */
  readonly code: number | null;
  /** Why it could not be started. */
  readonly failure: string | null;
}

const graceMillis = 2_000;
const running = new Set<OwnedProcess>();

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a program without a shell, with nothing to read, in the home folder. @param program absolute path */
export function startChild(program: string, args: readonly string[]): OwnedChild {
  const child = spawn(program, args, { cwd: homedir(), stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  if (running.size === 0) process.on('exit', killAll);
  running.add(child);
  let insisting: NodeJS.Timeout | undefined;
  const ended = new Promise<ChildExit>((resolve) => {
    const end = (exit: ChildExit) => {
      clearTimeout(insisting);
      running.delete(child);
      if (running.size === 0) process.off('exit', killAll);
      resolve(exit);
    };
    child.once('error', (error) => end({ code: null, failure: error.message }));
    child.once('close', (code) => end({ code, failure: null }));
  });
  const dispose = () => {
    if (!running.has(child) || insisting !== undefined) return;
    child.kill('SIGTERM');
    insisting = setTimeout(() => child.kill('SIGKILL'), graceMillis);
  };
  return { process: child, ended, dispose };
}
