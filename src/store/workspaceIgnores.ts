import { join, resolve } from 'node:path';
import { LeakLensError } from '../shared/errors';
import type { IgnoreRule } from '../shared/finding';
import { ignoreFileName } from '../shared/ignoreRules';
import type { WorkspaceIgnores } from '../shared/ports';
import { readRegularFile, replaceFile } from './durableFile';
import { ignoreFiles } from './ignoreFile';
import { randomName } from './safeName';
import { storeError } from './storeError';

const maxBytes = 4 * 1024 * 1024;

/** `.leaklens.json` as the editor reads and writes it: the same file that the command line obeys. */
export const workspaceIgnores: WorkspaceIgnores = { read, add };

async function read(folder: string): Promise<readonly IgnoreRule[]> {
  return (await ignoreFiles.nearest(folder))?.rules ?? [];
}

async function add(folder: string, rule: IgnoreRule): Promise<string> {
  const nearest = await ignoreFiles.nearest(folder);
  const path = nearest?.path ?? join(resolve(folder), ignoreFileName);
  try {
    const whole = nearest === null ? {} : await readWhole(path);
    const ignore = [...(nearest?.rules ?? []).filter(({ id }) => id !== rule.id), rule].map(toEntry);
    const text = `${JSON.stringify({ ...whole, ignore }, undefined, 2)}\n`;
    await replaceFile(path, `${path}.${randomName()}.tmp`, Buffer.from(text));
    return path;
  } catch (error) {
    throw storeError(error, path);
  }
}

/** Other programs may keep things of their own in the file. */
async function readWhole(path: string): Promise<object> {
  const whole: unknown = JSON.parse((await readRegularFile(path, maxBytes)).toString('utf8'));
  if (typeof whole === 'object' && whole !== null) return whole;
  throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'not an object' });
}

function toEntry({ id, reason, until }: IgnoreRule) {
  return until === null ? { id, reason } : { id, reason, until };
}
