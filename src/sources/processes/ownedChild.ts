import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { homedir } from 'node:os';
import type { Readable } from 'node:stream';
import type { Disposable } from '../../shared/base/disposable';
import { endWithThisProcess } from './endWithThisProcess';
import { withAbsolutePath } from './programPath';

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
/** After what is in the pipes has been read. */
function silence({ stdout, stderr }: OwnedProcess): void {
  setImmediate(() => {
    stdout.destroy();
    stderr.destroy();
  });
}

/**
 * Starts a program without a shell, with nothing to read, in the home folder unless another is named. What it looks for on its PATH is found in absolute
 * folders alone, as it was itself.
 * @param program absolute path
 */
export function startChild(
  program: string,
  args: readonly string[],
  environment = process.env,
  directory = homedir(),
): OwnedChild {
  const env = withAbsolutePath(environment);
  const child = spawn(program, args, { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const guard = endWithThisProcess(() => child.kill('SIGKILL'));
  let isRunning = true;
  let insisting: NodeJS.Timeout | undefined;
  let draining: NodeJS.Timeout | undefined;
  const ended = new Promise<ChildExit>((resolve) => {
    const end = (exit: ChildExit) => {
      clearTimeout(insisting);
      clearTimeout(draining);
      isRunning = false;
      guard.dispose();
      resolve(exit);
    };
    child.once('error', (error) => end({ code: null, failure: error.message }));
    // What it has started itself may hold its output open for long after its own end, as a plugin that waits for a login does.
    child.once('exit', () => (draining = setTimeout(() => silence(child), graceMillis)));
    child.once('close', (code) => end({ code, failure: null }));
  });
  const dispose = () => {
    if (!isRunning || insisting !== undefined) return;
    child.kill('SIGTERM');
    insisting = setTimeout(() => child.kill('SIGKILL'), graceMillis);
  };
  return { process: child, ended, dispose };
}
