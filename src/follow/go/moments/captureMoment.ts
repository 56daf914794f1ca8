import { cutText } from '../../../shared/base/said/cutText';
import { LeakLensError } from '../../../shared/model/errors';
import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { SnapshotFileName } from '../../../shared/model/snapshot';
import { isRefusal, type Refusal } from '../../../shared/model/target/capabilities';
import { nothingOffered } from '../../../shared/model/target/nothingOffered';
import type { Analyser } from '../../../shared/ports/runtime/analyser';
import type { Clock } from '../../../shared/ports/clock';
import type { CapturedMoment, MomentAsk } from '../../../shared/ports/runtime/moments';
import type { ProfileRequest, ProfileSource } from '../../../shared/ports/sources/profileSource';
import type {
  ReadAnswer,
  RoundEnd,
  TakenRequest,
  TakenSoFar,
  TargetReader,
} from '../../../shared/ports/runtime/targetReader';
import type { GoCapability } from '../rounds/goCapabilities';
import { CaptureProcess } from './captureProcess';

export interface CaptureTools {
  /** Of the question. */
  readonly source: ProfileSource;
  readonly reader: TargetReader;
  readonly compareProcesses: Analyser['compareProcesses'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Asks a Go process for all that a snapshot of it holds. @throws LeakLensError */
export function captureMoment(ask: MomentAsk, tools: CaptureTools): Promise<CapturedMoment> {
  return new Capture(ask, tools).run();
}

/** A manifest holds no more of a reason, with the size of what was cut. */
const longestWhy = 900;

class Capture {
  private readonly ask: MomentAsk;
  private readonly tools: CaptureTools;
  private readonly process: CaptureProcess;
  private readonly missing: (Refusal & { readonly kind: GoCapability })[] = [];

  constructor(ask: MomentAsk, tools: CaptureTools) {
    this.ask = ask;
    this.tools = tools;
    this.process = new CaptureProcess({ ...tools, maxAnswerBytes: ask.maxAnswerBytes });
  }

  async run(): Promise<CapturedMoment> {
    const { source, clock } = this.tools;
    const heap = await this.offered(0, 'heap', () => this.keep('heap', 'heap.pb.gz', true));
    const memory = heap === null ? this.withoutHeap() : await this.offered(30, 'memory', () => this.keepMemory());
    // Balancers take turns: the next answer tells whether there are two.
    await this.process.check();
    const keepGoroutines = () => this.keep('goroutine', 'goroutine.pb.gz', heap === null);
    const waiting = await this.offered(55, 'goroutines', keepGoroutines);
    const count = waiting?.goroutines ?? null;
    if (count !== null && count < this.ask.listLimit)
      await this.offered(75, 'stacks', () => this.keep('goroutine-dump', 'goroutine.txt', false));
    if (heap === null && waiting === null) {
      const profiles = this.missing.filter(({ kind }) => kind !== 'memory');
      throw nothingOffered(source.target.url, profiles);
    }
    await this.process.checkWell();
    const taken = { heap: heap !== null, goroutines: waiting !== null };
    return this.summed({ atMillis: clock.now(), residentBytes: null, memory, taken });
  }

  private async summed(end: RoundEnd): Promise<CapturedMoment> {
    const { reader, signal } = this.tools;
    const { liveHeapBytes: liveHeap, goroutines } = await reader.gather(end, signal);
    const { memory, atMillis: capturedAtMillis } = end;
    const summary = {
      ...(liveHeap !== null && { liveHeap }),
      ...(memory !== null && { heapAlloc: memory.heapAlloc, sys: memory.sys }),
      ...(goroutines !== null && { goroutines }),
    };
    // What a service says of itself may be private.
    const why = (detail: string) => (this.ask.redact ? '' : cutText(detail, longestWhy));
    const missing = this.missing.map(({ kind, problem }) => ({ kind, why: why(problem.detail) }));
    return { capturedAtMillis, summary, ...(missing.length > 0 && { missing }) };
  }

  /** Null where the service does not offer it, which is noted. @throws LeakLensError when asking went wrong */
  private async offered<T>(percent: number, kind: GoCapability, keep: () => Promise<T>): Promise<T | null> {
    this.ask.progress(percent, kind);
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
    const { url: subject } = this.tools.source.target;
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

  private async keepMemory(): Promise<MemoryStatistics> {
    const { reader, clock, signal } = this.tools;
    const startedAt = clock.now();
    const answer = await this.fetch('heap-text');
    const textMillis = clock.now() - startedAt;
    const memory = await reader.memoryStatistics({ ...answer, bytes: answer.bytes.slice() }, signal);
    this.process.answered(memory, textMillis);
    await this.write('heap.txt', answer);
    return memory;
  }

  private async fetch(request: ProfileRequest): Promise<ReadAnswer> {
    const { source, signal } = this.tools;
    const { bytes, url: subject } = await source.fetch(request, signal);
    return { bytes, subject, maxBytes: this.ask.maxAnswerBytes() };
  }

  private async write(name: SnapshotFileName, { bytes, maxBytes }: ReadAnswer): Promise<void> {
    const { reader, signal } = this.tools;
    const kept = this.ask.redact ? (await reader.redact({ name, bytes, maxBytes }, signal)).bytes : bytes;
    await this.ask.write(name, kept);
  }
}
