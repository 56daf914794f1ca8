import { createGunzip, type Gunzip } from 'node:zlib';
import type { PartedBytes } from '../../shared/model/partedBytes';
import { isGzip } from './inflate';

/** Large ones cost fewer turns; what comes of one is decoded while the next is made. */
const chunkSize = 256 * 1024;

/** A part of what was packed. */
export interface InflatedPart {
  readonly bytes: Uint8Array;
  /** Share of the packed bytes that were read for it, 0 to 1. */
  readonly progress: number;
}

/**
 * The bytes without their gzip, part by part, while a thread of Node's inflates the next; as they are where there is none. What follows a
 * member that is no further member ends them early: `progress` then stays below 1.
 *
 * @throws zlib's errors, and what reading throws
 */
export async function* inflateParts({ size, parts }: PartedBytes): AsyncGenerator<InflatedPart> {
  const packed = parts()[Symbol.asyncIterator]();
  const first = await packed.next();
  const all = startingWith(first, packed);
  if (first.done === true || !isGzip(first.value)) {
    let read = 0;
    for await (const bytes of all) {
      read += bytes.length;
      yield { bytes, progress: read / size };
    }
    return;
  }
  const gunzip = createGunzip({ chunkSize });
  const fed = feed(gunzip, all);
  for await (const bytes of gunzip as AsyncIterable<Uint8Array>) yield { bytes, progress: gunzip.bytesWritten / size };
  await fed;
  yield { bytes: new Uint8Array(), progress: gunzip.bytesWritten / size };
}

async function* startingWith(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** What goes wrong here goes wrong for whoever reads what comes out. */
async function feed(gunzip: Gunzip, parts: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const part of parts) {
      await new Promise<void>((done, failed) => {
        gunzip.write(part, (error) => (error ? failed(error) : done()));
      });
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
