import { isRefusal } from '../../../shared/model/target/capabilities';
import { LeakLensError, type Problem } from '../../../shared/model/errors';
import { emptyMemory, type MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { RuntimeMetrics } from '../../../shared/model/process/runtimeMetrics';
import type { NeighbourPage, ProfileSource, SourceAnswer } from '../../../shared/ports/sources/profileSource';
import type { Clock } from '../../../shared/ports/clock';
import type { TargetReader } from '../../../shared/ports/runtime/targetReader';
import type { CostGovernor } from '../../pace/costGovernor';
import type { GoQuestion } from './goPrices';
import type { GoCapability } from './goCapabilities';
import type { KnownCapabilities } from '../../pace/knownCapabilities';

export interface MemoryReaderParts {
  readonly source: ProfileSource;
  readonly reader: Pick<TargetReader, 'memoryStatistics' | 'runtimeMetrics'>;
  readonly clock: Clock;
  readonly governor: CostGovernor<GoQuestion>;
  readonly capabilities: KnownCapabilities<GoCapability>;
  /** Told when asking for the statistics went wrong. The round is good without. */
  readonly onFailure: (error: unknown) => void;
}

/** What else a round knows when it asks for the statistics. */
export interface MemoryAsk {
  /** Share of one core for all questions together. */
  readonly budget: number;
  /** Cap on an answer after unpacking. */
  readonly maxBytes: number;
  /** Wall time of one of the round's profiles, ms: the way there and back, and what it took the service. */
  readonly profileMillis: number;
  /** Stacks of the round's heap profile; 0 without one. */
  readonly heapStacks: number;
  /** Goroutines by their profile; null when they have not been counted yet. */
  readonly goroutines: number | null;
  /** Another process may answer since the last round, and the statistics tell. */
  readonly isUrgent: boolean;
  /** Asked beside the rounds: what is refused then is for the next one to find out. */
  readonly isBesides?: boolean;
  /** Hands the question for the heap's text to the source, and counts the answer; null where there is no heap to ask for. */
  readonly askText: (() => Promise<SourceAnswer>) | null;
  /** Counts the answer of a neighbour. */
  readonly count: (answer: SourceAnswer) => void;
}

/** Neighbours of pprof that have the statistics, the most exact first: expvar's have the ring of collection ends. */
const pages: readonly NeighbourPage[] = ['variables', 'metrics'];

/**
 * What the text of a heap profile costs a service for each stack: every frame is looked up and written out. Measured at 21,700
 * stacks of 17 frames with Go 1.26, half a second in all; the profile itself costs a fifteenth.
 */
const textMillisEachStack = 0.024;

const noText: Omit<Problem, 'subject'> = {
  kind: 'unknown-profile',
  detail: 'neither /debug/vars nor /metrics tells them, and there is no heap profile that would',
};

/** A round and what is asked in front of it belong together for so long, ms. */
const freshMillis = 2000;

/** A page tells of this process when it counts its goroutines alike: some come and go between two questions. */
const alike = { times: 1.5, more: 50 } as const;

/**
 * runtime.MemStats, from where they cost least: a page beside pprof if the service has one, else the end of `heap?debug=1`, at
 * the pace that its price allows.
 */
export class MemoryReader {
  private readonly parts: MemoryReaderParts;
  /** Undefined until a round has looked for it. */
  private place: NeighbourPage | 'text' | undefined;
  /** GOMEMLIMIT of the process, bytes, where the page that is asked does not tell it and another one did. */
  private limit: number | null = null;
  private lastAsk: MemoryAsk | null = null;
  /** What was found beside the rounds. */
  private besides: { readonly memory: MemoryStatistics; readonly atMillis: number } | null = null;

  constructor(parts: MemoryReaderParts) {
    this.parts = parts;
  }

  /** False for the first round, which has yet to find a page and can check it better once goroutines are counted. */
  get knowsWhere(): boolean {
    return this.place !== undefined;
  }

  /** Another process may have other pages. */
  restart(): void {
    this.place = undefined;
  }

  /**
   * The same once more, at once, whatever the budget says.
   * @param count told of each answer, which is of no round
   * @throws LeakLensError when the service does not answer any more
   */
  async readAgain(count: MemoryAsk['count']): Promise<MemoryStatistics | null> {
    const { lastAsk } = this;
    if (lastAsk === null) return null;
    const { askText } = lastAsk;
    const counted = async (ask: () => Promise<SourceAnswer>) => {
      const answer = await ask();
      count(answer);
      return answer;
    };
    const memory = await this.look({
      ...lastAsk,
      isUrgent: true,
      isBesides: true,
      count,
      askText: askText === null ? null : () => counted(askText),
    });
    this.besides = memory === null ? null : { memory, atMillis: this.parts.clock.now() };
    return memory;
  }

  /** Null when the budget has no room, or the service does not tell. @throws LeakLensError `cancelled` */
  async read(ask: MemoryAsk): Promise<MemoryStatistics | null> {
    this.lastAsk = ask;
    const { capabilities, clock } = this.parts;
    if (!capabilities.wants('memory', clock.now())) return null;
    const found = this.takeBesides(ask) ?? (await this.look(ask));
    if (found === null) return null;
    capabilities.offered('memory');
    const memoryLimit = found.memoryLimit ?? this.limit;
    return memoryLimit === null ? found : { ...found, memoryLimit };
  }

  /** A round that begins behind such a question needs no other: the budget has been spent on it. */
  private takeBesides({ isUrgent }: MemoryAsk): MemoryStatistics | null {
    const { besides } = this;
    this.besides = null;
    const isFresh = besides !== null && this.parts.clock.now() - besides.atMillis < freshMillis;
    return isFresh && !isUrgent ? besides.memory : null;
  }

  private async look(ask: MemoryAsk): Promise<MemoryStatistics | null> {
    if (this.place === undefined) return this.find(ask);
    if (this.place !== 'text') {
      if (!this.allows(ask, 0)) return null;
      const found = await this.readPage(this.place, ask);
      if (found !== null) return found;
      this.place = 'text';
    }
    return this.readText(ask);
  }

  private async find(ask: MemoryAsk): Promise<MemoryStatistics | null> {
    for (const page of pages) {
      const found = await this.readPage(page, ask);
      if (found === null) continue;
      this.place = page;
      this.limit = page === 'variables' ? await this.readLimit(ask) : null;
      return found;
    }
    this.limit = null;
    this.place = 'text';
    return this.readText(ask);
  }

  /** expvar's page does not tell GOMEMLIMIT (runtime.MemStats has no such field): the other one is asked for it, once a process. */
  private async readLimit(ask: MemoryAsk): Promise<number | null> {
    const answer = (await this.parts.source.neighbour?.('metrics'))?.answer ?? null;
    if (answer === null) return null;
    ask.count(answer);
    const { memory } = (await this.decodePage(answer, ask)) ?? { memory: null };
    return memory?.memoryLimit ?? null;
  }

  private async readPage(page: NeighbourPage, ask: MemoryAsk): Promise<MemoryStatistics | null> {
    const { source, governor, clock } = this.parts;
    const { answer, elapsedMillis } = (await source.neighbour?.(page)) ?? { answer: null, elapsedMillis: null };
    if (answer === null) {
      if (elapsedMillis !== null) governor.noteDistance(elapsedMillis);
      return null;
    }
    ask.count(answer);
    if (page === 'variables') governor.noteDistance(answer.elapsedMillis);
    // Its own time says nothing of the way: variables may take a service long. The profile came the same way.
    governor.note('memory', Math.max(0, answer.elapsedMillis - ask.profileMillis), 0, clock.now());
    const metrics = await this.decodePage(answer, ask);
    return metrics === null ? null : wholeStatistics(metrics);
  }

  /** A page that cannot be read, or tells of something else, is no page: nobody promised one. */
  private async decodePage(
    { bytes, url: subject }: SourceAnswer,
    { goroutines, maxBytes }: MemoryAsk,
  ): Promise<RuntimeMetrics | null> {
    try {
      const metrics = await this.parts.reader.runtimeMetrics({ bytes, subject, maxBytes });
      return isAlike(metrics.goroutines, goroutines) ? metrics : null;
    } catch (error) {
      if (error instanceof LeakLensError && error.problem.kind !== 'cancelled') return null;
      throw error;
    }
  }

  private async readText(ask: MemoryAsk): Promise<MemoryStatistics | null> {
    if (ask.askText === null && ask.isBesides === true) return null;
    if (ask.askText === null) return this.refused({ ...noText, subject: this.parts.source.target.url });
    if (!this.allows(ask, ask.heapStacks * textMillisEachStack)) return null;
    const { governor, clock, reader, onFailure } = this.parts;
    try {
      const answer = await ask.askText();
      governor.note('memory', answer.elapsedMillis, 1, clock.now());
      return await reader.memoryStatistics({ bytes: answer.bytes, subject: answer.url, maxBytes: ask.maxBytes });
    } catch (error) {
      if (error instanceof LeakLensError && error.problem.kind === 'cancelled') throw error;
      if (error instanceof LeakLensError && isRefusal(error.problem))
        return ask.isBesides === true ? null : this.refused(error.problem);
      if (ask.isBesides === true) throw error;
      onFailure(error);
      return null;
    }
  }

  /** Whoever asks again looks at all places again. */
  private refused(problem: Problem): null {
    this.place = undefined;
    this.parts.capabilities.refused('memory', problem, this.parts.clock.now());
    return null;
  }

  private allows({ budget, isUrgent }: MemoryAsk, expectedMillis: number): boolean {
    const { governor, clock } = this.parts;
    return isUrgent || governor.allows('memory', budget, clock.now(), expectedMillis);
  }
}

function isAlike(told: number | null, counted: number | null): boolean {
  if (told === null || counted === null) return true;
  return told <= counted * alike.times + alike.more && counted <= told * alike.times + alike.more;
}

/** Without these there is nothing to judge by; the others are younger than the oldest Go, or nobody asks for them. */
const needed: readonly (keyof MemoryStatistics)[] = [
  'totalAlloc',
  'sys',
  'mallocs',
  'frees',
  'heapAlloc',
  'heapSys',
  'heapIdle',
  'heapInuse',
  'heapReleased',
  'heapObjects',
  'stackInuse',
  'nextGc',
  'numGc',
];

function wholeStatistics({ memory, startedAtMillis }: RuntimeMetrics): MemoryStatistics | null {
  if (!needed.every((field) => memory[field] !== undefined)) return null;
  return { ...emptyMemory, ...memory, ...(startedAtMillis !== null && { startedAtMillis }) };
}
