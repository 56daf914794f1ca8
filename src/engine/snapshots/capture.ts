import type { CaptureStep } from '../../shared/ports/engineApi';
import { LeakLensError } from '../../shared/model/errors';
import type { MemoryStatistics } from '../../shared/model/process/memoryStatistics';
import type { Clock } from '../../shared/ports/clock';
import type { ProfileRequest, ProfileSource } from '../../shared/ports/profileSource';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotFileName, StoredSnapshot } from '../../shared/model/snapshot';
import type { OpenReader, ReadAnswer, TakenRequest, TargetReader } from '../../shared/ports/targetReader';

export interface CaptureParts {
  readonly source: ProfileSource;
  readonly openReader: OpenReader;
  /** Cap on an answer after unpacking. */
  readonly maxAnswerBytes: () => number;
  /** Begins the snapshot, out of sight. */
  readonly begin: () => Promise<SnapshotDraft>;
  /** Without what can be private: see `Redactor`. */
  readonly redact: boolean;
  readonly clock: Clock;
  /** goroutine?debug=2 is left out at or above this many goroutines. */
  readonly goroutineDumpLimit: number;
  /** Told before each step: percent done, 0 to 100, and what comes. */
  readonly progress: (percent: number, step: CaptureStep) => void;
}

/**
 * Captures one snapshot: everything is fetched and decoded once (a snapshot that cannot be read back is none) before it becomes
 * visible. Cancelled or failed, nothing is left. @throws LeakLensError
 */
export async function capture(parts: CaptureParts, signal: AbortSignal): Promise<StoredSnapshot> {
  const { source, begin } = parts;
  const draft = await begin();
  const reader = parts.openReader(source.target.url);
  try {
    return await new Capture(parts, { draft, reader, signal }).run();
  } catch (error) {
    // What is left of a draft is out of sight; why the capture failed is what a person has to know.
    await draft.abandon().catch(() => undefined);
    throw error;
  } finally {
    reader.dispose();
  }
}

interface Tools {
  readonly draft: SnapshotDraft;
  readonly reader: TargetReader;
  readonly signal: AbortSignal;
}

class Capture {
  private readonly parts: CaptureParts;
  private readonly tools: Tools;

  constructor(parts: CaptureParts, tools: Tools) {
    this.parts = parts;
    this.tools = tools;
  }

  async run(): Promise<StoredSnapshot> {
    const { source, clock, progress, goroutineDumpLimit } = this.parts;
    const { draft, reader, signal } = this.tools;
    progress(0, 'heap');
    await this.keep('heap', 'heap.pb.gz');
    progress(30, 'memory');
    const memory = await this.keepMemory();
    progress(55, 'goroutines');
    const waiting = await this.keep('goroutine', 'goroutine.pb.gz');
    if (waiting !== null && waiting < goroutineDumpLimit) {
      progress(75, 'stacks');
      await this.keep('goroutine-dump', 'goroutine.txt');
    }
    progress(95, 'saving');
    if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: source.target.name, detail: 'capture' });
    const moment = { atMillis: clock.now(), residentBytes: null, memory };
    const { liveHeapBytes: liveHeap, goroutines } = await reader.gather(
      { ...moment, taken: { heap: true, goroutines: true } },
      signal,
    );
    const summary = {
      ...(liveHeap !== null && { liveHeap }),
      heapAlloc: memory.heapAlloc,
      sys: memory.sys,
      ...(goroutines !== null && { goroutines }),
    };
    return draft.commit({ runtime: source.runtime, capturedAtMillis: moment.atMillis, summary });
  }

  /** Fetches, writes and reads: in this order, since the reader takes the bytes over. @returns goroutines counted so far */
  private async keep(request: TakenRequest, file: SnapshotFileName): Promise<number | null> {
    const { reader, signal } = this.tools;
    return (await reader.take({ request, ...(await this.write(request, file)) }, signal)).goroutines;
  }

  private async keepMemory(): Promise<MemoryStatistics> {
    const { reader, signal } = this.tools;
    return reader.memoryStatistics(await this.write('heap-text', 'heap.txt'), signal);
  }

  /** Of a copy: the reader takes over what it gets, and what was answered is read as well. */
  private async redacted(file: Parameters<TargetReader['redact']>[0]): Promise<Uint8Array> {
    const { reader, signal } = this.tools;
    return (await reader.redact({ ...file, bytes: file.bytes.slice() }, signal)).bytes;
  }

  private async write(request: ProfileRequest, file: SnapshotFileName): Promise<ReadAnswer> {
    const { draft, signal } = this.tools;
    const { bytes, url: subject } = await this.parts.source.fetch(request, signal);
    const maxBytes = this.parts.maxAnswerBytes();
    await draft.write(file, this.parts.redact ? await this.redacted({ name: file, bytes, maxBytes }) : bytes);
    return { bytes, subject, maxBytes };
  }
}
