import { LeakLensError } from '../../shared/model/errors';
import type { SourcePaths } from '../../shared/ports/follower';
import type { SnapshotStore } from '../../shared/ports/stores';
import type { SnapshotFileName, StoredSnapshot } from '../../shared/model/snapshot';
import type { ReadSnapshot } from '../../shared/ports/words/snapshotWords';
import type { OpenReader, ReadAnswer, TargetReader } from '../../shared/ports/targetReader';
import { readFiles } from './readFiles';

export interface ReadParts {
  readonly store: SnapshotStore;
  readonly openReader: OpenReader;
  /** Cap on a file after unpacking. */
  readonly maxAnswerBytes: () => number;
  readonly paths: SourcePaths;
}

/** Decodes a snapshot and finds its lines in the workspace. @throws LeakLensError, `cancelled` when the signal says so */
export async function readSnapshot(parts: ReadParts, id: string, signal: AbortSignal): Promise<ReadSnapshot> {
  const snapshot = await parts.store.get(id);
  const reader = parts.openReader(snapshot.target.name);
  try {
    return { snapshot, ...(await readWith(reader, snapshot, { parts, signal })) };
  } finally {
    reader.dispose();
  }
}

async function readWith(
  reader: TargetReader,
  snapshot: StoredSnapshot,
  { parts, signal }: { readonly parts: ReadParts; readonly signal: AbortSignal },
): Promise<Omit<ReadSnapshot, 'snapshot'>> {
  const { store, paths, maxAnswerBytes } = parts;
  const read = async (file: SnapshotFileName): Promise<ReadAnswer> => {
    throwIfCancelled(signal, snapshot.target.name);
    return { bytes: await store.read(snapshot.id, file), subject: file, maxBytes: maxAnswerBytes() };
  };
  const { memory, files } = await readFiles(reader, { ...snapshot, read }, paths, signal);
  return { report: await reader.report({ files, life: 0 }, signal), memory };
}

/** @throws LeakLensError `cancelled` */
export function throwIfCancelled(signal: AbortSignal, subject: string): void {
  if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
}
