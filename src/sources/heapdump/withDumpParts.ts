import { FileRefusal } from '../../disk/fileRefusal';
import { withParts } from '../../disk/readParts';
import { LeakLensError } from '../../shared/model/errors';
import type { ReadPart } from '../../shared/model/go/heapDump';

/** Runs `use` with what reads parts of a dump. @throws LeakLensError `not-found`, `unreadable`; what `use` throws */
export function withDumpParts<T>(path: string, use: (read: ReadPart) => T): Promise<T> {
  return problemsOfDump(path, () => withParts(path, use));
}

/** What the file system says of a dump, as a problem of that file. */
export async function problemsOfDump<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof FileRefusal || code !== '') {
      const detail = error instanceof Error && code === '' ? error.message : code;
      throw new LeakLensError({ kind: code === 'ENOENT' ? 'not-found' : 'unreadable', subject: path, detail }, error);
    }
    throw error;
  }
}
