import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { Baseline } from '../../shared/model/finding';
import type { BaselineFolders } from '../../shared/ports/watchFiles';
import { privateFolder, replaceFile, writeNewFile } from '../files/durableFile';
import { makeFolders, removeFolders } from '../files/makeFolders';
import { baselineText, parseBaseline } from './parseBaseline';
import { readIfThere } from '../files/readIfThere';
import { randomName } from '../files/safeName';
import { writeError } from '../files/storeError';

const baselineName = 'leaklens-baseline.json';
const maxBytes = 64 * 1024 * 1024;

/** A baseline is one file in a folder of a person's choice, so that other files of a run can lie beside it. */
export const baselineFolders: BaselineFolders = { read, check, write };

async function read(directory: string): Promise<Baseline | null> {
  const path = join(resolve(directory), baselineName);
  const text = await readIfThere(path, maxBytes);
  if (text === null) return null;
  const baseline = parseBaseline(text);
  if (baseline !== null) return baseline;
  throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'it is no baseline that leaklens wrote' });
}

/** Whether a file can be made there, only making one tells: permissions, quotas and special file systems say no in their own ways. */
async function check(directory: string): Promise<void> {
  const folder = resolve(directory);
  try {
    const made = await makeFolders(folder, privateFolder);
    const draft = join(folder, `.draft-${randomName()}`);
    try {
      await writeNewFile(draft, Buffer.from('leaklens'));
    } finally {
      await rm(draft, { force: true });
      await removeFolders(made);
    }
  } catch (error) {
    throw writeError(error, join(folder, baselineName));
  }
}

async function write(directory: string, baseline: Baseline): Promise<string> {
  const folder = resolve(directory);
  const path = join(folder, baselineName);
  try {
    await makeFolders(folder, privateFolder);
    await replaceFile(path, join(folder, `.draft-${randomName()}`), Buffer.from(baselineText(baseline)));
    return path;
  } catch (error) {
    throw writeError(error, path);
  }
}
