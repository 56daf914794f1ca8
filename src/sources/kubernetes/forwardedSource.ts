import { LeakLensError, type ProblemKind } from '../../shared/model/errors';
import type {
  NeighbourAnswer,
  NeighbourPage,
  ProfileRequest,
  ProfileSource,
  SourceAnswer,
} from '../../shared/ports/sources/profileSource';
import type { LiveProfile } from '../../shared/model/views/liveProfile';
import type { MemoryLimit } from '../../shared/model/series/outlook';
import type { Target } from '../../shared/model/target/target';
import { linkSignals } from '../base/linkSignals';
import { RequestQueue } from '../base/requestQueue';
import type { PortForward } from './portForward';

export interface ForwardedParts {
  /** Asks at the local port. Owned by the forwarded source from now on, as is the forward. */
  readonly source: ProfileSource;
  readonly target: Target;
  readonly forward: PortForward;
  /** Another one at the same local port. @throws LeakLensError */
  readonly reopen: (signal: AbortSignal) => Promise<PortForward>;
  /** Bytes that the pod allows; null where it sets no limit. @throws LeakLensError */
  readonly memoryLimit: (signal: AbortSignal) => Promise<number | null>;
}

type AskForwarded = (parts: Pick<ForwardedParts, 'source'>, signal: AbortSignal) => Promise<SourceAnswer>;

/**
 * A source behind a forward of kubectl. A request that finds the forward ended starts it anew first, and is never sent to
 * a port that may be another program's by now. So whoever polls with growing pauses has kubectl started with the same.
 */
export class ForwardedSource implements ProfileSource {
  readonly target: Target;
  readonly runtime: string;
  private readonly parts: ForwardedParts;
  private readonly queue = new RequestQueue();
  private readonly life = new AbortController();
  private forward: PortForward;

  constructor(parts: ForwardedParts) {
    this.parts = parts;
    this.target = parts.target;
    this.runtime = parts.source.runtime;
    this.forward = parts.forward;
  }

  fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer> {
    return this.inTurn(request, signal, ({ source }, linked) => source.fetch(request, linked));
  }

  look(profile: LiveProfile, seconds: number | null, signal: AbortSignal): Promise<SourceAnswer> {
    return this.inTurn(profile, signal, ({ source }, linked) => {
      if (source.look !== undefined) return source.look(profile, seconds, linked);
      const subject = this.target.url + profile;
      throw new LeakLensError({ kind: 'not-found', subject, detail: 'the source answers no such question' });
    });
  }

  /** The process runs in the pod: this machine sees only kubectl. */
  residentBytes(): Promise<null> {
    return Promise.resolve(null);
  }

  async memoryLimits(): Promise<readonly MemoryLimit[]> {
    const bytes = await this.parts.memoryLimit(this.life.signal).catch(() => null);
    return bytes === null ? [] : [{ bytes, origin: 'pod' }];
  }

  /** Not worth starting kubectl for. */
  async neighbour(page: NeighbourPage): Promise<NeighbourAnswer> {
    const none = { answer: null, elapsedMillis: null };
    try {
      return await this.queue.run(this.life.signal, async () =>
        this.forward.isOpen ? ((await this.parts.source.neighbour?.(page)) ?? none) : none,
      );
    } catch {
      return none;
    }
  }

  dispose(): void {
    this.life.abort();
    this.parts.source.dispose();
    this.forward.dispose();
  }

  private async inTurn(what: string, signal: AbortSignal, ask: AskForwarded): Promise<SourceAnswer> {
    const subject = this.target.url + what;
    const cancelled = (cause: unknown) => new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' }, cause);
    const linked = linkSignals([signal, this.life.signal], cancelled);
    try {
      return await this.queue.run(linked.signal, () => this.ask(linked.signal, ask));
    } finally {
      linked.dispose();
    }
  }

  private async ask(signal: AbortSignal, ask: AskForwarded): Promise<SourceAnswer> {
    if (!this.forward.isOpen) await this.reopen(signal);
    try {
      return await ask(this.parts, signal);
    } catch (error) {
      throw await explained(error, this.forward);
    }
  }

  private async reopen(signal: AbortSignal): Promise<void> {
    // The port is free only once the program is gone.
    await this.forward.ended;
    this.forward = await this.parts.reopen(signal);
    if (!this.life.signal.aborted) return;
    this.forward.dispose();
    throw new LeakLensError({ kind: 'cancelled', subject: this.target.url, detail: 'cancelled' });
  }
}

/** Those that say nothing about the service: something on the way failed. */
const failuresOfTheWay: readonly ProblemKind[] = ['refused', 'timeout', 'network', 'cut-off'];

/**
 * A request's failure, in kubectl's words where it complained. The forward ends when something on the way failed: some
 * versions of kubectl run on after that, and no connection through them ever works again (kubernetes/kubernetes#67059).
 */
export async function explained(error: unknown, forward: PortForward): Promise<unknown> {
  if (!(error instanceof LeakLensError) || !failuresOfTheWay.includes(error.problem.kind)) return error;
  forward.dispose();
  const problem = await forward.ended;
  return problem === null ? error : new LeakLensError(problem, error);
}
