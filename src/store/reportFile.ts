import { dirname, resolve } from 'node:path';
import type { ReportFiles } from '../shared/ports/reportFiles';
import { checkFolder, draftIn } from './files/checkFolder';
import { replaceFile } from './files/durableFile';
import { makeFolders } from './files/makeFolders';
import { writeError } from './files/storeError';

/** As a shell makes the file behind `>`: who may read it is what the person's umask says. */
const usualFile = 0o666;

/** Reports for other programs, where a person wants them. */
export const reportFiles: ReportFiles = { check, write };

async function check(path: string): Promise<void> {
  const whole = resolve(path);
  try {
    await checkFolder(dirname(whole));
  } catch (error) {
    throw writeError(error, whole);
  }
}

async function write(path: string, text: string): Promise<void> {
  const whole = resolve(path);
  try {
    await makeFolders(dirname(whole));
    await replaceFile(whole, draftIn(dirname(whole)), Buffer.from(text), usualFile);
  } catch (error) {
    throw writeError(error, whole);
  }
}
