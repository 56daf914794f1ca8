import { open } from 'node:fs/promises';
import { readBytes, type Part } from './readBytes';

/**
 * The first bytes of whatever a person or LeakLens itself names: a file, a pipe such as a shell's `<(command)`, a table of
 * the kernel. Waits for a pipe, and ends with it or with `maxBytes`. Never for what a workspace or a service names.
 * @throws the file system's error; the signal's reason
 */
export async function readStart(
  path: string,
  maxBytes: number,
  more: Pick<Part, 'isEnough' | 'signal'> = {},
): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    return await readBytes(handle, { ...more, start: null, maxBytes });
  } finally {
    await handle.close();
  }
}
