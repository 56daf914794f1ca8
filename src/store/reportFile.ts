import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ReportFiles } from '../shared/ports/reportFiles';
import { replaceFile, writeNewFile } from './files/durableFile';
import { makeFolders, removeFolders } from './files/makeFolders';
import { randomName } from './files/safeName';
import { writeError } from './files/storeError';

/** As a shell makes the file behind `>`: who may read it is what the person's umask says. */
const usualFile = 0o666;

/** Reports for other programs, where a person wants them. */
export const reportFiles: ReportFiles = { check, write };

/** Whether a file can be made there, only making one tells. */
async function check(path: string): Promise<void> {
  const whole = resolve(path);
  try {
    const made = await makeFolders(dirname(whole));
    const draft = draftBeside(whole);
    try {
      await writeNewFile(draft, Buffer.from('leaklens'));
    } finally {
      await rm(draft, { force: true });
      await removeFolders(made);
    }
  } catch (error) {
    throw writeError(error, whole);
  }
}

async function write(path: string, text: string): Promise<void> {
  const whole = resolve(path);
  try {
    await makeFolders(dirname(whole));
    await replaceFile(whole, draftBeside(whole), Buffer.from(text), usualFile);
  } catch (error) {
    throw writeError(error, whole);
  }
}

function draftBeside(path: string): string {
  return join(dirname(path), `.draft-${randomName()}`);
}
