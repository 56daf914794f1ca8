import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandExit, StartedCommand } from '../../shared/ports/sources/startedCommand';

const graceMillis = 2_000;
const lookMillis = 50;
const isWindows = process.platform === 'win32';

/**
 * Starts a command line for as long as it is watched. It leads a group of its own, so that a Ctrl+C in the terminal reaches this process
 * alone, which ends the whole group: the shell, the service, its load. Windows has no groups; there it is the tree below the shell.
 */
export function startCommand(command: string, directory: string): StartedCommand {
  const child = spawn(command, {
    cwd: directory,
    shell: true,
    detached: !isWindows,
    // Standard output is for the answer.
    stdio: ['ignore', 2, 2],
    windowsHide: true,
  });
  let exit: CommandExit | null = null;
  child.once('error', (error) => (exit ??= { code: null, failure: error.message }));
  child.once('exit', (code) => (exit ??= { code, failure: null }));
  const { pid } = child;
  if (pid === undefined) return { exit: () => exit, stop: () => Promise.resolve() };
  const guard = endWithThisProcess(pid);
  return {
    exit: () => exit,
    stop: async () => {
      await (isWindows ? endTree(pid) : endGroup(pid));
      guard.dispose();
    },
  };
}

/** What ends this process without leaving it the time to ask: an exit, a second Ctrl+C, a terminal that is closed. */
function endWithThisProcess(pid: number): { dispose(): void } {
  const kill = () => (isWindows ? spawnSync('taskkill', treeOf(pid)) : signalGroup(pid, 'SIGKILL'));
  let asked = false;
  const dieOf = (signal: NodeJS.Signals) => {
    // The first is for whoever ends the watch and reports.
    const isFirst = signal !== 'SIGHUP' && !asked;
    asked = true;
    if (isFirst) return;
    kill();
    dispose();
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const dispose = () => {
    process.off('exit', kill);
    for (const signal of signals) process.off(signal, dieOf);
  };
  process.on('exit', kill);
  for (const signal of signals) process.on(signal, dieOf);
  return { dispose };
}

async function endGroup(pid: number): Promise<void> {
  if (!signalGroup(pid, 'SIGTERM')) return;
  for (let waited = 0; waited < graceMillis; waited += lookMillis) {
    await pause(lookMillis);
    if (!signalGroup(pid, 0)) return;
  }
  signalGroup(pid, 'SIGKILL');
}

/** False where nobody is left in the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Programs without a window cannot be asked there. */
async function endTree(pid: number): Promise<void> {
  const killer = spawn('taskkill', treeOf(pid), { stdio: 'ignore', windowsHide: true });
  await Promise.race([once(killer, 'exit'), pause(graceMillis, undefined, { ref: false })]).catch(() => undefined);
}

function treeOf(pid: number): string[] {
  return ['/pid', String(pid), '/t', '/f'];
}
