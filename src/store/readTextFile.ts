import { readFile, stat } from 'node:fs/promises';
import { LeakLensError } from '../shared/errors';
import { storeError } from './storeError';

/**
 * The text of a file, without a byte order mark, as an editor shows it; bytes that are no UTF-8 become U+FFFD.
 * @throws LeakLensError `not-found`, `too-large`, `store`
 */
export async function readTextFile(path: string, maxBytes: number): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) {
      const detail = `${size} bytes, more than ${maxBytes}`;
      throw new LeakLensError({ kind: 'too-large', subject: path, detail, limit: maxBytes });
    }
    return new TextDecoder().decode(await readFile(path));
  } catch (error) {
    throw storeError(error, path);
  }
}
