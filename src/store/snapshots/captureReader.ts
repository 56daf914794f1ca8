import { join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import type { Capture, CaptureReader } from '../../shared/ports/watchFiles';
import { parseManifest } from './parseManifest';
import { readUnlinked } from '../files/readUnlinked';
import { manifestName } from './snapshotFolder';
import { errorCode, isMissing, storeError } from '../files/storeError';

const maxManifestBytes = 64 * 1024;

/** As much as a decoder takes. */
const maxFileBytes = 2 ** 30;

/** Reads back what a capture wrote. */
export const captureReader: CaptureReader = { open };

async function open(directory: string): Promise<Capture | null> {
  const folder = resolve(directory);
  const path = join(folder, manifestName);
  const bytes = await readUnlinked(path, maxManifestBytes).catch((error: unknown) => {
    if (isMissing(errorCode(error))) return null;
    throw storeError(error, path);
  });
  if (bytes === null) return null;
  const manifest = parseManifest(bytes.toString('utf8'));
  if (manifest === null) {
    throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'it is no manifest that leaklens wrote' });
  }
  return { ...manifest, read: (file) => readFile(folder, file) };
}

async function readFile(folder: string, file: SnapshotFileName): Promise<Uint8Array> {
  const path = join(folder, file);
  try {
    return await readUnlinked(path, maxFileBytes);
  } catch (error) {
    throw storeError(error, path);
  }
}
