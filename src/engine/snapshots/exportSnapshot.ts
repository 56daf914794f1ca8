import type { ExportedSnapshot, ExportParams } from '../../shared/model/engineRequests';
import type { SnapshotDraft, SnapshotStore } from '../../shared/ports/stores';
import { LeakLensError } from '../../shared/model/errors';
import { findingsFile } from '../../shared/model/keptFindings';
import { addCounts, nothingRedacted, redactedTarget } from '../../shared/model/redaction';
import type { Redacted, RedactionCounts } from '../../shared/model/redaction';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target/target';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { FileRedaction } from '../../shared/ports/runtime/moments';
import { findingsText, parseFindings, withoutPrivate } from './keptFindings';
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
        ? await redactedFile({ redaction, name, bytes: stored, maxBytes: parts.maxAnswerBytes() }, signal)
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

interface KeptBytes {
  readonly redaction: FileRedaction;
  readonly name: SnapshotFileName;
  readonly bytes: Uint8Array;
  readonly maxBytes: number;
}

/** @throws LeakLensError */
async function redactedFile({ redaction, name, bytes, maxBytes }: KeptBytes, signal: AbortSignal): Promise<Redacted> {
  if (name !== findingsFile) return redaction.file(name, { bytes, maxBytes }, signal);
  const found = parseFindings(bytes);
  // What cannot be read to its end cannot be promised to hold nothing private.
  if (found === null)
    throw new LeakLensError({ kind: 'unreadable', subject: name, detail: 'not the findings of a snapshot' });
  return { bytes: new TextEncoder().encode(findingsText(withoutPrivate(found))), counts: nothingRedacted };
}
