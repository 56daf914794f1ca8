import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync, gzip } from 'node:zlib';
import { LeakLensError } from '../../shared/model/errors';
import type { SnapshotFileName } from '../../shared/model/snapshot';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const maxLayers = 3;
const maxPlainBytes = 1024 * 1024 * 1024;
const peekBytes = 1024;

/**
 * The form a file is kept in: `.pb.gz` with exactly one layer of gzip, because `go tool pprof` unwraps one, and
 * `.txt` as plain text. A service may send raw proto, and a proxy may have added a layer to either.
 * @throws LeakLensError `unreadable` when a layer that has to come off is broken or unpacks to more than 1 GB
 */
export async function toStoredForm(name: SnapshotFileName, bytes: Uint8Array): Promise<Uint8Array> {
  const compressed = name.endsWith('.gz');
  let form = bytes;
  for (let layer = 0; layer < maxLayers && isGzip(form); layer += 1) {
    if (compressed && !isGzip(beginningInside(form))) return form;
    form = await unwrap(name, form);
  }
  return compressed ? compress(form) : form;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Nothing when the gzip is broken from the start: such a body is kept as it came. */
function beginningInside(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes.subarray(0, peekBytes), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

async function unwrap(name: SnapshotFileName, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await decompress(bytes, { maxOutputLength: maxPlainBytes });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new LeakLensError({ kind: 'unreadable', subject: name, detail: `broken gzip: ${detail}` }, error);
  }
}
