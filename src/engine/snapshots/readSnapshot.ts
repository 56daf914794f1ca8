import { LeakLensError } from '../../shared/model/errors';
import { findingsFile } from '../../shared/model/keptFindings';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { SnapshotStore } from '../../shared/ports/stores';
import type { ReadSnapshot } from '../../shared/ports/words/snapshotWords';
import { parseFindings } from './keptFindings';

export interface ReadParts {
  readonly store: SnapshotStore;
  readonly works: RuntimeWorks;
  /** Cap on a file after unpacking. */
  readonly maxAnswerBytes: () => number;
}

/** Decodes a snapshot and finds its lines in the workspace. @throws LeakLensError, `cancelled` when the signal says so */
export async function readSnapshot(parts: ReadParts, id: string, signal: AbortSignal): Promise<ReadSnapshot> {
  const { store, works, maxAnswerBytes } = parts;
  const snapshot = await store.get(id);
  const { files, capturedAtMillis, runtime, target } = snapshot;
  const read = await works.of(runtime).moments.read(
    {
      subject: target.name,
      files,
      capturedAtMillis,
      read: async (file) => {
        throwIfCancelled(signal, target.name);
        return { bytes: await store.read(id, file), subject: file, maxBytes: maxAnswerBytes() };
      },
    },
    signal,
  );
  const isKept = files.some(({ name }) => name === findingsFile);
  return { snapshot, ...read, found: isKept ? parseFindings(await store.read(id, findingsFile)) : null };
}

/** @throws LeakLensError `cancelled` */
export function throwIfCancelled(signal: AbortSignal, subject: string): void {
  if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
}
