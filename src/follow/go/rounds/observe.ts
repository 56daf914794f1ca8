import type { PollCost } from '../../../shared/model/target/pollPace';
import type { ProfileSource, SourceAnswer } from '../../../shared/ports/sources/profileSource';
import type { Clock } from '../../../shared/ports/clock';
import type {
  Gathered,
  RoundMoment,
  TakenRequest,
  TakenSoFar,
  TargetReader,
} from '../../../shared/ports/runtime/targetReader';
import { isRefusal, type Refusal } from '../../../shared/model/target/capabilities';
import { LeakLensError } from '../../../shared/model/errors';
import { nothingOffered } from '../../../shared/model/target/nothingOffered';
import type { CostGovernor } from '../../pace/costGovernor';
import type { GoQuestion } from './goPrices';
import type { GoCapability } from './goCapabilities';
import type { KnownCapabilities } from '../../pace/knownCapabilities';
import type { MemoryAsk, MemoryReader } from './memoryReader';

export interface Poll extends RoundMoment {
  readonly gathered: Gathered;
  readonly cost: PollCost;
}

export interface ObserveOptions {
  readonly source: ProfileSource;
  readonly reader: Pick<TargetReader, 'take' | 'gather'>;
  readonly clock: Clock;
  readonly governor: CostGovernor<GoQuestion>;
  readonly memory: MemoryReader;
  readonly capabilities: KnownCapabilities<GoCapability>;
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
  /** Told when the dump failed, and not because the service has none. All else of the round is good then. */
  readonly onDumpFailure: (error: unknown) => void;
  /** Told when the leak detector did not answer, or (null) with something else; most services have none. */
  readonly onLeaksFailure: (error: unknown) => void;
}

/**
 * One round of questions, one at a time: the profiles that the service offers; the memory statistics and the goroutine dump only if
 * they are wanted and the budget has room. One of the two profiles makes a round.
 * @throws LeakLensError when a question went wrong, or neither profile is offered
 */
export function observe(options: ObserveOptions, signal: AbortSignal): Promise<Poll> {
  return new RoundOfQuestions(options, signal).ask();
}

interface Taken extends TakenSoFar {
  readonly elapsedMillis: number;
}

/** The profiles that make a round, and what they are asked as. */
const profiles = { heap: 'heap', goroutines: 'goroutine' } as const;

class RoundOfQuestions {
  private readonly options: ObserveOptions;
  private readonly signal: AbortSignal;
  private cost: PollCost = { bytes: 0, millis: 0, requests: 0 };
  private hasBegun = false;
  /** Remembered only when the service answers to something: else it is away, and says nothing of what it offers. */
  private readonly refusals: (Refusal & { readonly kind: keyof typeof profiles })[] = [];

  constructor(options: ObserveOptions, signal: AbortSignal) {
    this.options = options;
    this.signal = signal;
  }

  async ask(): Promise<Poll> {
    const { source, reader, clock, memory: statistics } = this.options;
    const heap = await this.takeOffered('heap');
    // Close to the heap profile, which it dates. A round that has yet to find the statistics checks them against the goroutines.
    const isEarly = heap !== null && statistics.knowsWhere;
    const early = isEarly ? await statistics.read(this.memoryAsk(heap, null)) : null;
    const counted = await this.takeOffered('goroutines');
    if (heap === null && counted === null) throw nothingOffered(source.target.url, this.refusals);
    this.rememberRefusals();
    const memory = isEarly ? early : await statistics.read(this.memoryAsk(heap, counted));
    this.notePrice([heap, counted]);
    await this.askFurther(counted?.goroutines ?? null);
    const moment = { residentBytes: await source.residentBytes(), atMillis: clock.now(), memory };
    const taken = { heap: heap !== null, goroutines: counted !== null };
    return { ...moment, gathered: await reader.gather({ ...moment, taken }, this.signal), cost: this.cost };
  }

  /** Null when the service does not offer the profile, as far as is known. @throws LeakLensError when asking went wrong */
  private async takeOffered(kind: keyof typeof profiles): Promise<Taken | null> {
    const { capabilities, clock } = this.options;
    if (!capabilities.wants(kind, clock.now())) return null;
    try {
      const taken = await this.take(profiles[kind]);
      capabilities.offered(kind);
      return taken;
    } catch (error) {
      if (!(error instanceof LeakLensError) || !isRefusal(error.problem)) throw error;
      this.refusals.push({ kind, problem: error.problem });
      return null;
    }
  }

  private rememberRefusals(): void {
    const { capabilities, clock } = this.options;
    for (const { kind, problem } of this.refusals) capabilities.refused(kind, problem, clock.now());
  }

  private memoryAsk(heap: Taken | null, counted: Taken | null): MemoryAsk {
    const { source, budget, maxBytes, isDoubtful } = this.options;
    return {
      budget,
      maxBytes,
      profileMillis: (heap ?? counted)?.elapsedMillis ?? 0,
      heapStacks: heap?.heapStacks ?? 0,
      goroutines: counted?.goroutines ?? null,
      isUrgent: isDoubtful,
      askText:
        heap === null && !this.isProfilingOff()
          ? null
          : async () => this.counted(await source.fetch('heap-text', this.signal)),
      count: (answer) => void this.counted(answer),
    };
  }

  /** The text of such a heap still ends with the statistics. */
  private isProfilingOff(): boolean {
    const refused = this.refusals.find(({ kind }) => kind === 'heap')?.problem;
    const known = this.options.capabilities.all['heap'];
    return (refused ?? (known.state === 'refused' ? known.problem : undefined))?.isProfilingOff === true;
  }

  private notePrice(asked: readonly (Taken | null)[]): void {
    const { governor, clock } = this.options;
    const answered = asked.filter((taken) => taken !== null);
    const millis = answered.reduce((sum, { elapsedMillis }) => sum + elapsedMillis, 0);
    governor.note('round', millis, answered.length, clock.now());
  }

  private async askFurther(goroutines: number | null): Promise<void> {
    const { governor, budget, clock, capabilities, wantsDump, wantsLeaks } = this.options;
    const now = clock.now();
    const hasRoom = governor.allows('dump', budget, now) && capabilities.wants('stacks', now);
    // How many there are decides whether the dump may be asked for at all.
    if (hasRoom && goroutines !== null && wantsDump(goroutines)) await this.takeDump();
    if (wantsLeaks()) await this.takeLeaks();
  }

  private async take(request: TakenRequest): Promise<Taken> {
    const { source, reader, maxBytes } = this.options;
    const { bytes, url, elapsedMillis } = this.counted(await source.fetch(request, this.signal));
    const beginsRound = !this.hasBegun;
    this.hasBegun = true;
    const answer = { request, beginsRound, bytes, subject: url, maxBytes };
    return { ...(await reader.take(answer, this.signal)), elapsedMillis };
  }

  /** The dump explains what the profile has counted already, so a round without it is worth more than none. */
  private async takeDump(): Promise<void> {
    const { governor, clock, capabilities, onDumpFailure } = this.options;
    try {
      const { elapsedMillis } = await this.take('goroutine-dump');
      capabilities.offered('stacks');
      governor.note('dump', elapsedMillis, 1, clock.now());
    } catch (error) {
      if (this.signal.aborted) throw error;
      if (error instanceof LeakLensError && isRefusal(error.problem))
        capabilities.refused('stacks', error.problem, clock.now());
      else onDumpFailure(error);
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
