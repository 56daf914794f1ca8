import type { Analyser, SiteTracker } from '../shared/analyser';
import { DisposableStore } from '../shared/disposable';
import { LeakLensError } from '../shared/errors';
import type { Finding } from '../shared/finding';
import type { FollowOptions, Follower } from '../shared/follower';
import type { GoSourceReader } from '../shared/goSource';
import type { Judge, LeakObservation, Verdicts } from '../shared/judge';
import type { MemoryStatistics } from '../shared/memoryStatistics';
import type { Clock, Decoder } from '../shared/ports';
import type { SeriesPoint } from '../shared/series';
import { BuildTracker } from './buildTracker';
import { DumpSchedule } from './dumpSchedule';
import { gatherKnowledge } from './knowledgeBook';
import { LeakSchedule } from './leakSchedule';
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
  private previous: MemoryStatistics | null = null;
  private life: number;

  constructor(parts: FollowerParts, options: FollowOptions) {
    this.parts = parts;
    this.options = options;
    this.life = options.firstLife;
    this.tracker = parts.analyser.createSiteTracker();
    this.builds = new BuildTracker(options.source, parts.decoder);
    this.judge = parts.verdicts.createJudge();
    this.poller = this.disposables.add(
      new Poller({
        clock: parts.clock,
        poll: (signal) => this.pollOnce(signal),
        intervalMillis: () => options.settings().intervalMillis,
        onFailure: options.events.failed,
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
    const round = { observation, point, cost: poll.cost, report, findings, restarted, rebuilt, sources };
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

  private noticeRestart({ memory, dump }: LeakObservation): boolean {
    const { previous } = this;
    this.previous = memory;
    if (previous === null || this.parts.analyser.isSameProcess(previous, memory)) return false;
    this.life += 1;
    this.tracker = this.parts.analyser.createSiteTracker();
    if (dump === null) this.dumps.restart();
    this.leaks.restart();
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
        heapAlloc: memory.heapAlloc,
        heapInuse: memory.heapInuse,
        heapIdle: memory.heapIdle,
        heapReleased: memory.heapReleased,
        sys: memory.sys,
        rss: residentBytes,
        goroutines: this.parts.analyser.goroutineCount(goroutines),
        gcCycles: memory.numGc,
      },
    };
  }
}
