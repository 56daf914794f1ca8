import { readStart } from '../../disk/readStart';
import { LeakLensError } from '../../shared/model/errors';

const maxBytes = 64 * 1024;

/**
 * The first line of a file that holds a token, without what surrounds it. @throws LeakLensError `not-found`, `unreadable`; the
 * error holds nothing of the file
 */
export async function readSecretFile(path: string): Promise<string> {
  const [line = ''] = (await textOf(path)).trimStart().split(/\r?\n/);
  if (line.trim() !== '') return line.trim();
  throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'it is empty' });
}

async function textOf(path: string): Promise<string> {
  try {
    // Whoever writes into a pipe, or types, need not end it after the line.
    const isEnough = (soFar: Buffer) => soFar.toString('latin1').trimStart().includes('\n');
    return (await readStart(path, maxBytes, { isEnough })).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') {
      throw new LeakLensError({ kind: 'not-found', subject: path, detail: 'there is no such file' }, error);
    }
    throw new LeakLensError({ kind: 'unreadable', subject: path, detail: code || 'it cannot be opened' }, error);
  }
}
