import type { Analyser, ProcessMarks, SiteTracker } from '../shared/analyser';
import { DisposableStore } from '../shared/disposable';
import { LeakLensError } from '../shared/errors';
import type { Finding } from '../shared/finding';
import type { FollowOptions, Follower, PollPace } from '../shared/follower';
import type { GoSourceReader } from '../shared/goSource';
import type { Judge, LeakObservation, Verdicts } from '../shared/judge';
import type { Clock, Decoder } from '../shared/ports';
import type { SeriesPoint } from '../shared/series';
import { BuildTracker } from './buildTracker';
import { CostGovernor } from './costGovernor';
import { DumpSchedule } from './dumpSchedule';
import { gatherKnowledge } from './knowledgeBook';
import { LeakSchedule } from './leakSchedule';
import { MemoryReader } from './memoryReader';
import { observe, type Poll } from './observe';
import type { PathResolver } from './pathResolver';
import { Poller } from './poller';

export interface FollowerParts {
  readonly decoder: Decoder;
  readonly analyser: Analyser;
  readonly verdicts: Verdicts;
  readonly sources: GoSourceReader;
  readonly paths: PathResolver;
  readonly clock: Clock;
}

/** One target, followed over the lives of the processes that answer there. */
export class TargetFollower implements Follower {
  private readonly parts: FollowerParts;
  private readonly options: FollowOptions;
  private readonly disposables = new DisposableStore();
  private readonly poller: Poller;
  private readonly judge: Judge;
  private readonly builds: BuildTracker;
  private readonly dumps = new DumpSchedule();
  private readonly leaks = new LeakSchedule();
  private tracker: SiteTracker;
  private readonly governor = new CostGovernor();
  private readonly memory: MemoryReader;
  private previous: ProcessMarks | null = null;
  /** The last round failed, so that another process may answer by now. */
  private isDoubtful = false;
  private life: number;

  constructor(parts: FollowerParts, options: FollowOptions) {
    this.parts = parts;
    this.options = options;
    this.life = options.firstLife;
    this.tracker = parts.analyser.createSiteTracker();
    this.builds = new BuildTracker(options.source, parts.decoder);
    this.judge = parts.verdicts.createJudge();
    this.memory = new MemoryReader({
      source: options.source,
      decoder: parts.decoder,
      clock: parts.clock,
      governor: this.governor,
      onFailure: (error) => options.events.warned('no memory statistics', error),
    });
    this.poller = this.disposables.add(
      new Poller({
        clock: parts.clock,
        poll: (signal) => this.pollOnce(signal),
        intervalMillis: () => this.pauseMillis(),
        onFailure: (error, nextAttemptMillis) => {
          this.isDoubtful = true;
          options.events.failed(error, nextAttemptMillis);
        },
      }),
    );
  }

  pollNow(): Promise<void> {
    return this.poller.pollNow();
  }

  intervalChanged(): void {
    this.poller.intervalChanged();
  }

  async askForLeaks(): Promise<void> {
    this.leaks.demand();
    await this.poller.pollNow();
    if (this.leaks.isDemanded) await this.poller.pollNow();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async pollOnce(signal: AbortSignal): Promise<void> {
    const { analyser, paths } = this.parts;
    const poll = await this.ask(signal);
    this.isDoubtful = false;
    const observation = this.provable(poll.observation);
    const restarted = this.noticeRestart(observation);
    const rebuilt = this.builds.notice(observation, restarted);
    const recorded = analyser.paths.recordedFunctions(observation);
    const sources = await paths.prepareSources(recorded, await this.builds.about(), signal);
    const { resolve } = sources;
    const report = this.tracker.observe(observation, resolve);
    this.dumps.note(report, observation.dump !== null, this.options.settings().leastGoroutines);
    this.judge.observe(observation, resolve, this.life);
    const findings = await this.findings();
    const point = this.toPoint(observation);
    const pace = this.pace();
    const round = { observation, point, cost: poll.cost, pace, report, findings, restarted, rebuilt, sources };
    if (!this.disposables.isDisposed) await this.options.events.round(round);
  }

  /** A server that answers every path with some profile proves nothing. */
  private provable(observation: LeakObservation): LeakObservation {
    const { leaked } = observation;
    if (leaked === null || this.parts.verdicts.isLeakProfile(leaked)) return observation;
    this.leaks.missing();
    return { ...observation, leaked: null };
  }

  private ask(signal: AbortSignal): Promise<Poll> {
    const { decoder, clock, analyser } = this.parts;
    const { source, events } = this.options;
    return observe(
      {
        source,
        decoder,
        clock,
        governor: this.governor,
        memory: this.memory,
        budget: this.options.settings().costBudget,
        isDoubtful: this.isDoubtful,
        goroutineCount: (profile) => analyser.goroutineCount(profile),
        wantsDump: (count) => this.wantsDump(count),
        wantsLeaks: () => this.leaks.wants(clock.now()),
        onDumpFailure: (error) => events.warned('no goroutine dump', error),
        onLeaksFailure: (error) => this.leaksFailed(error),
      },
      signal,
    );
  }

  private wantsDump(goroutines: number): boolean {
    const { dumpLimit: limit, dumpIntervalMillis: intervalMillis } = this.options.settings();
    return this.dumps.wants(this.parts.clock.now(), goroutines, { limit, intervalMillis });
  }

  /** That a service has no leak detector is the rule, and not worth a warning. */
  private leaksFailed(error: unknown): void {
    const isMissing = error instanceof LeakLensError && (error.problem.status ?? 0) === 404;
    if (isMissing) this.leaks.missing();
    else this.options.events.warned('no answer from the leak detector', error);
  }

  private pauseMillis(): number {
    const { intervalMillis, costBudget } = this.options.settings();
    return this.governor.pauseMillis(intervalMillis, costBudget);
  }

  private pace(): PollPace {
    const { intervalMillis: wishedMillis, costBudget: budget } = this.options.settings();
    return { wishedMillis, pauseMillis: this.pauseMillis(), budget, roundMillis: this.governor.priceOf('round') ?? 0 };
  }

  private noticeRestart(observation: LeakObservation): boolean {
    const { analyser } = this.parts;
    const { previous } = this;
    const marks = analyser.processMarks(observation);
    const isSame = previous === null || analyser.isSameProcess(previous, marks);
    this.previous = { ...marks, memory: marks.memory ?? (isSame ? (previous?.memory ?? null) : null) };
    if (isSame) return false;
    this.life += 1;
    this.tracker = this.parts.analyser.createSiteTracker();
    if (observation.dump === null) this.dumps.restart();
    this.leaks.restart();
    this.governor.restart();
    this.memory.restart();
    return true;
  }

  private async findings(): Promise<readonly Finding[]> {
    const knowledge = await gatherKnowledge(this.parts.sources, this.judge.questions());
    const findings = this.judge.findings(knowledge, this.options.settings().thresholds);
    this.leaks.suspect(findings.some(({ kind, status }) => kind === 'goroutine-leak' && status !== 'fixed'));
    return findings;
  }

  private toPoint({ memory, heap, goroutines, atMillis, residentBytes }: LeakObservation): SeriesPoint {
    return {
      atMillis,
      life: this.life,
      values: {
        liveHeap: this.parts.analyser.liveHeapBytes(heap),
        heapAlloc: memory?.heapAlloc ?? null,
        heapInuse: memory?.heapInuse ?? null,
        heapIdle: memory?.heapIdle ?? null,
        heapReleased: memory?.heapReleased ?? null,
        sys: memory?.sys ?? null,
        rss: residentBytes,
        goroutines: this.parts.analyser.goroutineCount(goroutines),
        gcCycles: memory?.numGc ?? null,
      },
    };
  }
}
