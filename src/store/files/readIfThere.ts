import { LeakLensError } from '../../shared/model/errors';
import { readUnlinked } from './readUnlinked';
import { errorCode, isMissing, storeError } from './storeError';

/** The text of a file of the person's; null when there is none. @throws LeakLensError `unreadable` */
export async function readIfThere(path: string, maxBytes: number): Promise<string | null> {
  try {
    return new TextDecoder().decode(await readUnlinked(path, maxBytes));
  } catch (error) {
    if (isMissing(errorCode(error))) return null;
    const { detail } = storeError(error, path).problem;
    throw new LeakLensError({ kind: 'unreadable', subject: path, detail }, error);
  }
}
