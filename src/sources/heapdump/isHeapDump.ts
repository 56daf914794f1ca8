import { constants, gunzipSync } from 'node:zlib';
import { readBytes } from '../../disk/readBytes';
import { readNow } from '../../disk/readNow';
import { withRegularFile } from '../../disk/regularFile';
import { isPackedStart } from './packedDump';

/** So begins what runtime/debug.WriteHeapDump writes since Go 1.7 (runtime/heapdump.go, dumphdr). */
const magic = 'go1.7 heap dump\n';

/** Also one that gzip has packed. False for what is not there, and for pipes, of which nothing may be read that somebody else is to read. */
export async function isHeapDump(path: string): Promise<boolean> {
  try {
    const start = await withRegularFile(path, {}, ({ handle }) => readBytes(handle, { start: 0, maxBytes: 512 }));
    const plain = isPackedStart(start) ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start;
    return plain.subarray(0, magic.length).toString('latin1') === magic;
  } catch {
    return false;
  }
}

/** The same for the command line, which serves nobody else meanwhile. */
export function isHeapDumpNow(path: string): boolean {
  try {
    return readNow(path, magic.length)?.toString('latin1') === magic;
  } catch {
    return false;
  }
}
