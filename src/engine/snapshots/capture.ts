import type { CaptureStep } from '../../shared/ports/engine/engineApi';
import { LeakLensError } from '../../shared/model/errors';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { findingsFile, type KeptFindings } from '../../shared/model/keptFindings';
import type { MomentAsk } from '../../shared/ports/runtime/moments';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { SnapshotDraft } from '../../shared/ports/stores';
import { findingsText } from './keptFindings';

export interface CaptureParts extends Omit<MomentAsk, 'write' | 'progress'> {
  readonly works: RuntimeWorks;
  /** Begins the snapshot, out of sight. */
  readonly begin: () => Promise<SnapshotDraft>;
  /** What was found by then; null where nobody has watched. */
  readonly found: KeptFindings | null;
  /** Told before each step: percent done, 0 to 100, and what comes. */
  readonly progress: (percent: number, step: CaptureStep) => void;
}

/** Captures one snapshot, which becomes visible when it is whole. Cancelled or failed, nothing is left. @throws LeakLensError */
export async function capture(parts: CaptureParts, signal: AbortSignal): Promise<StoredSnapshot> {
  const { works, begin, progress, found, ...ask } = parts;
  const { runtime, target } = ask.source;
  const { moments } = works.of(runtime);
  const draft = await begin();
  try {
    const about = await moments.capture(
      {
        ...ask,
        write: (file, bytes) => draft.write(file, bytes),
        progress: (percent, asks) => progress(percent, { runtime, asks }),
      },
      signal,
    );
    progress(95, { runtime, asks: null });
    if (found !== null) await draft.write(findingsFile, new TextEncoder().encode(findingsText(found)));
    if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: target.name, detail: 'capture' });
    return await draft.commit({ runtime, ...about });
  } catch (error) {
    // What is left of a draft is out of sight; why the capture failed is what a person has to know.
    await draft.abandon().catch(() => undefined);
    throw error;
  }
}
