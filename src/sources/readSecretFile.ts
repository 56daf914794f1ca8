import { open } from 'node:fs/promises';
import { LeakLensError } from '../shared/errors';

const maxBytes = 64 * 1024;

/**
 * The first line of a file that holds a token, without what surrounds it. @throws LeakLensError `not-found`, `unreadable`; the
 * error holds nothing of the file
 */
export async function readSecretFile(path: string): Promise<string> {
  const [line = ''] = (await readStart(path)).trimStart().split(/\r?\n/);
  if (line.trim() !== '') return line.trim();
  throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'it is empty' });
}

async function readStart(path: string): Promise<string> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxBytes), 0, maxBytes);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') {
      throw new LeakLensError({ kind: 'not-found', subject: path, detail: 'there is no such file' }, error);
    }
    throw new LeakLensError({ kind: 'unreadable', subject: path, detail: code || 'it cannot be opened' }, error);
  }
}
