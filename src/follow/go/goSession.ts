import type { Told } from '../../shared/model/told';
import type { Analyser, ProcessMarks } from '../../shared/ports/runtime/analyser';
import { DisposableStore } from '../../shared/base/disposable';
import { isRefusal } from '../../shared/model/target/capabilities';
import { LeakLensError } from '../../shared/model/errors';
import type {
  Heard,
  RoundBeginning,
  RoundProcess,
  RuntimeSession,
  SessionOptions,
  Understood,
} from '../../shared/ports/runtime/runtimeSession';
import type { PollCost, PollPace } from '../../shared/model/target/pollPace';
import type { GoSourceReader } from '../../shared/model/go/goSource';
import type { ProfileSource, SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { Clock } from '../../shared/ports/clock';
import type { RecordedFiles } from '../../shared/model/sourcePaths';
import type { Gathered, OpenReader, RoundLook, TargetReader } from '../../shared/ports/runtime/targetReader';
import { BuildTracker } from './paths/buildTracker';
import { CostGovernor } from '../pace/costGovernor';
import { goPrices, type GoQuestion } from './rounds/goPrices';
import { DumpSchedule } from './schedules/dumpSchedule';
import { KnownCapabilities } from '../pace/knownCapabilities';
import { SourceFactsCache } from './source/sourceFactsCache';
import { LeakSchedule } from './schedules/leakSchedule';
import { MemoryReader } from './rounds/memoryReader';
import { observe, type Poll } from './rounds/observe';
import { MemoryLimits } from './rounds/memoryLimits';
import { ProcessesSeen } from './rounds/processesSeen';
import { memoryText, parseMemory } from './sessionMemory';
import type { PathResolver } from './paths/pathResolver';
import { goCapabilities } from './rounds/goCapabilities';
import type { GoSeriesId } from './goSeries';

export interface GoSessionParts {
  readonly analyser: Pick<Analyser, 'isSameProcess' | 'compareProcesses'>;
  /** Opened for each target, and disposed with its follower. */
  readonly openReader: OpenReader;
  readonly sources: GoSourceReader;
  readonly paths: PathResolver;
  readonly clock: Clock;
}

export type GoSessionOptions = SessionOptions & { readonly source: ProfileSource };

/** One Go process after the other behind one pprof endpoint. */
export class GoSession implements RuntimeSession {
  private readonly parts: GoSessionParts;
  private readonly options: GoSessionOptions;
  private readonly disposables = new DisposableStore();
  private readonly reader: TargetReader;
  private readonly knowledge: SourceFactsCache;
  private readonly builds: BuildTracker;
  private readonly dumps = new DumpSchedule();
  private readonly leaks = new LeakSchedule();
  private readonly governor = new CostGovernor<GoQuestion>(goPrices);
  private readonly capabilities = new KnownCapabilities(goCapabilities);
  private readonly memory: MemoryReader;
  private readonly limits: MemoryLimits;
  private previous: ProcessMarks | null = null;
  /** Settles when the reader knows what an earlier session had found. */
  private readonly recalled: Promise<void>;
  private readonly seen: ProcessesSeen;
  /** Another process has answered since the last round that was told. */
  private wasMixed = false;
  private rounds = 0;
  /** Of the round asked last; null before the first, and once it is understood. */
  private gathered: Gathered | null = null;

  constructor(parts: GoSessionParts, options: GoSessionOptions) {
    this.parts = parts;
    this.options = options;
    this.reader = this.disposables.add(parts.openReader(options.source.target.url));
    this.seen = new ProcessesSeen(parts.analyser.compareProcesses);
    this.builds = new BuildTracker(options.source, this.reader);
    this.limits = new MemoryLimits(options.source);
    this.memory = new MemoryReader({
      source: options.source,
      reader: this.reader,
      clock: parts.clock,
      governor: this.governor,
      capabilities: this.capabilities,
      onFailure: (error) => options.warned('no memory statistics', error),
    });
    this.knowledge = new SourceFactsCache({
      reader: parts.sources,
      clock: parts.clock,
      onNews: () => options.onNews(),
      onFailure: (error) => options.warned('the source cannot be read', error),
    });
    // Of all that is made above, it tells some what was known before.
    this.recalled = this.recall();
  }

  demandProof(): void {
    this.leaks.demand();
  }

  get isProofDemanded(): boolean {
    return this.leaks.isDemanded;
  }

  get canProve(): boolean {
    return this.leaks.canAnswer;
  }

  explained(): Promise<void> {
    return this.knowledge.settled();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  async remember(): Promise<string> {
    const marks = this.previous ?? nothingMarked;
    return memoryText({ marks, verdicts: await this.reader.remember(null) });
  }

  async ask({ isDoubtful }: RoundBeginning, signal: AbortSignal): Promise<Heard> {
    await this.recalled;
    if (isDoubtful) this.capabilities.askAgain();
    // The first round is shown at once; before anything is concluded of two, it is asked whether they are of one process.
    const isTold = this.rounds === 1 && !isDoubtful && (this.previous?.memory ?? null) !== null;
    const before = isTold ? await this.lookAgain(0) : noCost;
    const poll = await this.observe(isDoubtful, signal);
    this.gathered = poll.gathered;
    const isOther = this.noticeRestart(poll.gathered);
    this.seen.note(poll.gathered.marks.memory);
    this.rounds += 1;
    const after = isOther ? await this.lookAgain(turns) : noCost;
    // Rounds of several processes say nothing together. The one that is left in the end is not the one that was there before.
    this.wasMixed ||= isOther;
    this.seen.check(this.options.source.target.url);
    const isOtherProcess = this.wasMixed;
    this.wasMixed = false;
    return {
      atMillis: poll.atMillis,
      values: this.valuesOf(poll),
      limits: await this.limitsOf(poll, isOtherProcess),
      cost: sumOf(sumOf(before, poll.cost), after),
      isOtherProcess,
    };
  }

  async understand({ life, isOther }: RoundProcess, signal: AbortSignal): Promise<Understood> {
    const { gathered } = this;
    if (gathered === null) throw new Error('No round was asked.');
    this.gathered = null;
    const built = this.builds.notice(gathered, isOther);
    const sources = await this.parts.paths.prepareSources(gathered.recorded, await this.builds.about(), signal);
    const look = { files: filesHere(gathered.recorded, sources.resolve), life };
    const report = await this.reader.report(look, signal);
    this.dumps.note(report, gathered.hasDump, this.options.settings().leastOnLine);
    this.knowledge.ask(await this.reader.judge(look, signal), sources);
    if (sources.parsed !== null) this.knowledge.follow(sources.parsed);
    const told = await this.verdicts(signal);
    return {
      ...told,
      ...built,
      buildId: gathered.buildId,
      marks: endsOf(this.previous),
      report,
      sources,
      capabilities: this.capabilities.all,
    };
  }

  judgeAgain(): Promise<Told> {
    return this.verdicts();
  }

  /** What cannot be read any more is found anew. */
  private async recall(): Promise<void> {
    const { memory, warned } = this.options;
    const parsed = memory === null ? null : parseMemory(memory);
    if (parsed === null) return;
    this.previous = parsed.marks;
    this.builds.startFrom(parsed.marks.heapImage?.buildId ?? '');
    try {
      await this.reader.recall(parsed.verdicts);
    } catch (error) {
      warned('what was found before is lost', error);
    }
  }

  private observe(isDoubtful: boolean, signal: AbortSignal): Promise<Poll> {
    const { clock } = this.parts;
    const { source, settings, warned } = this.options;
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
        isDoubtful,
        wantsDump: (count) => this.wantsDump(count),
        wantsLeaks: () => this.leaks.wants(clock.now()),
        onDumpFailure: (error) => warned('no goroutine dump', error),
        onLeaksFailure: (error) => this.leaksFailed(error),
      },
      signal,
    );
  }

  private wantsDump(goroutines: number): boolean {
    const { listLimit: limit, listIntervalMillis: intervalMillis } = this.options.settings();
    return this.dumps.wants(this.parts.clock.now(), goroutines, { limit, intervalMillis });
  }

  /** That a service has no leak detector is the rule, and not worth a warning. */
  private leaksFailed(error: unknown): void {
    // Null: a server that answers every path with some profile proves nothing.
    const isMissing = error === null || (error instanceof LeakLensError && isRefusal(error.problem));
    if (isMissing) this.leaks.missing();
    else this.options.warned('no answer from the leak detector', error);
  }

  pace(): PollPace {
    const { intervalMillis: wishedMillis, costBudget: budget } = this.options.settings();
    const pauseMillis = this.governor.pauseMillis(wishedMillis, budget);
    return { wishedMillis, pauseMillis, budget, roundMillis: this.governor.priceOf('round') ?? 0 };
  }

  private limitsOf({ residentBytes, gathered }: Poll, isOther: boolean): Promise<Heard['limits']> {
    // A round without the statistics is of the process that the rounds before were of.
    const { memory } = this.previous ?? gathered.marks;
    const goLimitBytes = memory?.memoryLimit ?? null;
    const { memoryLimitBytes } = this.options.settings();
    return this.limits.of({ isOther, isResidentKnown: residentBytes !== null, goLimitBytes }, memoryLimitBytes);
  }

  /** Of a program that records no memory, what is allocated is the nearest to what is alive. */
  private valuesOf(poll: Poll): ReturnType<typeof valuesOf> {
    const values = valuesOf(poll);
    const { heap } = this.capabilities.all;
    const isOff = heap.state === 'refused' && heap.problem.isProfilingOff === true;
    return isOff ? { ...values, liveHeap: values.heapAlloc } : values;
  }

  /**
   * One that was replaced stays away; of several, the one that was there before is soon back, in turns at once and by chance after a few
   * answers. What the service answers slowly it is asked less often. What that cost.
   */
  private async lookAgain(atLeast: number): Promise<PollCost> {
    const { clock } = this.parts;
    const begun = clock.now();
    const isCheap = () => clock.now() - begun < looksMillis;
    let cost = noCost;
    const count = ({ bytes, elapsedMillis }: SourceAnswer) =>
      void (cost = sumOf(cost, { bytes: bytes.length, millis: elapsedMillis, requests: 1 }));
    for (let times = 0; times < atLeast || (times < looksAtMost && isCheap()); times += 1) {
      const memory = await this.memory.readAgain(count);
      this.seen.note(memory);
      if (memory === null || this.seen.areSeveral) break;
    }
    return cost;
  }

  private noticeRestart({ marks, hasDump }: Gathered): boolean {
    const { previous } = this;
    const isSame = previous === null || this.parts.analyser.isSameProcess(previous, marks);
    this.previous = isSame && previous !== null ? newestOf(previous, marks) : marks;
    if (isSame) return false;
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
}

const noCost: PollCost = { bytes: 0, millis: 0, requests: 0 };

function sumOf(one: PollCost, other: PollCost): PollCost {
  return {
    bytes: one.bytes + other.bytes,
    millis: one.millis + other.millis,
    requests: one.requests + other.requests,
  };
}

/** Of a balancer that takes turns. */
const turns = 2;

/** Of two that are picked by chance, eight answers are of the same once in 256 times; the rounds behind them ask further. */
const looksAtMost = 8;

/** As long as that may take before it is asked no more than in turns needs. */
const looksMillis = 1500;

/** The ends of its collections, to the nanosecond: no two processes have one in common. */
function endsOf(marks: ProcessMarks | null): readonly string[] {
  return (marks?.memory?.gcEndNanos ?? []).filter((end) => end > 0n).map(String);
}

const nothingMarked: ProcessMarks = { memory: null, allocatedBytes: null, heapImage: null, goroutineImage: null };

function valuesOf({ gathered, residentBytes }: Poll): Readonly<Record<GoSeriesId, number | null>> {
  const { marks, liveHeapBytes, goroutines } = gathered;
  const { memory } = marks;
  return {
    liveHeap: liveHeapBytes,
    heapAlloc: memory?.heapAlloc ?? null,
    heapInuse: memory?.heapInuse ?? null,
    heapIdle: memory?.heapIdle ?? null,
    heapReleased: memory?.heapReleased ?? null,
    stackSys: memory?.stackSys ?? null,
    sys: memory?.sys ?? null,
    rss: residentBytes,
    goroutines,
    gcCycles: memory?.numGc ?? null,
  };
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
