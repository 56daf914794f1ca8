import type { ExportedSnapshot, ExportParams } from '../shared/lspMessages';
import type { Decoder, SnapshotDraft, SnapshotStore } from '../shared/ports';
import { addCounts, nothingRedacted, type RedactionCounts, type Redactor } from '../shared/redaction';
import type { SnapshotFileName } from '../shared/snapshot';
import type { Target } from '../shared/target';
import { throwIfCancelled } from './readSnapshot';

export interface ExportParts {
  readonly store: SnapshotStore;
  readonly decoder: Decoder;
  readonly redactor: Redactor;
  /** Begins a snapshot in a folder of the person's choice. */
  readonly beginExport: (directory: string, target: Target) => Promise<SnapshotDraft>;
}

/**
 * Writes a snapshot to a folder, to be given away. What is redacted is read back before anything is visible: the files must
 * open wherever the originals do. Cancelled or failed, nothing is left. @throws LeakLensError
 */
export async function exportSnapshot(
  parts: ExportParts,
  { id, directory, redact }: ExportParams,
  signal: AbortSignal,
): Promise<ExportedSnapshot> {
  const { store, redactor, beginExport } = parts;
  const snapshot = await store.get(id);
  const draft = await beginExport(directory, redact ? redactor.target : snapshot.target);
  try {
    let counts: RedactionCounts = nothingRedacted;
    for (const { name } of snapshot.files) {
      throwIfCancelled(signal, snapshot.target.name);
      const stored = await store.read(id, name);
      const redacted = redact ? redactor.file(name, stored) : { bytes: stored, counts: nothingRedacted };
      if (redact) readBack(parts.decoder, name, redacted.bytes);
      await draft.write(name, redacted.bytes);
      counts = addCounts(counts, redacted.counts);
    }
    throwIfCancelled(signal, snapshot.target.name);
    const { capturedAtMillis, summary } = snapshot;
    const { directory: written, files } = await draft.commit({ capturedAtMillis, summary });
    return { directory: written, files: files.map(({ name }) => name), redacted: redact ? counts : null };
  } catch (error) {
    await draft.abandon().catch(() => undefined);
    throw error;
  }
}

function readBack(decoder: Decoder, name: SnapshotFileName, bytes: Uint8Array): void {
  if (name === 'heap.txt') decoder.memoryStatistics(bytes, name);
  else if (name === 'goroutine.txt') decoder.goroutineDump(bytes, name);
  else decoder.profile(bytes, name);
}
