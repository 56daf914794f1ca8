import { readRegularFile } from '../../disk/readRegularFile';

/**
 * A regular file at the path itself, whole: a symbolic link is not followed. With `end`, the last `maxBytes` of a longer one.
 * @throws the file system's error; FileRefusal
 */
export function readUnlinked(path: string, maxBytes: number, longer: 'refused' | 'end' = 'refused'): Promise<Buffer> {
  return readRegularFile(path, { maxBytes, longer, links: 'refused' });
}
