import type { Told } from '../shared/model/told';
import type { Analyser, ProcessMarks } from '../shared/ports/analyser';
import { DisposableStore } from '../shared/base/disposable';
import { isRefusal } from '../shared/model/target/capabilities';
import { LeakLensError } from '../shared/model/errors';
import type { FollowOptions, Follower } from '../shared/ports/follower';
import type { PollPace } from '../shared/model/target/pollPace';
import type { GoSourceReader } from '../shared/model/goSource';
import type { Clock } from '../shared/ports/clock';
import type { SeriesPoint } from '../shared/model/series';
import type { RecordedFiles } from '../shared/model/sourcePaths';
import type { Gathered, OpenReader, RoundLook, TargetReader } from '../shared/ports/targetReader';
import { BuildTracker } from './paths/buildTracker';
import { CostGovernor } from './pace/costGovernor';
import { DumpSchedule } from './pace/dumpSchedule';
import { KnownCapabilities } from './rounds/knownCapabilities';
import { SourceFactsCache } from './source/sourceFactsCache';
import { LeakSchedule } from './pace/leakSchedule';
import { MemoryReader } from './rounds/memoryReader';
import { observe, type Poll } from './rounds/observe';
import type { PathResolver } from './paths/pathResolver';
import { Poller } from './pace/poller';

export interface FollowerParts {
  readonly analyser: Analyser;
  /** Opened for each target, and disposed with its follower. */
  readonly openReader: OpenReader;
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
  private readonly reader: TargetReader;
  private readonly knowledge: SourceFactsCache;
  private readonly builds: BuildTracker;
  private readonly dumps = new DumpSchedule();
  private readonly leaks = new LeakSchedule();
  private readonly governor = new CostGovernor();
  private readonly capabilities = new KnownCapabilities();
  private readonly memory: MemoryReader;
  private previous: ProcessMarks | null = null;
  /** The last round failed, so that another process may answer by now. */
  private isDoubtful = false;
  private life: number;

  constructor(parts: FollowerParts, options: FollowOptions) {
    this.parts = parts;
    this.options = options;
    this.life = options.firstLife;
    this.reader = this.disposables.add(parts.openReader(options.source.target.url));
    this.builds = new BuildTracker(options.source, this.reader);
    this.memory = new MemoryReader({
      source: options.source,
      reader: this.reader,
      clock: parts.clock,
      governor: this.governor,
      capabilities: this.capabilities,
      onFailure: (error) => options.events.warned('no memory statistics', error),
    });
    this.knowledge = new SourceFactsCache({
      reader: parts.sources,
      clock: parts.clock,
      onNews: () => this.judgeAgain(),
      onFailure: (error) => {
        if (!this.disposables.isDisposed) options.events.warned('the source cannot be read', error);
      },
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

  explained(): Promise<void> {
    return this.knowledge.settled();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async pollOnce(signal: AbortSignal): Promise<void> {
    const { paths } = this.parts;
    if (this.isDoubtful) this.capabilities.askAgain();
    const poll = await this.ask(signal);
    this.isDoubtful = false;
    const { gathered } = poll;
    const restarted = this.noticeRestart(gathered);
    const rebuilt = this.builds.notice(gathered, restarted);
    const sources = await paths.prepareSources(gathered.recorded, await this.builds.about(), signal);
    const look = { files: filesHere(gathered.recorded, sources.resolve), life: this.life };
    const report = await this.reader.report(look, signal);
    this.dumps.note(report, gathered.hasDump, this.options.settings().leastGoroutines);
    this.knowledge.ask(await this.reader.judge(look, signal), sources);
    if (sources.parsed !== null) this.knowledge.follow(sources.parsed);
    const told = await this.verdicts(signal);
    const point = this.toPoint(poll);
    const seen = { point, cost: poll.cost, pace: this.pace(), capabilities: this.capabilities.all };
    const round = { ...seen, report, ...told, restarted, rebuilt, sources };
    if (!this.disposables.isDisposed) await this.options.events.round(round);
  }

  /** The source told something after its round was over. */
  private async judgeAgain(): Promise<void> {
    const { events } = this.options;
    try {
      const told = await this.verdicts();
      if (!this.disposables.isDisposed) events.explained(told);
    } catch (error) {
      if (!this.disposables.isDisposed) events.warned('what the source says came to nothing', error);
    }
  }

  private ask(signal: AbortSignal): Promise<Poll> {
    const { clock } = this.parts;
    const { source, events, settings } = this.options;
    return observe(
      {
        source,
        reader: this.reader,
        clock,
        governor: this.governor,
        memory: this.memory,
        capabilities: this.capabilities,
        budget: settings().costBudget,
        maxBytes: settings().maxAnswerBytes,
        isDoubtful: this.isDoubtful,
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
    // Null: a server that answers every path with some profile proves nothing.
    const isMissing = error === null || (error instanceof LeakLensError && isRefusal(error.problem));
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

  private noticeRestart({ marks, hasDump }: Gathered): boolean {
    const { previous } = this;
    const isSame = previous === null || this.parts.analyser.isSameProcess(previous, marks);
    this.previous = isSame && previous !== null ? newestOf(previous, marks) : marks;
    if (isSame) return false;
    this.life += 1;
    if (!hasDump) this.dumps.restart();
    this.leaks.restart();
    this.governor.restart();
    this.memory.restart();
    this.capabilities.askAgain();
    return true;
  }

  private async verdicts(signal?: AbortSignal): Promise<Told> {
    const facts = this.knowledge.facts();
    const { thresholds } = this.options.settings();
    const told = await this.reader.verdicts({ facts, thresholds }, signal);
    this.leaks.suspect(told.findings.some(({ kind, status }) => kind === 'goroutine-leak' && status !== 'fixed'));
    return told;
  }

  private toPoint({ gathered, atMillis, residentBytes }: Poll): SeriesPoint {
    const { marks, liveHeapBytes, goroutines } = gathered;
    const { memory } = marks;
    return {
      atMillis,
      life: this.life,
      values: {
        liveHeap: liveHeapBytes,
        heapAlloc: memory?.heapAlloc ?? null,
        heapInuse: memory?.heapInuse ?? null,
        heapIdle: memory?.heapIdle ?? null,
        heapReleased: memory?.heapReleased ?? null,
        sys: memory?.sys ?? null,
        rss: residentBytes,
        goroutines,
        gcCycles: memory?.numGc ?? null,
      },
    };
  }
}

/** What a round does not tell of its process is as the round before told it. */
function newestOf(earlier: ProcessMarks, later: ProcessMarks): ProcessMarks {
  return {
    memory: later.memory ?? earlier.memory,
    allocatedBytes: later.allocatedBytes ?? earlier.allocatedBytes,
    heapImage: later.heapImage ?? earlier.heapImage,
    goroutineImage: later.goroutineImage ?? earlier.goroutineImage,
  };
}

/** Those of the workspace, which are few. */
function filesHere(recorded: RecordedFiles, resolve: (file: string) => string | null): RoundLook['files'] {
  const found = [...recorded.keys()].flatMap((file): [string, string][] => {
    const path = resolve(file);
    return path === null ? [] : [[file, path]];
  });
  return new Map(found);
}
