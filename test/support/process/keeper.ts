// Runs one command and ends it, with everything that it started, when whoever started this script is gone.
//
//   node keeper.ts '{"command": "…", "arguments": ["…"], "removeAfter": ["…"]}'
//
// The only tie that a SIGKILL of the parent cannot skip is a pipe that the kernel closes: standard input. The command
// gets a process group of its own, so that its grandchildren are reached by one signal.
import { spawn, spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import process from 'node:process';
import type { KeptCommand } from './ownedProcess.ts';

const graceMillis = 2_000;
const isWindows = process.platform === 'win32';

const kept = JSON.parse(process.argv[2] ?? '{}') as KeptCommand;
const child = spawn(kept.command, kept.arguments, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: !isWindows,
  windowsHide: true,
});

function signalAll(signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is empty: nothing is left to end.
  }
}

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  signalAll('SIGTERM');
  setTimeout(() => signalAll('SIGKILL'), graceMillis).unref();
}

async function finish(code: number): Promise<void> {
  signalAll('SIGKILL');
  for (const folder of kept.removeAfter) {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  process.exit(code);
}

process.stdin.on('end', stop).on('error', stop).resume();
process.on('SIGTERM', stop);
// A terminal's Ctrl-C is the parent's to answer; the parent closes the pipe when it has.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
// The parent may have closed its ends of the output pipes: what could not be said must not stop the clearing up.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
child.on('error', (error) => {
  process.stderr.write(`${kept.command} did not start: ${error.message}\n`);
  void finish(127);
});
child.on('exit', (code) => {
  void finish(code ?? 1);
});
