import type { CaptureStep } from '../../shared/ports/engineApi';
import { cutText } from '../../shared/base/said/cutText';
import { isRefusal, type CapabilityKind, type Refusal } from '../../shared/model/target/capabilities';
import { LeakLensError } from '../../shared/model/errors';
import { nothingOffered } from '../../shared/model/target/nothingOffered';
import type { MemoryStatistics } from '../../shared/model/process/memoryStatistics';
import type { Clock } from '../../shared/ports/clock';
import type { Analyser } from '../../shared/ports/analyser';
import type { ProfileRequest, ProfileSource } from '../../shared/ports/profileSource';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotFileName, StoredSnapshot } from '../../shared/model/snapshot';
import type {
  OpenReader,
  ReadAnswer,
  RoundEnd,
  TakenRequest,
  TakenSoFar,
  TargetReader,
} from '../../shared/ports/targetReader';

export interface CaptureParts {
  readonly source: ProfileSource;
  readonly openReader: OpenReader;
  readonly compareProcesses: Analyser['compareProcesses'];
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

/** What takes no longer may be asked again. */
const cheapMillis = 500;

/** A manifest holds no more of a reason, with the size of what was cut. */
const longestWhy = 900;

interface Tools {
  readonly draft: SnapshotDraft;
  readonly reader: TargetReader;
  readonly signal: AbortSignal;
}

class Capture {
  private readonly parts: CaptureParts;
  private readonly tools: Tools;
  private readonly missing: Refusal[] = [];
  /** The text of a large heap takes a service long, so it is asked for once. */
  private isTextCheap = false;
  /** Until it has been asked for in vain. */
  private hasVariables = true;

  constructor(parts: CaptureParts, tools: Tools) {
    this.parts = parts;
    this.tools = tools;
  }

  async run(): Promise<StoredSnapshot> {
    const { source, clock, goroutineDumpLimit } = this.parts;
    const { signal } = this.tools;
    this.tell(0, 'heap');
    const heap = await this.offered('heap', () => this.keep('heap', 'heap.pb.gz', true));
    this.tell(30, 'memory');
    const memory = heap === null ? this.withoutHeap() : await this.offered('memory', () => this.keepMemory());
    // Balancers take turns: the next answer tells whether there are two.
    await this.checkProcess(memory);
    this.tell(55, 'goroutines');
    const waiting = await this.offered('goroutines', () => this.keep('goroutine', 'goroutine.pb.gz', heap === null));
    const count = waiting?.goroutines ?? null;
    if (count !== null && count < goroutineDumpLimit) {
      this.tell(75, 'stacks');
      await this.offered('stacks', () => this.keep('goroutine-dump', 'goroutine.txt', false));
    }
    if (heap === null && waiting === null) {
      const profiles = this.missing.filter(({ kind }) => kind !== 'memory');
      throw nothingOffered(source.target.url, profiles);
    }
    await this.checkProcess(memory);
    this.tell(95, null);
    if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: source.target.name, detail: 'capture' });
    const taken = { heap: heap !== null, goroutines: waiting !== null };
    return this.commit({ atMillis: clock.now(), residentBytes: null, memory, taken });
  }

  private tell(percent: number, asks: CaptureStep['asks']): void {
    this.parts.progress(percent, { runtime: this.parts.source.runtime, asks });
  }

  private async commit(end: RoundEnd): Promise<StoredSnapshot> {
    const { draft, reader, signal } = this.tools;
    const { liveHeapBytes: liveHeap, goroutines } = await reader.gather(end, signal);
    const { memory, atMillis: capturedAtMillis } = end;
    const summary = {
      ...(liveHeap !== null && { liveHeap }),
      ...(memory !== null && { heapAlloc: memory.heapAlloc, sys: memory.sys }),
      ...(goroutines !== null && { goroutines }),
    };
    // What a service says of itself may be private.
    const why = (detail: string) => (this.parts.redact ? '' : cutText(detail, longestWhy));
    const missing = this.missing.map(({ kind, problem }) => ({ kind, why: why(problem.detail) }));
    const about = { runtime: this.parts.source.runtime, capturedAtMillis, summary };
    return draft.commit({ ...about, ...(missing.length > 0 && { missing }) });
  }

  /** Null where the service does not offer it, which is noted. @throws LeakLensError when asking went wrong */
  private async offered<T>(kind: CapabilityKind, keep: () => Promise<T>): Promise<T | null> {
    try {
      return await keep();
    } catch (error) {
      if (!(error instanceof LeakLensError) || !isRefusal(error.problem)) throw error;
      this.missing.push({ kind, problem: error.problem });
      return null;
    }
  }

  /** They stand at the end of the heap's text. */
  private withoutHeap(): null {
    const { url: subject } = this.parts.source.target;
    const detail = 'there is no heap profile that would tell them';
    this.missing.push({ kind: 'memory', problem: { kind: 'unknown-profile', subject, detail } });
    return null;
  }

  /** Fetches, reads and writes: what is no such file is not kept, and a snapshot that cannot be read back is none. */
  private async keep(request: TakenRequest, file: SnapshotFileName, beginsRound: boolean): Promise<TakenSoFar> {
    const { reader, signal } = this.tools;
    const answer = await this.fetch(request);
    // The reader takes over what it gets.
    const taken = await reader.take({ request, beginsRound, ...answer, bytes: answer.bytes.slice() }, signal);
    await this.write(file, answer);
    return taken;
  }

  /**
   * Asks again who answers: a snapshot of which one half is another process's would be believed. It asks twice in a row, as balancers take
   * turns. @throws LeakLensError `several-processes`
   */
  private async checkProcess(memory: MemoryStatistics | null): Promise<void> {
    const { source, compareProcesses } = this.parts;
    for (let times = 0; memory !== null && times < 2; times += 1) {
      const again = await this.readAgain();
      if (again === null || compareProcesses(memory, again) !== 'other') continue;
      const detail = 'a part of the snapshot would be of another process than the rest';
      throw new LeakLensError({ kind: 'several-processes', subject: source.target.url, detail });
    }
  }

  /** From a page beside pprof, which costs less, where there is one. */
  private async readAgain(): Promise<MemoryStatistics | null> {
    if (this.hasVariables) {
      const beside = await this.besides();
      if (beside !== null) return beside;
      this.hasVariables = false;
    }
    return this.isTextCheap ? this.textAgain() : null;
  }

  /** Null where /debug/vars does not tell. */
  private async besides(): Promise<MemoryStatistics | null> {
    const { source, maxAnswerBytes } = this.parts;
    const { reader, signal } = this.tools;
    const { answer } = (await source.neighbour?.('variables')) ?? { answer: null };
    if (answer === null) return null;
    try {
      const { url: subject } = answer;
      return await reader.memoryStatistics(
        { bytes: answer.bytes.slice(), subject, maxBytes: maxAnswerBytes() },
        signal,
      );
    } catch (error) {
      if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return null;
      throw error;
    }
  }

  /** Null where it is refused: it has been answered before, so the service is not asked twice for it. */
  private async textAgain(): Promise<MemoryStatistics | null> {
    const { reader, signal } = this.tools;
    try {
      const answer = await this.fetch('heap-text');
      return await reader.memoryStatistics({ ...answer, bytes: answer.bytes.slice() }, signal);
    } catch (error) {
      if (error instanceof LeakLensError && isRefusal(error.problem)) return null;
      throw error;
    }
  }

  private async keepMemory(): Promise<MemoryStatistics> {
    const { reader, signal } = this.tools;
    const startedAt = this.parts.clock.now();
    const answer = await this.fetch('heap-text');
    this.isTextCheap = this.parts.clock.now() - startedAt < cheapMillis;
    const memory = await reader.memoryStatistics({ ...answer, bytes: answer.bytes.slice() }, signal);
    await this.write('heap.txt', answer);
    return memory;
  }

  private async fetch(request: ProfileRequest): Promise<ReadAnswer> {
    const { bytes, url: subject } = await this.parts.source.fetch(request, this.tools.signal);
    return { bytes, subject, maxBytes: this.parts.maxAnswerBytes() };
  }

  private async write(name: SnapshotFileName, { bytes, maxBytes }: ReadAnswer): Promise<void> {
    const { draft, reader, signal } = this.tools;
    const kept = this.parts.redact ? (await reader.redact({ name, bytes, maxBytes }, signal)).bytes : bytes;
    await draft.write(name, kept);
  }
}
