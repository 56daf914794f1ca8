import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LeakLensError } from '../shared/errors';
import type { Baseline } from '../shared/finding';
import type { BaselineFolders } from '../shared/watchFiles';
import { privateFolder, readRegularFile, replaceFile } from './durableFile';
import { baselineText, parseBaseline } from './parseBaseline';
import { randomName } from './safeName';
import { errorCode, isMissing, storeError } from './storeError';

const baselineName = 'leaklens-baseline.json';
const maxBytes = 64 * 1024 * 1024;

/** A baseline is one file in a folder of a person's choice, so that other files of a run can lie beside it. */
export const baselineFolders: BaselineFolders = { read, write };

async function read(directory: string): Promise<Baseline | null> {
  const path = join(resolve(directory), baselineName);
  const text = await readIfThere(path);
  if (text === null) return null;
  const baseline = parseBaseline(text);
  if (baseline !== null) return baseline;
  throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'it is no baseline that leaklens wrote' });
}

async function write(directory: string, baseline: Baseline): Promise<string> {
  const folder = resolve(directory);
  const path = join(folder, baselineName);
  try {
    await mkdir(folder, { recursive: true, mode: privateFolder });
    await replaceFile(path, join(folder, `.draft-${randomName()}`), Buffer.from(baselineText(baseline)));
    return path;
  } catch (error) {
    throw storeError(error, path);
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await readRegularFile(path, maxBytes));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    const { detail } = storeError(error, path).problem;
    const kind = isMissing(errorCode(error)) ? 'not-found' : 'unreadable';
    throw new LeakLensError({ kind, subject: path, detail }, error);
  }
}
