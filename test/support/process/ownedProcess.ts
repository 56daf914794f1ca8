// Processes that cannot outlive the script that started them: see keeper.ts for how.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';

/** What the keeper is told, as JSON in its first argument. */
export interface KeptCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Absolute paths of folders to delete once the command and its children have ended. */
  readonly removeAfter: readonly string[];
}

export interface OwnedProcessOptions {
  readonly cwd?: string;
  /** Replaces the whole environment; ours is inherited without it. */
  readonly env?: NodeJS.ProcessEnv;
  readonly removeAfter?: readonly string[];
}

export interface OwnedProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The exit code, once the command, its children and its throw-away folders are gone. Never rejects. */
  readonly exited: Promise<number>;
  /** Ends the command and its children, and resolves when they have ended. */
  stop(): Promise<void>;
}

/** Starts a command in a process group of its own, which ends with this process, however this process ends. */
export function startOwned(
  command: string,
  commandArguments: readonly string[],
  options: OwnedProcessOptions = {},
): OwnedProcess {
  const kept: KeptCommand = { command, arguments: commandArguments, removeAfter: options.removeAfter ?? [] };
  const keeper = spawn(process.execPath, [resolve(import.meta.dirname, 'keeper.ts'), JSON.stringify(kept)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  // Closing the pipe of a keeper that has just ended by itself is not an error worth telling.
  keeper.stdin.on('error', () => undefined);
  const exited = new Promise<number>((settle) => {
    keeper.once('error', () => settle(127));
    keeper.once('close', (code) => settle(code ?? 1));
    // An escaped grandchild may hold the output open: its silence is not waited for.
    keeper.once('exit', (code) => setTimeout(() => settle(code ?? 1), 1_000).unref());
  });
  return {
    stdout: keeper.stdout,
    stderr: keeper.stderr,
    exited,
    stop: async () => {
      keeper.stdin.end();
      await exited;
    },
  };
}
