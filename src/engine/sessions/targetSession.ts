import type { Analysis } from '../../shared/ports/runtime/analysis';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { ArchiveLabels } from '../../shared/model/archive/archive';
import { nothingAsked, refusalsOf, type Capabilities } from '../../shared/model/target/capabilities';
import type { Probed, ProbeName } from '../../shared/model/finding';
import { toProblem, type Problem } from '../../shared/model/errors';
import { Emitter } from '../../shared/base/emitter';
import type { Told } from '../../shared/model/told';
import type { Follower, Followers, FollowSettings, Round } from '../../shared/ports/runtime/follower';
import type { NodeReports } from '../../shared/ports/runtime/nodeLooks';
import type { PollCost, PollPace } from '../../shared/model/target/pollPace';
import type { Log } from '../../shared/ports/log';
import { isReplicaSource } from '../../shared/ports/sources/replicaSource';
import type { TargetSource } from '../../shared/ports/sources/targetSource';
import type { SeriesStore, VerdictStore } from '../../shared/ports/stores';
import type { Runtime } from '../../shared/ports/runtime/runtime';
import type { Outlook, SeriesLimit } from '../../shared/model/series/outlook';
import type { SeriesPoint } from '../../shared/model/series/series';
import type { SiteReport } from '../../shared/model/siteReport';
import type { TargetPhase } from '../../shared/model/target/target';
import type { TargetStatus } from '../../shared/model/target/targetStatus';
import { MovedLines } from '../lines/movedLines';
import { TargetLines } from '../lines/targetLines';
import type { UnsavedEdits } from '../lines/unsavedEdits';
import { gone, heard, unheard, unwatched, type ServiceWatch } from '../states/serviceWatch';
import { withOutlook } from './withOutlook';
import { keptText, parseKept } from './keptVerdicts';
import { SeriesBuffer } from './seriesBuffer';

export interface SessionParts {
  readonly runtime: Pick<Runtime, 'id' | 'series'>;
  readonly source: TargetSource;
  readonly analysis: Analysis;
  readonly followers: Followers;
  readonly unsaved: UnsavedEdits;
  readonly series: SeriesStore;
  readonly remembered: VerdictStore;
  readonly log: Log;
  readonly settings: () => FollowSettings;
}

export interface SessionEvents {
  /** Phase, problem or numbers changed. */
  readonly stateChanged: () => void;
  /** A new look at the lines, and what it means. */
  readonly reported: (report: SiteReport, told: ToldFindings) => void;
  readonly seriesGrew: (points: readonly SeriesPoint[]) => void;
}

/** What is known of a target from before. */
export interface EarlierWatch {
  readonly points: readonly SeriesPoint[];
  /** As the session before left it; null where there is nothing. */
  readonly kept: string | null;
}

/** The findings of a round, and those of an earlier process that it says nothing of. */
export type ToldFindings = Pick<Told, 'findings' | 'earlier'>;

/** How it stands with a target, but for what is found in it. */
export type SessionState = Omit<TargetStatus, 'condition' | 'replicaOf' | 'outlierIn' | 'outlyingVersion'>;

/** What a session hears from its target, as it comes. */
export type SessionNews =
  | { readonly kind: 'round'; readonly round: Round }
  /** The source said more: the newest round judged again. */
  | { readonly kind: 'explained'; readonly told: Told }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One connected target: follows its lines and its numbers, and keeps the last good state while it is away. */
export class TargetSession implements Disposable {
  readonly source: TargetSource;
  readonly lines: TargetLines;
  readonly news = new Emitter<SessionNews>();
  private readonly parts: SessionParts;
  private readonly events: SessionEvents;
  private readonly disposables = new DisposableStore();
  private readonly follower: Follower;
  private readonly buffer: SeriesBuffer;
  private phase: TargetPhase = 'connecting';
  private watched: ServiceWatch = unwatched;
  /** Of the newest round. */
  private report: SiteReport | null = null;
  /** As of the newest round. */
  private outlooks: readonly Outlook[] = [];
  private limits: readonly SeriesLimit[] = [];
  private problem: Problem | null = null;
  private nextAttemptMillis: number | null = null;
  private cost: PollCost | null = null;
  private pace: PollPace | null = null;
  /** Of the program that answered last; empty where nobody knows. */
  private buildId = '';
  private capabilities: Capabilities = nothingAsked;
  private left = false;
  /** Moments that only the process that answered last can have lived through. */
  private marks: readonly string[] = [];
  private seriesKept = true;
  private verdictsKept = true;
  /** What was kept of the verdicts last, and when. */
  private keptOutline = '';
  private keptMillis = -Infinity;

  constructor(parts: SessionParts, events: SessionEvents, earlier: EarlierWatch) {
    this.parts = parts;
    this.events = events;
    this.source = this.disposables.add(parts.source);
    this.lines = new TargetLines(this.disposables.add(new MovedLines(parts.unsaved)));
    this.buffer = new SeriesBuffer(parts.analysis, earlier.points);
    const kept = parseKept(earlier.kept, this.buffer.latest);
    this.follower = this.disposables.add(
      parts.followers.follow({
        source: parts.source,
        settings: parts.settings,
        events: {
          round: (round) => this.seen(round),
          explained: (told) => this.explained(told),
          unchanged: () => this.unchanged(),
          failed: (error, nextAttemptMillis) => this.failed(error, nextAttemptMillis),
          warned: (what, error) => this.warn(what, error),
        },
        // Without a memory nobody knows whether the earlier points were of this very process: a new life is the careful reading.
        firstLife: kept?.life ?? (this.buffer.latest?.life ?? -1) + 1,
        firstBuild: this.buffer.latest?.build ?? 0,
        memory: kept?.memory ?? null,
      }),
    );
  }

  /** Polls now; settles when the round is over, good or bad. */
  pollNow(): Promise<void> {
    return this.follower.pollNow();
  }

  /** The interval between polls is another one now. */
  intervalChanged(): void {
    this.follower.intervalChanged();
  }

  /** Asks the runtime's leak detector, at the price of a collection, and polls. @returns false when the service has none */
  askForLeaks(): Promise<boolean> {
    return this.follower.askForLeaks();
  }

  /** Tries something at the service that is more than a read: a person has agreed. @throws LeakLensError */
  probe(finding: string, probe: ProbeName, signal: AbortSignal): Promise<Probed> {
    return this.follower.probe(finding, probe, signal);
  }

  /** What a node is asked for a person or an agent; null where the runtime has nothing of the kind. */
  get reports(): NodeReports | null {
    return this.follower.reports;
  }

  /** Settles when the source has said all that was asked of it so far. */
  sourceRead(): Promise<void> {
    return this.follower.explained();
  }

  pointsSince(millis: number | null): readonly SeriesPoint[] {
    return this.buffer.since(millis);
  }

  /** What tells it from other replicas of its service: as an archive labels it, else which build it is. */
  get labels(): ArchiveLabels {
    if (isReplicaSource(this.source)) return this.source.labels;
    return this.buildId === '' ? {} : { build_id: this.buildId };
  }

  /** What only the process that answered last can say; empty where it says nothing of the kind. */
  get processMarks(): readonly string[] {
    return this.marks;
  }

  /** The numbers so far are kept nowhere any more. */
  forgetPoints(): void {
    this.buffer.clear();
    this.events.stateChanged();
  }

  /** How far the process that answers has been watched. */
  get watch(): ServiceWatch {
    return this.watched;
  }

  state(): SessionState {
    const points = this.buffer.since((this.buffer.latest?.atMillis ?? 0) - growthWindowMillis);
    const { analysis, runtime } = this.parts;
    const growth = Object.fromEntries(
      runtime.series.flatMap((spec) => {
        const perMinute = analysis.seriesGrowth(points, spec);
        return perMinute === null ? [] : [[spec.id, perMinute] as const];
      }),
    );
    return {
      target: this.source.target,
      phase: this.phase,
      problem: this.problem,
      nextAttemptMillis: this.nextAttemptMillis,
      latest: this.buffer.latest,
      runtime: runtime.id,
      growth,
      limits: this.limits,
      outlooks: this.outlooks,
      liveHeapPerMinute: growth['liveHeap'] ?? null,
      goroutinesPerMinute: growth['goroutines'] ?? null,
      cost: this.cost,
      pace: this.pace,
      capabilities: this.capabilities,
    };
  }

  /** It is not there any more: it is asked nothing more, and what is known of it stands. */
  leave(): void {
    this.follower.dispose();
    this.source.dispose();
    this.left = true;
    this.phase = 'reconnecting';
    this.watched = gone(this.watched);
    this.problem = null;
    this.nextAttemptMillis = null;
    this.parts.log.info(`${this.source.target.name}: gone`);
    this.events.stateChanged();
  }

  /** `leave` was called: nobody follows it. */
  get hasLeft(): boolean {
    return this.left;
  }

  dispose(): void {
    this.disposables.dispose();
    this.news.dispose();
  }

  private async seen(answered: Round): Promise<void> {
    this.lookAhead(answered);
    const round = { ...answered, findings: withOutlook(answered.findings, this.outlooks) };
    this.noticeRestart(round);
    this.noticeCapabilities(round);
    this.lines.update(round.sources);
    this.succeeded(round);
    this.report = round.report;
    this.events.reported(round.report, round);
    this.news.fire({ kind: 'round', round });
    await this.record(round);
    await this.keepVerdicts(round);
  }

  /** Asked once more: what the source says comes after its round. */
  private explained(said: Told): void {
    const told = { ...said, findings: withOutlook(said.findings, this.outlooks) };
    if (this.report !== null) this.events.reported(this.report, told);
    this.events.stateChanged();
    this.news.fire({ kind: 'explained', told });
  }

  /** It answers, and what was said last stands. */
  private unchanged(): void {
    if (this.phase === 'connected') return;
    this.phase = 'connected';
    this.watched = { ...this.watched, away: null };
    this.problem = null;
    this.nextAttemptMillis = null;
    this.events.stateChanged();
  }

  private lookAhead({ point, limits }: Round): void {
    this.limits = limits;
    const points = [...this.buffer.since(point.atMillis - outlookWindowMillis), point];
    this.outlooks = limits.flatMap((limit) => this.parts.analysis.outlook(points, limit) ?? []);
  }

  private noticeRestart({ restarted, rebuilt }: Round): void {
    const { name, url } = this.source.target;
    if (restarted) this.parts.log.info(`${name}: another process answers at ${url}`);
    // The same program started again still has the lines it was built from.
    if (rebuilt) this.lines.moved.rebase();
  }

  /** Once for each thing, not with every poll. */
  private noticeCapabilities({ capabilities }: Round): void {
    for (const { kind, problem } of refusalsOf(capabilities)) {
      // What no archive keeps is nothing that went wrong.
      if (problem.archive === 'not-kept') continue;
      if (this.capabilities[kind]?.state !== 'refused')
        this.parts.log.warn(`${this.source.target.name}: does not offer ${kind}: ${reason(problem)}`);
    }
    this.capabilities = capabilities;
  }

  private succeeded({ cost, pace, point, before = [], buildId = '', marks = [], restarted, grown }: Round): void {
    const begun = before[0] ?? point;
    if (begun !== point) this.watched = heard(this.watched, { ...begun, restarted, grown });
    this.watched = heard(this.watched, { ...point, restarted, grown });
    if (this.phase !== 'connected')
      this.parts.log.info(`${this.source.target.name}: connected to ${this.source.target.url}`);
    this.phase = 'connected';
    this.buildId = buildId;
    this.marks = marks;
    this.problem = null;
    this.nextAttemptMillis = null;
    this.cost = cost;
    this.pace = pace;
  }

  private failed(error: unknown, nextAttemptMillis: number): void {
    const problem = toProblem(error, this.source.target.url);
    // A target that stays away says why once, not with every attempt.
    if (this.problem === null || reason(problem) !== reason(this.problem)) this.warn('no answer', error);
    this.phase = 'reconnecting';
    this.watched = unheard(this.watched, nextAttemptMillis);
    this.problem = problem;
    this.nextAttemptMillis = nextAttemptMillis;
    this.events.stateChanged();
    this.news.fire({ kind: 'failed', error });
  }

  private warn(what: string, error: unknown): void {
    const { name, url } = this.source.target;
    this.parts.log.warn(`${name}: ${what}: ${reason(toProblem(error, url))}`);
  }

  private async record({ point, before = [] }: Round): Promise<void> {
    const points = [...before, point];
    for (const one of points) this.buffer.append(one);
    this.events.seriesGrew(points);
    this.events.stateChanged();
    if (isReplicaSource(this.source)) return;
    try {
      await this.parts.series.append(this.source.target, point);
      this.seriesKept = true;
    } catch (error) {
      // A full disk must not stop the watching: the series goes on in memory. Said once, not with every poll.
      if (this.seriesKept) this.warn('the series cannot be kept on disk', error);
      this.seriesKept = false;
    }
  }

  /** At once when a verdict is another one, and now and then for the numbers. */
  private async keepVerdicts({ point, findings }: Round): Promise<void> {
    if (isReplicaSource(this.source)) return;
    const outline = findings.map(({ id, confidence, status }) => `${id} ${confidence} ${status ?? ''}`).join('\n');
    if (outline === this.keptOutline && point.atMillis - this.keptMillis < keptPauseMillis) return;
    this.keptOutline = outline;
    this.keptMillis = point.atMillis;
    try {
      const memory = await this.follower.remember();
      await this.parts.remembered.save(this.source.target, keptText({ life: point.life, memory }));
      this.verdictsKept = true;
    } catch (error) {
      if (this.verdictsKept && !this.disposables.isDisposed) this.warn('the verdicts cannot be kept on disk', error);
      this.verdictsKept = false;
    }
  }
}

/** Between two times that what is found is written to the disk, while only its numbers change. */
const keptPauseMillis = 15_000;

function reason({ kind, subject, detail }: Problem): string {
  return `${kind}: ${subject}: ${detail}`;
}

/** No more points than this are looked at for what is foreseen. */
const outlookWindowMillis = 60 * 60_000;

/** No more points than this are looked at for the growth that a status bar shows. */
const growthWindowMillis = 5 * 60_000;
