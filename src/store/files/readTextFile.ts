import { FileRefusal } from '../../disk/fileRefusal';
import { readRegularFile, type ReadRules } from '../../disk/readRegularFile';
import { LeakLensError } from '../../shared/model/errors';
import { storeError } from './storeError';

/**
 * The text of a file, without a byte order mark, as an editor shows it; bytes that are no UTF-8 become U+FFFD. Links are
 * followed as far as `allows` lets them; what is no regular file is not read.
 * @throws LeakLensError `not-found`, `too-large`, `store`
 */
export async function readTextFile(
  path: string,
  maxBytes: number,
  allows?: NonNullable<ReadRules['allows']>,
): Promise<string> {
  try {
    const bytes = await readRegularFile(path, { maxBytes, ...(allows !== undefined && { allows }) });
    return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof FileRefusal && error.fault === 'too-large')
      throw new LeakLensError({ kind: 'too-large', subject: path, detail: error.message, limit: maxBytes }, error);
    throw storeError(error, path);
  }
}
