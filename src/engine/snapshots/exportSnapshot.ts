import type { ExportedSnapshot, ExportParams } from '../../shared/model/engineRequests';
import type { SnapshotDraft, SnapshotStore } from '../../shared/ports/stores';
import { addCounts, nothingRedacted, redactedTarget, type RedactionCounts } from '../../shared/model/redaction';
import type { Target } from '../../shared/model/target/target';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import { throwIfCancelled } from './readSnapshot';

export interface ExportParts {
  readonly store: SnapshotStore;
  readonly works: RuntimeWorks;
  /** Cap on a file after unpacking. */
  readonly maxAnswerBytes: () => number;
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
  const { store, works, beginExport } = parts;
  const snapshot = await store.get(id);
  const draft = await beginExport(directory, redact ? redactedTarget : snapshot.target);
  const redaction = works.of(snapshot.runtime).moments.openRedaction(snapshot.target.name);
  try {
    let counts: RedactionCounts = nothingRedacted;
    for (const { name } of snapshot.files) {
      throwIfCancelled(signal, snapshot.target.name);
      const stored = await store.read(id, name);
      const redacted = redact
        ? await redaction.file(name, { bytes: stored, maxBytes: parts.maxAnswerBytes() }, signal)
        : { bytes: stored, counts: nothingRedacted };
      await draft.write(name, redacted.bytes);
      counts = addCounts(counts, redacted.counts);
    }
    throwIfCancelled(signal, snapshot.target.name);
    const { runtime, capturedAtMillis, summary, missing } = snapshot;
    // What a service says of itself may be private.
    const kept = missing?.map(({ kind, why }) => ({ kind, why: redact ? '' : why }));
    const { directory: written, files } = await draft.commit({
      runtime,
      capturedAtMillis,
      summary,
      ...(kept !== undefined && { missing: kept }),
    });
    return { directory: written, files: files.map(({ name }) => name), redacted: redact ? counts : null };
  } catch (error) {
    await draft.abandon().catch(() => undefined);
    throw error;
  } finally {
    redaction.dispose();
  }
}
