import { readSync } from 'node:fs';
import { withRegularFile } from './regularFile';

/** Reads what stands at a position, as much as there is room for. @returns how many bytes that were; 0 at the end */
export type ReadAt = (into: Uint8Array, position: number) => number;

/**
 * Runs `use` with a file of any size open, of which it reads parts without ever waiting: for threads, whose work nobody waits for in their own.
 * @throws the file system's error; FileRefusal for all that is no regular file on a disk
 */
export function withParts<T>(path: string, use: (readAt: ReadAt) => T): Promise<T> {
  return withRegularFile(path, {}, ({ handle }) =>
    Promise.resolve(use((into, position) => readSync(handle.fd, into, 0, into.length, position))),
  );
}
