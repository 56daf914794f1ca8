import type { Observation } from '../shared/analyser';
import type { PollCost } from '../shared/follower';
import type { GoroutineDump } from '../shared/goroutine';
import type { LeakObservation } from '../shared/judge';
import type { Clock, Decoder, ProfileRequest, ProfileSource, SourceAnswer } from '../shared/ports';
import type { Profile } from '../shared/profile';

export interface Poll {
  readonly observation: LeakObservation;
  readonly cost: PollCost;
}

export interface ObserveOptions {
  readonly source: ProfileSource;
  readonly decoder: Decoder;
  readonly clock: Clock;
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

/** One round of questions, one at a time: the cheap ones first, the goroutine dump only if wanted. @throws LeakLensError */
export async function observe(options: ObserveOptions, signal: AbortSignal): Promise<Poll> {
  const { source, decoder, clock } = options;
  const answers: SourceAnswer[] = [];
  const ask: Ask = async (request) => {
    const answer = await source.fetch(request, signal);
    answers.push(answer);
    return answer;
  };
  const heapAnswer = await ask('heap');
  const heap = decoder.profile(heapAnswer.bytes, heapAnswer.url);
  const textAnswer = await ask('heap-text');
  const memory = decoder.memoryStatistics(textAnswer.bytes, textAnswer.url);
  const goroutineAnswer = await ask('goroutine');
  const goroutines = decoder.profile(goroutineAnswer.bytes, goroutineAnswer.url);
  const wantsDump = options.wantsDump(options.goroutineCount(goroutines));
  const dump = wantsDump ? await askDump(options, ask, signal) : null;
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
  { decoder, onDumpFailure }: ObserveOptions,
  ask: Ask,
  signal: AbortSignal,
): Promise<GoroutineDump | null> {
  try {
    const answer = await ask('goroutine-dump');
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
