import { toDisposable, type Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import type { Finding } from '../../shared/model/finding';
import { nothingAsked, type Capabilities } from '../../shared/model/target/capabilities';
import type { PollCost, PollPace } from '../../shared/model/target/pollPace';
import type { SeriesLimit } from '../../shared/model/series/outlook';
import type { SeriesPoint } from '../../shared/model/series/series';
import type { Grown, Told } from '../../shared/model/told';
import type { Clock } from '../../shared/ports/clock';
import type { Round } from '../../shared/ports/runtime/follower';
import type { Watched, WatchRequest } from '../../shared/ports/engine/timedWatch';
import { EarlierLives } from './earlierLives';
import type { SessionNews, TargetSession } from './targetSession';

/** What a watch has gathered by itself: what a person ignores, and what is new, is not its business. */
export type Gathered = Omit<Watched, 'target' | 'runtime' | 'findings' | 'asBaseline' | 'heaps'> & {
  readonly findings: readonly Finding[];
};

export interface TimedWatchParts {
  readonly clock: Clock;
  readonly thin: (points: readonly SeriesPoint[], most: number) => readonly SeriesPoint[];
}

/** In a row: with the follower's growing pauses a service has about a quarter of a minute to come back. */
const failuresUntilLost = 7;

/** A package of 150,000 lines is read in three seconds, most of the time long before the end. */
const longestExplainMillis = 10_000;

/** More points say no more, neither to a chart nor to a person. */
const mostPoints = 20_000;

/** Watches the target of a session for a time. @throws LeakLensError when not even the first poll succeeds */
export async function timedWatch(
  session: TargetSession,
  request: Pick<WatchRequest, 'durationMillis' | 'progress'>,
  parts: TimedWatchParts,
  signal: AbortSignal,
): Promise<Gathered> {
  const watch = new TimedWatch(session, request, parts);
  const subscription = session.news.on((news) => watch.hear(news));
  try {
    return await watch.run(signal);
  } finally {
    subscription.dispose();
  }
}

class TimedWatch {
  private readonly session: TargetSession;
  private readonly request: Pick<WatchRequest, 'durationMillis' | 'progress'>;
  private readonly parts: TimedWatchParts;
  private readonly startedAtMillis: number;
  private readonly over = new AbortController();
  private polls = 0;
  private restarts = 0;
  private failuresInARow = 0;
  private failure: unknown = null;
  private cost: PollCost = { bytes: 0, millis: 0, requests: 0 };
  private pace: PollPace | null = null;
  private capabilities: Capabilities = nothingAsked;
  private points: SeriesPoint[] = [];
  private limits: readonly SeriesLimit[] = [];
  private readonly lives = new EarlierLives();
  private grown: readonly Grown[] = [];
  private readonly takenBack = new Map<string, Finding>();

  constructor(session: TargetSession, request: TimedWatch['request'], parts: TimedWatchParts) {
    this.session = session;
    this.request = request;
    this.parts = parts;
    this.startedAtMillis = parts.clock.now();
  }

  hear(news: SessionNews): void {
    switch (news.kind) {
      case 'round':
        this.takeIn(news.round);
        return;
      case 'explained':
        this.takeVerdicts(news.told, false);
        return;
      case 'failed':
        this.fail(news.error);
    }
  }

  async run(signal: AbortSignal): Promise<Gathered> {
    const { session } = this;
    const timer = this.parts.clock.after(this.request.durationMillis, () => this.over.abort());
    const stopped = onceAborted(signal, () => this.over.abort());
    try {
      await Promise.race([session.askForLeaks(), abortOf(signal)]);
      this.checkFirst(signal);
      await abortOf(this.over.signal);
      // The closing round, with the runtime's detector, whatever the load makes of the rounds before. A person may cut it short.
      if (!signal.aborted && !this.isOver()) await Promise.race([session.askForLeaks(), abortOf(signal)]);
      await this.awaitSource(signal);
    } finally {
      timer.dispose();
      stopped.dispose();
    }
    return this.result(signal.aborted);
  }

  /** The report tells what the source says, unless reading it takes too long. */
  private async awaitSource(signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    const timer = this.parts.clock.after(longestExplainMillis, () => enough.abort());
    try {
      await Promise.race([this.session.sourceRead(), abortOf(enough.signal), abortOf(signal)]);
    } finally {
      timer.dispose();
    }
  }

  private checkFirst(signal: AbortSignal): void {
    if (this.polls > 0) return;
    if (this.failure !== null) throw asError(this.failure);
    if (signal.aborted) {
      throw new LeakLensError({ kind: 'cancelled', subject: this.session.source.target.url, detail: 'watch' });
    }
  }

  private takeIn({ point, cost, pace, capabilities, findings, takenBack, grown, restarted, limits }: Round): void {
    this.polls += 1;
    this.failuresInARow = 0;
    this.failure = null;
    if (restarted) this.restarts += 1;
    this.cost = {
      bytes: this.cost.bytes + cost.bytes,
      millis: this.cost.millis + cost.millis,
      requests: this.cost.requests + cost.requests,
    };
    this.pace = pace;
    this.capabilities = capabilities;
    this.points.push(point);
    this.limits = limits;
    if (this.points.length > mostPoints) this.points = [...this.parts.thin(this.points, mostPoints / 2)];
    this.takeVerdicts({ findings, takenBack, grown }, restarted);
    const elapsedMillis = this.parts.clock.now() - this.startedAtMillis;
    this.request.progress({ kind: 'polled', polls: this.polls, elapsedMillis, point });
  }

  private takeVerdicts({ findings, takenBack, grown }: Omit<Told, 'earlier'>, restarted: boolean): void {
    this.lives.take(findings, restarted);
    this.grown = grown;
    for (const finding of takenBack) this.takenBack.set(finding.id, finding);
  }

  private fail(error: unknown): void {
    this.failuresInARow += 1;
    this.failure = error;
    this.request.progress({ kind: 'silent', targetName: this.session.source.target.name });
    if (this.isOver()) this.over.abort();
  }

  private isOver(): boolean {
    return this.isLost() || this.isMixed();
  }

  /** Waiting longer would not make one process of several. */
  private isMixed(): boolean {
    return this.failure instanceof LeakLensError && this.failure.problem.kind === 'several-processes';
  }

  private isLost(): boolean {
    return this.failuresInARow >= failuresUntilLost;
  }

  private result(isInterrupted: boolean): Gathered {
    const { startedAtMillis, polls, restarts, cost, pace, capabilities, points, limits, grown, failure } = this;
    // What a mixture of processes seems to do, none of them may do.
    const isMixed = this.isMixed();
    const findings = isMixed ? [] : this.lives.findings();
    const present = new Set(findings.map(({ id }) => id));
    const takenBack = isMixed ? [] : [...this.takenBack.values()].filter(({ id }) => !present.has(id));
    const ending = isMixed ? 'mixed' : isInterrupted ? 'interrupted' : failure === null ? 'complete' : 'lost';
    const endedAtMillis = this.parts.clock.now();
    return {
      startedAtMillis,
      endedAtMillis,
      ending,
      failure,
      polls,
      restarts,
      cost,
      pace,
      capabilities,
      points,
      limits,
      outlooks: isMixed ? [] : this.session.state().outlooks,
      findings,
      takenBack,
      grown: isMixed ? [] : grown,
    };
  }
}

function onceAborted(signal: AbortSignal, then: () => void): Disposable {
  if (signal.aborted) then();
  signal.addEventListener('abort', then, { once: true });
  return toDisposable(() => signal.removeEventListener('abort', then));
}

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
