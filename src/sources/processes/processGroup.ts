import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { endWithThisProcess } from './endWithThisProcess';

const graceMillis = 2_000;
const lookMillis = 50;
const isWindows = process.platform === 'win32';

/** Whether a program can be started as the leader of a group (`detached`). Windows has none. */
export const leadsGroup = !isWindows;

/** A program that was started as the leader of a group, with all that it has started; on Windows, the tree below it. */
export interface ProcessGroup {
  /** Asks them to end, and insists two seconds later. Never rejects. */
  end(): Promise<void>;
}

/** From now on the group ends with this process at the latest. */
export function ownGroup(pid: number): ProcessGroup {
  const kill = () => (isWindows ? spawnSync('taskkill', treeOf(pid)) : signalGroup(pid, 'SIGKILL'));
  const guard = endWithThisProcess(kill);
  return {
    end: async () => {
      await (isWindows ? endTree(pid) : endGroup(pid));
      guard.dispose();
    },
  };
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
