import { t } from '@vscode/l10n';
import { toDisposable } from '../../shared/base/disposable';
import { fineDurationWords } from '../../shared/base/durationWords';
import { LeakLensError } from '../../shared/model/errors';
import type { Finding } from '../../shared/model/finding';
import { type Follower, type Followers, type FollowSettings, type Round } from '../../shared/ports/follower';
import { type PollPace } from '../../shared/model/target/pollPace';
import { costBudgets } from '../../shared/model/target/pollPace';
import { type PollCost } from '../../shared/model/target/pollPace';
import { type Told } from '../../shared/model/told';
import { type Grown } from '../../shared/model/told';
import { defaultThresholds } from '../../shared/model/verdictThresholds';
import type { ProfileSource } from '../../shared/ports/profileSource';
import type { Clock } from '../../shared/ports/clock';
import type { SeriesPoint } from '../../shared/model/series';
import { defaultSettings } from '../../shared/model/settings';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { WatchEnding } from '../findings/watchReport';
import { maxAnswerBytes } from '../arguments/commonOptions';
import type { Progress } from '../base/progress';
import { EarlierLives } from './earlierLives';
import { shortWatchMillis } from './watchOptions';

/** What a watch has gathered when it ends. */
export interface Watched {
  readonly startedAtMillis: number;
  readonly endedAtMillis: number;
  readonly ending: WatchEnding;
  /** Why the service counts as lost; null when it does not. */
  readonly failure: unknown;
  readonly polls: number;
  readonly restarts: number;
  readonly cost: PollCost;
  /** Of the last poll; null when none succeeded. */
  readonly pace: PollPace | null;
  readonly points: readonly SeriesPoint[];
  /** Of the last poll that succeeded, and what earlier processes leaked. */
  readonly findings: readonly Finding[];
  /** What was probable or proven meanwhile and is told no more, with what became of it. */
  readonly takenBack: readonly Finding[];
  /** What grew up to the last poll that succeeded and is no finding. */
  readonly grown: readonly Grown[];
}

export interface WatchTask {
  readonly followers: Followers;
  readonly source: ProfileSource;
  readonly durationMillis: number;
  readonly intervalMillis: number;
  readonly thin: (points: readonly SeriesPoint[], most: number) => readonly SeriesPoint[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** In a row: with the follower's growing pauses a service has about a quarter of a minute to come back. */
const failuresUntilLost = 5;

/** A package of 150,000 lines is read in three seconds, most of the time long before the end. */
const longestExplainMillis = 10_000;

/** More points say no more, neither to a chart nor to a person. */
const mostPoints = 20_000;

/** Follows a service for a time. @throws LeakLensError when not even the first poll succeeds */
export function watchTarget(task: WatchTask): Promise<Watched> {
  return new Watch(task).run();
}

class Watch {
  private readonly task: WatchTask;
  private readonly startedAtMillis: number;
  private readonly over = new AbortController();
  private polls = 0;
  private restarts = 0;
  private failuresInARow = 0;
  private failure: unknown = null;
  private cost: PollCost = { bytes: 0, millis: 0, requests: 0 };
  private pace: PollPace | null = null;
  private points: SeriesPoint[] = [];
  private readonly lives = new EarlierLives();
  private grown: readonly Grown[] = [];
  private readonly takenBack = new Map<string, Finding>();

  constructor(task: WatchTask) {
    this.task = task;
    this.startedAtMillis = task.clock.now();
  }

  async run(): Promise<Watched> {
    const { followers, source, durationMillis, signal } = this.task;
    const follower = followers.follow({
      source,
      settings: () => this.settings(),
      firstLife: 0,
      events: {
        round: (round) => {
          this.takeIn(round);
          return Promise.resolve();
        },
        explained: (told) => this.takeVerdicts(told, false),
        failed: (error) => this.fail(error),
        warned: () => undefined,
      },
    });
    const timer = this.task.clock.after(durationMillis, () => this.over.abort());
    const stopped = onceAborted(signal, () => this.over.abort());
    try {
      await Promise.race([follower.askForLeaks(), abortOf(signal)]);
      this.checkFirst();
      await abortOf(this.over.signal);
      // The closing round, with the runtime's detector, whatever the load makes of the rounds before. A person may cut it short.
      if (!signal.aborted && !this.isLost()) await Promise.race([follower.askForLeaks(), abortOf(signal)]);
      await this.awaitSource(follower);
    } finally {
      timer.dispose();
      stopped.dispose();
      follower.dispose();
    }
    return this.result();
  }

  /** The report tells what the source says, unless reading it takes too long. */
  private async awaitSource(follower: Follower): Promise<void> {
    const enough = new AbortController();
    const timer = this.task.clock.after(longestExplainMillis, () => enough.abort());
    await Promise.race([follower.explained(), abortOf(enough.signal), abortOf(this.task.signal)]);
    timer.dispose();
  }

  private checkFirst(): void {
    if (this.polls > 0) return;
    if (this.failure !== null) throw asError(this.failure);
    if (this.task.signal.aborted) {
      throw new LeakLensError({ kind: 'cancelled', subject: this.task.source.target.url, detail: 'watch' });
    }
  }

  private takeIn({ point, cost, pace, findings, takenBack, grown, restarted }: Round): void {
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
    this.points.push(point);
    if (this.points.length > mostPoints) this.points = [...this.task.thin(this.points, mostPoints / 2)];
    this.takeVerdicts({ findings, takenBack, grown }, restarted);
    this.task.progress.show(this.progressWords(point));
  }

  private takeVerdicts({ findings, takenBack, grown }: Told, restarted: boolean): void {
    this.lives.take(findings, restarted);
    this.grown = grown;
    for (const finding of takenBack) this.takenBack.set(finding.id, finding);
  }

  private fail(error: unknown): void {
    this.failuresInARow += 1;
    this.failure = error;
    this.task.progress.show(t('no answer from {0}, trying again', this.task.source.target.name));
    if (this.isLost()) this.over.abort();
  }

  private isLost(): boolean {
    return this.failuresInARow >= failuresUntilLost;
  }

  private remainingMillis(): number {
    return this.startedAtMillis + this.task.durationMillis - this.task.clock.now();
  }

  private progressWords({ values }: SeriesPoint): string {
    const elapsed = fineDurationWords((this.task.durationMillis - this.remainingMillis()) / 1000, t);
    return t(
      '{0} of {1}: {2} polls, {3} goroutines, {4} of live heap',
      elapsed,
      fineDurationWords(this.task.durationMillis / 1000, t),
      formatCount(this.polls),
      formatCount(values.goroutines ?? 0),
      formatBytes(values.liveHeap ?? 0),
    );
  }

  private settings(): FollowSettings {
    return {
      intervalMillis: this.task.intervalMillis,
      costBudget: this.task.durationMillis <= shortWatchMillis ? costBudgets.shortWatch : costBudgets.followed,
      dumpLimit: defaultSettings.goroutineDumpLimit,
      dumpIntervalMillis: Math.min(30_000, Math.max(10_000, this.task.durationMillis / 6)),
      leastGoroutines: defaultSettings.minimumGoroutines,
      thresholds: defaultThresholds,
      maxAnswerBytes,
    };
  }

  private result(): Watched {
    const { startedAtMillis, polls, restarts, cost, pace, points, grown, failure } = this;
    const findings = this.lives.findings();
    const present = new Set(findings.map(({ id }) => id));
    const takenBack = [...this.takenBack.values()].filter(({ id }) => !present.has(id));
    const ending = this.task.signal.aborted ? 'interrupted' : failure === null ? 'complete' : 'lost';
    const endedAtMillis = this.task.clock.now();
    return {
      startedAtMillis,
      endedAtMillis,
      ending,
      failure,
      polls,
      restarts,
      cost,
      pace,
      points,
      findings,
      takenBack,
      grown,
    };
  }
}

function onceAborted(signal: AbortSignal, then: () => void): { dispose(): void } {
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
