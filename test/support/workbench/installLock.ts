// One installer at a time: a file that only one process can create, with the id of that process in it.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

const pollMillis = 250;

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function tryCreate(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** An owner that died leaves its file; one that is about to write its id leaves it empty for a moment. */
async function isAbandoned(file: string): Promise<boolean> {
  const owner = await readFile(file, 'utf8').catch(() => '');
  return owner !== '' && !isRunning(Number(owner));
}

/**
 * Runs `work` while holding `file`. Waits as long as a living process holds it. Two that take over an abandoned lock
 * in the same instant may both go on, which costs a download but breaks nothing: what is installed is renamed into place.
 */
export async function withInstallLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  for (let attempts = 0; !(await tryCreate(file)); attempts += 1) {
    if (await isAbandoned(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (attempts === 0) onWait();
    await delay(pollMillis);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
