import { join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { Baseline } from '../../shared/model/finding';
import type { BaselineFolders } from '../../shared/ports/watchFiles';
import { checkFolder, draftIn } from '../files/checkFolder';
import { privateFolder, replaceFile } from '../files/durableFile';
import { makeFolders } from '../files/makeFolders';
import { baselineText, parseBaseline } from './parseBaseline';
import { readIfThere } from '../files/readIfThere';
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

async function check(directory: string): Promise<void> {
  const folder = resolve(directory);
  try {
    await checkFolder(folder, privateFolder);
  } catch (error) {
    throw writeError(error, join(folder, baselineName));
  }
}

async function write(directory: string, baseline: Baseline): Promise<string> {
  const folder = resolve(directory);
  const path = join(folder, baselineName);
  try {
    await makeFolders(folder, privateFolder);
    await replaceFile(path, draftIn(folder), Buffer.from(baselineText(baseline)));
    return path;
  } catch (error) {
    throw writeError(error, path);
  }
}
