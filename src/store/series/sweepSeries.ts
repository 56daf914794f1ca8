import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesInOwnFolder } from '../files/ownFolder';

const abandonedMillis = 60 * 60 * 1000;
/** Points are kept for seven days: a file that nobody appended to for longer has none left. */
const unusedMillis = 8 * 24 * 60 * 60 * 1000;
const maxFiles = 200;

/**
 * Removes half-written files that a killed process left more than an hour ago, series that are out of date as a whole,
 * and the least recently used ones beyond 200.
 */
export async function sweepSeries(root: string, nowMillis: number): Promise<void> {
  const names = await namesInOwnFolder(root);
  for (const { path, mtimeMs } of await filesOf(root, names, /^\.[0-9a-f]+\.tmp$/)) {
    if (nowMillis - mtimeMs > abandonedMillis) await rm(path, { force: true });
  }
  const series = (await filesOf(root, names, /^[^.].*\.jsonl$/)).sort((a, b) => b.mtimeMs - a.mtimeMs);
  for (const [rank, { path, mtimeMs }] of series.entries()) {
    if (rank >= maxFiles || nowMillis - mtimeMs > unusedMillis) await rm(path, { force: true });
  }
}

/** Links and folders are left alone. */
async function filesOf(root: string, names: readonly string[], shape: RegExp) {
  const found: { path: string; mtimeMs: number }[] = [];
  for (const path of names.filter((name) => shape.test(name)).map((name) => join(root, name))) {
    const stat = await lstat(path).catch(() => null);
    if (stat?.isFile() === true) found.push({ path, mtimeMs: stat.mtimeMs });
  }
  return found;
}
