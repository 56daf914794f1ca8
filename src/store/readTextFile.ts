import { constants, open } from 'node:fs/promises';
import { LeakLensError } from '../shared/errors';
import { storeError } from './storeError';

/** A pipe or device in a workspace must not keep the engine waiting. Windows lacks the flag: there it is undefined, and `|` takes that as 0. */
const readNow = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * The text of a file, without a byte order mark, as an editor shows it; bytes that are no UTF-8 become U+FFFD. Links are
 * followed; what is no regular file is not read.
 * @throws LeakLensError `not-found`, `too-large`, `store`
 */
export async function readTextFile(path: string, maxBytes: number): Promise<string> {
  try {
    const handle = await open(path, readNow);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new Error('not a file');
      if (stat.size > maxBytes) throw tooLarge(path, stat.size, maxBytes);
      return new TextDecoder().decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw storeError(error, path);
  }
}

function tooLarge(path: string, bytes: number, limit: number): LeakLensError {
  const detail = `${String(bytes)} bytes, more than ${String(limit)}`;
  return new LeakLensError({ kind: 'too-large', subject: path, detail, limit });
}
