import type { Term } from '../../../shared/model/beam/term';
import { LeakLensError } from '../../../shared/model/errors';
import type { PollCost } from '../../../shared/model/target/pollPace';
import type { ErlangNode } from '../../../shared/ports/sources/erlangNode';
import { Remembered } from './remembered';

/**
 * What a call, and a kilobyte of its answer, take of a node, ms of one core: a little more than was measured (OTP 25, statistics(runtime)): 24
 * calls of a look are 2 to 4 ms, a sweep of 100,000 processes is 65 calls, 10.4 MB and 236 to 275 ms.
 */
const callMillis = 0.15;
const kilobyteMillis = 0.03;

/** Whoever can be asked. */
export interface Asks {
  readonly remembered: Remembered;
  /** @throws LeakLensError */
  call(module: string, name: string, ...args: readonly Term[]): Promise<Term>;
}

/** Asks a node, one call at a time, and counts what that costs. */
export class Asker implements Asks {
  readonly remembered: Remembered;
  private readonly node: Pick<ErlangNode, 'call'>;
  private readonly signal: AbortSignal;
  private bytes = 0;
  private millis = 0;
  private requests = 0;
  private price = 0;

  /** @param remembered of the same life of the node */
  constructor(node: Pick<ErlangNode, 'call'>, signal: AbortSignal, remembered = new Remembered()) {
    this.remembered = remembered;
    this.node = node;
    this.signal = signal;
  }

  /** @throws LeakLensError */
  async call(module: string, name: string, ...args: readonly Term[]): Promise<Term> {
    this.requests += 1;
    const { term, bytes, elapsedMillis } = await this.node.call({ module, name, args }, this.signal);
    this.bytes += bytes;
    this.millis += elapsedMillis;
    this.price += Math.min(elapsedMillis, callMillis + (bytes / 1024) * kilobyteMillis);
    return term;
  }

  /** What all of it took of one core at most, ms: the time of an answer that had to wait for others is theirs. */
  get priceMillis(): number {
    return this.price;
  }

  get cost(): PollCost {
    return { bytes: this.bytes, millis: this.millis, requests: this.requests };
  }
}

/** Whether an answer was larger than a person allows: a smaller question may do. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof LeakLensError && error.problem.kind === 'too-large';
}

/** Whether a call was given up because the node took too long for it. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof LeakLensError && error.problem.erlang === 'busy';
}

/** Whether a release has no such function, or does not take what it was asked with. */
export function isNotOffered(error: unknown): boolean {
  if (!(error instanceof LeakLensError)) return false;
  const { erlang } = error.problem;
  return erlang === 'no-such-function' || erlang === 'call-failed';
}
