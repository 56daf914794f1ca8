import type { PollCost } from '../shared/model/pollPace';
import type { ProfileSource, SourceAnswer } from '../shared/ports/profileSource';
import type { Clock } from '../shared/ports/clock';
import type { Gathered, RoundMoment, TakenRequest, TakenSoFar, TargetReader } from '../shared/ports/targetReader';
import type { CostGovernor } from './costGovernor';
import type { MemoryAsk, MemoryReader } from './memoryReader';

export interface Poll extends RoundMoment {
  readonly gathered: Gathered;
  readonly cost: PollCost;
}

export interface ObserveOptions {
  readonly source: ProfileSource;
  readonly reader: Pick<TargetReader, 'take' | 'gather'>;
  readonly clock: Clock;
  readonly governor: CostGovernor;
  readonly memory: MemoryReader;
  /** Share of one core that all questions together may cost the service, 0 to 1. */
  readonly budget: number;
  /** Cap on an answer after unpacking. */
  readonly maxBytes: number;
  /** Another process may answer since the last round. */
  readonly isDoubtful: boolean;
  /** Decides, knowing how many goroutines there are, whether the dear dump is asked for. */
  readonly wantsDump: (goroutines: number) => boolean;
  /** Decides whether the runtime's leak detector is asked. */
  readonly wantsLeaks: () => boolean;
  /** Told when the dump failed. All else of the round is good then. */
  readonly onDumpFailure: (error: unknown) => void;
  /** Told when the leak detector did not answer, or (null) with something else; most services have none. */
  readonly onLeaksFailure: (error: unknown) => void;
}

/**
 * One round of questions, one at a time: the profiles; the memory statistics and the goroutine dump only if they are wanted and
 * the budget has room. @throws LeakLensError
 */
export function observe(options: ObserveOptions, signal: AbortSignal): Promise<Poll> {
  return new RoundOfQuestions(options, signal).ask();
}

interface Taken extends TakenSoFar {
  readonly elapsedMillis: number;
}

class RoundOfQuestions {
  private readonly options: ObserveOptions;
  private readonly signal: AbortSignal;
  private cost: PollCost = { bytes: 0, millis: 0, requests: 0 };

  constructor(options: ObserveOptions, signal: AbortSignal) {
    this.options = options;
    this.signal = signal;
  }

  async ask(): Promise<Poll> {
    const { source, reader, clock, governor, budget, memory: statistics } = this.options;
    const heap = await this.take('heap');
    const memoryAsk: Omit<MemoryAsk, 'goroutines'> = {
      budget,
      maxBytes: this.options.maxBytes,
      heapMillis: heap.elapsedMillis,
      heapStacks: heap.heapStacks,
      isUrgent: this.options.isDoubtful,
      askText: async () => this.counted(await source.fetch('heap-text', this.signal)),
      count: (answer) => void this.counted(answer),
    };
    // Close to the heap profile, which it dates. A round that has yet to find the statistics checks them against the goroutines.
    const early = statistics.knowsWhere ? await statistics.read({ ...memoryAsk, goroutines: null }) : undefined;
    const { goroutines, elapsedMillis } = await this.take('goroutine');
    const memory = early === undefined ? await statistics.read({ ...memoryAsk, goroutines }) : early;
    governor.note('round', heap.elapsedMillis + elapsedMillis, 2, clock.now());
    if (governor.allows('dump', budget, clock.now()) && this.options.wantsDump(goroutines)) await this.takeDump();
    if (this.options.wantsLeaks()) await this.takeLeaks();
    const moment = { residentBytes: await source.residentBytes(), atMillis: clock.now(), memory };
    return { ...moment, gathered: await reader.gather(moment, this.signal), cost: this.cost };
  }

  private async take(request: TakenRequest): Promise<Taken> {
    const { source, reader, maxBytes } = this.options;
    const { bytes, url, elapsedMillis } = this.counted(await source.fetch(request, this.signal));
    return { ...(await reader.take({ request, bytes, subject: url, maxBytes }, this.signal)), elapsedMillis };
  }

  /** The dump explains what the profile has counted already, so a round without it is worth more than none. */
  private async takeDump(): Promise<void> {
    const { governor, clock, onDumpFailure } = this.options;
    try {
      const { elapsedMillis } = await this.take('goroutine-dump');
      governor.note('dump', elapsedMillis, 1, clock.now());
    } catch (error) {
      if (this.signal.aborted) throw error;
      onDumpFailure(error);
    }
  }

  private async takeLeaks(): Promise<void> {
    const { onLeaksFailure } = this.options;
    try {
      const { hasLeakProfile } = await this.take('goroutine-leak');
      if (!hasLeakProfile) onLeaksFailure(null);
    } catch (error) {
      if (this.signal.aborted) throw error;
      onLeaksFailure(error);
    }
  }

  private counted(answer: SourceAnswer): SourceAnswer {
    const { bytes, millis, requests } = this.cost;
    this.cost = {
      bytes: bytes + answer.bytes.length,
      millis: millis + answer.elapsedMillis,
      requests: requests + 1,
    };
    return answer;
  }
}
