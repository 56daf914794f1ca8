import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesInOwnFolder } from './ownFolder';

const abandonedMillis = 60 * 60 * 1000;

/** Removes what a killed process left behind more than an hour ago. Younger drafts may be another window's. */
export async function sweepAbandoned(root: string, nowMillis: number): Promise<void> {
  const hidden = (await namesInOwnFolder(root)).filter((name) => /^\.(draft|trash)-/.test(name));
  for (const name of hidden) {
    const path = join(root, name);
    const stat = await lstat(path).catch(() => null);
    if (stat === null || nowMillis - stat.mtimeMs < abandonedMillis) continue;
    await rm(path, { recursive: true, force: true });
  }
}
