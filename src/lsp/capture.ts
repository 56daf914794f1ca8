import { t } from '@vscode/l10n';
import type { Analyser } from '../shared/analyser';
import { LeakLensError } from '../shared/errors';
import type { Clock, Decoder, ProfileRequest, ProfileSource, SnapshotStore } from '../shared/ports';
import type { SnapshotFileName, StoredSnapshot } from '../shared/snapshot';

export interface CaptureParts {
  readonly source: ProfileSource;
  readonly decoder: Decoder;
  readonly analyser: Analyser;
  readonly store: SnapshotStore;
  readonly clock: Clock;
  /** goroutine?debug=2 is left out at or above this many goroutines. */
  readonly goroutineDumpLimit: number;
  /** Told before each step: percent done, 0 to 100, and what comes. */
  readonly progress: (percent: number, step: string) => void;
}

/**
 * Captures one snapshot: everything is fetched and decoded once (a snapshot that cannot be read back is none) before it becomes
 * visible. Cancelled or failed, nothing is left. @throws LeakLensError
 */
export async function capture(parts: CaptureParts, signal: AbortSignal): Promise<StoredSnapshot> {
  const { source, decoder, analyser, store, progress } = parts;
  const draft = await store.begin(source.target);
  const fetchInto = async (request: ProfileRequest, file: SnapshotFileName) => {
    const answer = await source.fetch(request, signal);
    await draft.write(file, answer.bytes);
    return answer;
  };
  try {
    progress(0, t('heap profile'));
    const heapAnswer = await fetchInto('heap', 'heap.pb.gz');
    const heap = decoder.profile(heapAnswer.bytes, heapAnswer.url);
    progress(30, t('memory statistics'));
    const textAnswer = await fetchInto('heap-text', 'heap.txt');
    const memory = decoder.memoryStatistics(textAnswer.bytes, textAnswer.url);
    progress(55, t('goroutine profile'));
    const goroutineAnswer = await fetchInto('goroutine', 'goroutine.pb.gz');
    const goroutines = analyser.goroutineCount(decoder.profile(goroutineAnswer.bytes, goroutineAnswer.url));
    if (goroutines < parts.goroutineDumpLimit) {
      progress(75, t('goroutine stacks'));
      const dumpAnswer = await fetchInto('goroutine-dump', 'goroutine.txt');
      decoder.goroutineDump(dumpAnswer.bytes, dumpAnswer.url);
    }
    progress(95, t('saving'));
    if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: source.target.name, detail: 'capture' });
    return await draft.commit({
      capturedAtMillis: parts.clock.now(),
      summary: { liveHeap: analyser.liveHeapBytes(heap), heapAlloc: memory.heapAlloc, sys: memory.sys, goroutines },
    });
  } catch (error) {
    // What is left of a draft is out of sight; why the capture failed is what a person has to know.
    await draft.abandon().catch(() => undefined);
    throw error;
  }
}
