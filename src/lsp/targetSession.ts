import type { Analyser, Observation, SiteTracker } from '../shared/analyser';
import { DisposableStore, type Disposable } from '../shared/disposable';
import { toProblem, type Problem } from '../shared/errors';
import type { TargetState } from '../shared/lspMessages';
import type { MemoryStatistics } from '../shared/memoryStatistics';
import type { Clock, Decoder, Log, ProfileSource, SeriesStore } from '../shared/ports';
import type { SeriesPoint } from '../shared/series';
import type { EngineSettings } from '../shared/settings';
import type { SiteReport } from '../shared/siteReport';
import type { TargetPhase } from '../shared/target';
import { DumpSchedule } from './dumpSchedule';
import { LineBook } from './lineBook';
import { observe, type Poll, type PollCost } from './observe';
import type { OpenDocuments } from './openDocuments';
import type { PathResolver } from './pathResolver';
import { Poller } from './poller';
import { reportProblem } from './problemWords';
import { SeriesBuffer } from './seriesBuffer';

export interface SessionParts {
  readonly source: ProfileSource;
  readonly decoder: Decoder;
  readonly analyser: Analyser;
  readonly resolver: PathResolver;
  readonly documents: OpenDocuments;
  readonly seriesStore: SeriesStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => EngineSettings;
}

export interface SessionEvents {
  /** Phase, problem or numbers changed. */
  readonly stateChanged: () => void;
  /** A new look at the lines. */
  readonly reported: (report: SiteReport) => void;
  readonly seriesGrew: (points: readonly SeriesPoint[]) => void;
}

/** One connected target: polls it, follows its lines and its numbers, and keeps the last good state while it is away. */
export class TargetSession implements Disposable {
  readonly source: ProfileSource;
  readonly lines: LineBook;
  private readonly parts: SessionParts;
  private readonly events: SessionEvents;
  private readonly disposables = new DisposableStore();
  private readonly poller: Poller;
  private readonly buffer: SeriesBuffer;
  private tracker: SiteTracker;
  private phase: TargetPhase = 'connecting';
  private problem: TargetState['problem'] = null;
  private nextAttemptMillis: number | null = null;
  private cost: PollCost | null = null;
  private previous: { readonly memory: MemoryStatistics; readonly buildId: string } | null = null;
  private life: number;
  private readonly dumps = new DumpSchedule();
  private seriesKept = true;

  constructor(parts: SessionParts, events: SessionEvents, earlier: readonly SeriesPoint[]) {
    this.parts = parts;
    this.events = events;
    this.source = this.disposables.add(parts.source);
    this.lines = this.disposables.add(new LineBook(parts.documents));
    this.buffer = new SeriesBuffer(parts.analyser, earlier);
    this.tracker = parts.analyser.createSiteTracker();
    // Whether the earlier points were of this very process cannot be known: a new life is the careful reading.
    this.life = (this.buffer.latest?.life ?? -1) + 1;
    this.poller = this.disposables.add(
      new Poller({
        clock: parts.clock,
        poll: (signal) => this.pollOnce(signal),
        intervalMillis: () => parts.settings().pollIntervalSeconds * 1000,
        onFailure: (error, nextAttemptMillis) => this.failed(error, nextAttemptMillis),
      }),
    );
  }

  /** Polls now; settles when the round is over, good or bad. */
  pollNow(): Promise<void> {
    return this.poller.pollNow();
  }

  /** The interval between polls is another one now. */
  intervalChanged(): void {
    this.poller.intervalChanged();
  }

  pointsSince(millis: number | null): readonly SeriesPoint[] {
    return this.buffer.since(millis);
  }

  state(): TargetState {
    const points = this.buffer.since((this.buffer.latest?.atMillis ?? 0) - growthWindowMillis);
    const { analyser } = this.parts;
    return {
      target: this.source.target,
      phase: this.phase,
      problem: this.problem,
      nextAttemptMillis: this.nextAttemptMillis,
      latest: this.buffer.latest,
      liveHeapPerMinute: analyser.seriesGrowth(points, 'liveHeap'),
      goroutinesPerMinute: analyser.seriesGrowth(points, 'goroutines'),
      cost: this.cost,
    };
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async pollOnce(signal: AbortSignal): Promise<void> {
    const { source, decoder, clock, analyser } = this.parts;
    const poll = await observe(
      {
        source,
        decoder,
        clock,
        goroutineCount: (profile) => analyser.goroutineCount(profile),
        wantsDump: (count) => this.dumps.wants(clock.now(), count, this.parts.settings().goroutineDumpLimit),
        onDumpFailure: (error) => this.warn('no goroutine dump', error),
      },
      signal,
    );
    const resolve = await this.parts.resolver.prepare(analyser.recordedFiles(poll.observation));
    if (signal.aborted) return;
    this.noticeRestart(poll.observation);
    const report = this.tracker.observe(poll.observation, resolve);
    this.dumps.note(report, poll.observation.dump !== null, this.parts.settings().minimumGoroutines);
    this.succeeded(poll);
    this.events.reported(report);
    await this.record(poll);
  }

  private noticeRestart({ memory, heap, dump }: Observation): void {
    const { previous } = this;
    const buildId = heap.mappings[0]?.buildId ?? '';
    this.previous = { memory, buildId };
    if (previous === null || this.parts.analyser.isSameProcess(previous.memory, memory)) return;
    this.parts.log.info(`${this.source.target.name}: another process answers at ${this.source.target.url}`);
    this.life += 1;
    this.tracker = this.parts.analyser.createSiteTracker();
    // The same program started again still has the lines it was built from (Go writes build ids since 1.24).
    if (buildId === '' || buildId !== previous.buildId) this.lines.rebase();
    if (dump === null) this.dumps.restart();
  }

  private succeeded(poll: Poll): void {
    if (this.phase !== 'connected')
      this.parts.log.info(`${this.source.target.name}: connected to ${this.source.target.url}`);
    this.phase = 'connected';
    this.problem = null;
    this.nextAttemptMillis = null;
    this.cost = poll.cost;
  }

  private failed(error: unknown, nextAttemptMillis: number): void {
    const problem = this.warn('no answer', error);
    this.phase = 'reconnecting';
    this.problem = reportProblem(problem);
    this.nextAttemptMillis = nextAttemptMillis;
    this.events.stateChanged();
  }

  private warn(what: string, error: unknown): Problem {
    const problem = toProblem(error, this.source.target.url);
    const { kind, subject, detail } = problem;
    this.parts.log.warn(`${this.source.target.name}: ${what}: ${kind}: ${subject}: ${detail}`);
    return problem;
  }

  private async record(poll: Poll): Promise<void> {
    const point = this.toPoint(poll);
    this.buffer.append(point);
    this.events.seriesGrew([point]);
    this.events.stateChanged();
    try {
      await this.parts.seriesStore.append(this.source.target, point);
      this.seriesKept = true;
    } catch (error) {
      // A full disk must not stop the watching: the series goes on in memory. Said once, not with every poll.
      if (this.seriesKept) this.warn('the series cannot be kept on disk', error);
      this.seriesKept = false;
    }
  }

  private toPoint({ observation, residentBytes }: Poll): SeriesPoint {
    const { memory, heap, goroutines, atMillis } = observation;
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

/** No more points than this are looked at for the growth that a status bar shows. */
const growthWindowMillis = 5 * 60_000;
