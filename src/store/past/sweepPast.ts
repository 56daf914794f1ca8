import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { namesInOwnFolder } from '../files/ownFolder';
import { isTargetId } from '../files/safeName';

/** Moments are kept for seven days: a target of which none was added for longer has none left. */
const unusedMillis = 8 * 24 * 60 * 60 * 1000;
const maxTargets = 50;

/** Removes the past of targets that nobody follows any more, and that of the least recently followed ones beyond 50. */
export async function sweepPast(
  root: string,
  nowMillis: number,
  remove: (path: string) => Promise<void>,
): Promise<void> {
  const paths = (await namesInOwnFolder(root)).filter(isTargetId).map((name) => join(root, name));
  const stats = await Promise.all(paths.map(async (path) => ({ path, stat: await lstat(path).catch(() => null) })));
  const folders = stats.flatMap(({ path, stat }) => (stat?.isDirectory() === true ? [{ path, at: stat.mtimeMs }] : []));
  for (const [rank, { path, at }] of folders.sort((a, b) => b.at - a.at).entries()) {
    if (rank >= maxTargets || nowMillis - at > unusedMillis) await remove(path);
  }
}
