import type { Observation } from '../shared/analyser';
import type { PollCost } from '../shared/follower';
import type { GoroutineDump } from '../shared/goroutine';
import type { LeakObservation } from '../shared/judge';
import type { Clock, Decoder, ProfileRequest, ProfileSource, SourceAnswer } from '../shared/ports';
import type { Profile } from '../shared/profile';
import type { CostGovernor } from './costGovernor';
import type { MemoryAsk, MemoryReader } from './memoryReader';

export interface Poll {
  readonly observation: LeakObservation;
  readonly cost: PollCost;
}

export interface ObserveOptions {
  readonly source: ProfileSource;
  readonly decoder: Decoder;
  readonly clock: Clock;
  readonly governor: CostGovernor;
  readonly memory: MemoryReader;
  /** Share of one core that all questions together may cost the service, 0 to 1. */
  readonly budget: number;
  /** Another process may answer since the last round. */
  readonly isDoubtful: boolean;
  /** Decides, knowing how many goroutines there are, whether the dear dump is asked for. */
  readonly wantsDump: (goroutines: number) => boolean;
  /** Decides whether the runtime's leak detector is asked. */
  readonly wantsLeaks: () => boolean;
  readonly goroutineCount: (profile: Observation['goroutines']) => number;
  /** Told when the dump failed. All else of the round is good then. */
  readonly onDumpFailure: (error: unknown) => void;
  /** Told when the leak detector did not answer; most services have none. */
  readonly onLeaksFailure: (error: unknown) => void;
}

type Ask = (request: ProfileRequest) => Promise<SourceAnswer>;

/**
 * One round of questions, one at a time: the profiles; the memory statistics and the goroutine dump only if they are wanted and
 * the budget has room. @throws LeakLensError
 */
export async function observe(options: ObserveOptions, signal: AbortSignal): Promise<Poll> {
  const { source, decoder, clock, governor } = options;
  const answers: SourceAnswer[] = [];
  const ask: Ask = async (request) => {
    const answer = await source.fetch(request, signal);
    answers.push(answer);
    return answer;
  };
  const heapAnswer = await ask('heap');
  const heap = decoder.profile(heapAnswer.bytes, heapAnswer.url);
  const memoryAsk: Omit<MemoryAsk, 'goroutines'> = {
    budget: options.budget,
    heapStacks: heap.samples.count,
    isUrgent: options.isDoubtful,
    askText: () => ask('heap-text'),
    count: (answer) => answers.push(answer),
  };
  // Close to the heap profile, which it dates. A round that has yet to find the statistics checks them against the goroutines.
  const early = options.memory.knowsWhere ? await options.memory.read({ ...memoryAsk, goroutines: null }) : undefined;
  const goroutineAnswer = await ask('goroutine');
  const goroutines = decoder.profile(goroutineAnswer.bytes, goroutineAnswer.url);
  const count = options.goroutineCount(goroutines);
  const memory = early === undefined ? await options.memory.read({ ...memoryAsk, goroutines: count }) : early;
  governor.note('round', heapAnswer.elapsedMillis + goroutineAnswer.elapsedMillis, 2, clock.now());
  const mayDump = governor.allows('dump', options.budget, clock.now()) && options.wantsDump(count);
  const dump = mayDump ? await askDump(options, ask, signal) : null;
  const leaked = options.wantsLeaks() ? await askLeaks(options, ask, signal) : null;
  const residentBytes = await source.residentBytes();
  return {
    observation: { atMillis: clock.now(), memory, heap, goroutines, dump, leaked, residentBytes },
    cost: {
      bytes: sum(answers, (answer) => answer.bytes.length),
      millis: sum(answers, (answer) => answer.elapsedMillis),
      requests: answers.length,
    },
  };
}

/** The dump explains what the profile has counted already, so a round without it is worth more than none. */
async function askDump(
  { decoder, clock, governor, onDumpFailure }: ObserveOptions,
  ask: Ask,
  signal: AbortSignal,
): Promise<GoroutineDump | null> {
  try {
    const answer = await ask('goroutine-dump');
    governor.note('dump', answer.elapsedMillis, 1, clock.now());
    return decoder.goroutineDump(answer.bytes, answer.url);
  } catch (error) {
    if (signal.aborted) throw error;
    onDumpFailure(error);
    return null;
  }
}

async function askLeaks(
  { decoder, onLeaksFailure }: ObserveOptions,
  ask: Ask,
  signal: AbortSignal,
): Promise<Profile | null> {
  try {
    const answer = await ask('goroutine-leak');
    return decoder.profile(answer.bytes, answer.url);
  } catch (error) {
    if (signal.aborted) throw error;
    onLeaksFailure(error);
    return null;
  }
}

function sum(answers: readonly SourceAnswer[], of: (answer: SourceAnswer) => number): number {
  return answers.reduce((total, answer) => total + of(answer), 0);
}
