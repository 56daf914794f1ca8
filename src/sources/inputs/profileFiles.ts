import { stat } from 'node:fs/promises';
import { FileRefusal } from '../../disk/fileRefusal';
import { readRegularFile } from '../../disk/readRegularFile';
import { LeakLensError } from '../../shared/model/errors';
import type { ProfileFiles } from '../../shared/ports/sources/profileFiles';

/** Profiles on disk, for an editor: a pipe, on which it would wait, is none. */
export const profileFiles: ProfileFiles = { read, stamp };

async function read(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    return await readRegularFile(path, { maxBytes });
  } catch (error) {
    throw new LeakLensError({ kind: kindOf(error), subject: path, detail: detailOf(error) }, error);
  }
}

async function stamp(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : `${String(found.mtimeMs)} ${String(found.size)}`;
}

function kindOf(error: unknown): 'too-large' | 'not-found' | 'unreadable' {
  if (error instanceof FileRefusal && error.fault === 'too-large') return 'too-large';
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'not-found' : 'unreadable';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function detailOf(error: unknown): string {
  return codeOf(error) !== '' ? codeOf(error) : error instanceof Error ? error.message : String(error);
}
