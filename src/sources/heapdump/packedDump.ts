import { createGunzip } from 'node:zlib';
import { readBytes } from '../../disk/readBytes';
import { withRegularFile } from '../../disk/regularFile';
import { LeakLensError } from '../../shared/model/errors';
import type { ReadPart } from '../../shared/model/go/heapDump';
import { problemsOfDump } from './withDumpParts';

/** A few kilobytes can say that they are terabytes. What is larger has to be unpacked by whoever trusts it. */
const maxBytes = 4 * 2 ** 30;
const chunkSize = 1024 * 1024;

export function isPackedStart(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

export function isPacked(path: string): Promise<boolean> {
  return problemsOfDump(path, () =>
    withRegularFile(path, {}, async ({ handle }) => isPackedStart(await readBytes(handle, { start: 0, maxBytes: 2 }))),
  );
}

/** What comes of the file, in order: what has come, and how to wait for more. */
interface Unpacked {
  readonly read: ReadPart;
  readonly wait: () => Promise<void>;
}

/**
 * Runs `use` with what comes of a dump that gzip has packed: in memory, part by part, and in no file. One that is cut off ends early.
 * @throws LeakLensError `not-found`, `unreadable`, `too-large`; what `use` throws
 */
export function withPackedDump<T>(path: string, use: (unpacked: Unpacked) => Promise<T>): Promise<T> {
  return problemsOfDump(path, () =>
    withRegularFile(path, {}, async ({ handle }) => {
      const packed = handle.createReadStream({ autoClose: false, start: 0, highWaterMark: chunkSize });
      const gunzip = createGunzip({ chunkSize });
      packed.once('error', (error) => gunzip.destroy(error));
      packed.pipe(gunzip);
      try {
        return await use(unpackedOf(gunzip, path));
      } finally {
        packed.destroy();
        gunzip.destroy();
      }
    }),
  );
}

function unpackedOf(parts: AsyncIterable<Uint8Array>, path: string): Unpacked {
  const iterator = parts[Symbol.asyncIterator]();
  let part = new Uint8Array(0);
  let count = 0;
  return {
    read: (into) => {
      const given = part.subarray(0, into.length);
      into.set(given);
      part = part.subarray(given.length);
      return given.length;
    },
    wait: async () => {
      if (part.length > 0) return;
      part = (await nextOf(iterator)) ?? new Uint8Array(0);
      count += part.length;
      const detail = 'it unpacks to more than 4 GiB: unpack it first';
      if (count > maxBytes) throw new LeakLensError({ kind: 'too-large', subject: path, detail });
    },
  };
}

/** Null at the end, also where that is missing. */
async function nextOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const next = await iterator.next();
    return next.done === true ? null : new Uint8Array(next.value);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR') return null;
    throw error;
  }
}
