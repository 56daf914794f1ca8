import type { Observation } from '../shared/analyser';
import type { GoroutineDump } from '../shared/goroutine';
import type { Clock, Decoder, ProfileRequest, ProfileSource, SourceAnswer } from '../shared/ports';

/** What a poll cost the service and the wire. */
export interface PollCost {
  readonly bytes: number;
  readonly millis: number;
  readonly requests: number;
}

export interface Poll {
  readonly observation: Observation;
  readonly residentBytes: number | null;
  readonly cost: PollCost;
}

export interface ObserveOptions {
  readonly source: ProfileSource;
  readonly decoder: Decoder;
  readonly clock: Clock;
  /** Decides, knowing how many goroutines there are, whether the dear dump is asked for. */
  readonly wantsDump: (goroutines: number) => boolean;
  readonly goroutineCount: (profile: Observation['goroutines']) => number;
  /** Told when the dump failed. All else of the round is good then. */
  readonly onDumpFailure: (error: unknown) => void;
}

/** One round of questions, one at a time: the cheap ones first, the goroutine dump only if wanted. @throws LeakLensError */
export async function observe(options: ObserveOptions, signal: AbortSignal): Promise<Poll> {
  const { source, decoder, clock } = options;
  const answers: SourceAnswer[] = [];
  const ask = async (request: ProfileRequest) => {
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
  return {
    observation: { atMillis: clock.now(), memory, heap, goroutines, dump },
    residentBytes: await source.residentBytes(),
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
  ask: (request: ProfileRequest) => Promise<SourceAnswer>,
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

function sum(answers: readonly SourceAnswer[], of: (answer: SourceAnswer) => number): number {
  return answers.reduce((total, answer) => total + of(answer), 0);
}
