import { lstat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import { ignoreFileName, parseIgnoreRules } from '../../shared/base/ignoreRules';
import type { IgnoreFile, IgnoreFiles } from '../../shared/ports/watchFiles';
import { readIfThere } from '../files/readIfThere';

const maxBytes = 4 * 1024 * 1024;

/** Deeper than any folder a person made. */
const maxParents = 256;

export const ignoreFiles: IgnoreFiles = { nearest };

async function nearest(directory: string): Promise<IgnoreFile | null> {
  let folder = resolve(directory);
  for (let step = 0; step < maxParents; step += 1) {
    const found = await readIn(folder);
    const parent = dirname(folder);
    if (found !== null || parent === folder || (await exists(join(folder, '.git')))) return found;
    folder = parent;
  }
  return null;
}

async function readIn(folder: string): Promise<IgnoreFile | null> {
  const path = join(folder, ignoreFileName);
  const text = await readIfThere(path, maxBytes);
  if (text === null) return null;
  const parsed = parseIgnoreRules(text);
  if (!parsed.ok) throw new LeakLensError({ kind: 'unreadable', subject: path, detail: parsed.fault });
  return { path, rules: parsed.rules };
}

/** `.git` is a folder, or a file in a worktree. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
