import { FileRefusal } from './fileRefusal';
import { readBytes } from './readBytes';
import { withRegularFile, type OpenRules } from './regularFile';

export interface ReadRules extends OpenRules {
  readonly maxBytes: number;
  /** What becomes of a file with more bytes than that: it is refused, unless its end is enough. */
  readonly longer?: 'refused' | 'end';
}

/**
 * A regular file, whole. Not much more than `maxBytes` is ever held, whatever its size is said to be and however it grows
 * meanwhile.
 * @throws the file system's error; FileRefusal
 */
export function readRegularFile(path: string, rules: ReadRules): Promise<Buffer> {
  const { maxBytes, longer = 'refused' } = rules;
  return withRegularFile(path, rules, async ({ handle, size }) => {
    if (longer === 'end') return readBytes(handle, { start: Math.max(0, size - maxBytes), maxBytes, expected: size });
    if (size > maxBytes) throw tooLarge(size, maxBytes);
    // One byte more tells a file that is just as long from one that has grown.
    const bytes = await readBytes(handle, { start: 0, maxBytes: maxBytes + 1, expected: size });
    if (bytes.length > maxBytes) throw tooLarge(bytes.length, maxBytes);
    return bytes;
  });
}

function tooLarge(bytes: number, limit: number): FileRefusal {
  return new FileRefusal('too-large', `${String(bytes)} bytes, more than ${String(limit)}`);
}
