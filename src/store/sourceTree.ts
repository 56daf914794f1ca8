import { stat } from 'node:fs/promises';
import { LeakLensError } from '../shared/errors';
import type { SourceTree } from '../shared/ports';
import { findGoFolders } from './findGoFolders';
import { findModules, findSourceFolders } from './findModules';
import { listGoFiles } from './listGoFiles';
import { readTextFile } from './readTextFile';

/**
 * The workspace's files, as path resolution needs them. Nothing is remembered: files come and go while a person
 * works.
 */
export function createSourceTree(): SourceTree {
  return {
    findModules: (folders) => findModules(folders),
    findSourceFolders: (folders) => findSourceFolders(folders),
    findGoFolders: () => findGoFolders(),
    isFile,
    readText,
    savedAtMillis,
    goFiles: (directory) => listGoFiles(directory),
  };
}

/** A link to a file counts: that is how some build tools lay out their sources. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function savedAtMillis(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

const maxSourceBytes = 8 * 1024 * 1024;

/** @throws LeakLensError `not-found`, also for a folder; `too-large` above 8 MB */
async function readText(path: string): Promise<string> {
  if (!(await isFile(path)))
    throw new LeakLensError({ kind: 'not-found', subject: path, detail: 'there is no such file' });
  return readTextFile(path, maxSourceBytes);
}
