import { notKept } from '../../../shared/model/archive/archive';
import { DisposableStore } from '../../../shared/base/disposable';
import type { Problem } from '../../../shared/model/errors';
import type { Capabilities } from '../../../shared/model/target/capabilities';
import type { PollCost, PollPace } from '../../../shared/model/target/pollPace';
import type { Told } from '../../../shared/model/told';
import type { HistoryLevel, HistoryMoment } from '../../../shared/ports/runtime/archivedRuntime';
import type {
  Heard,
  RoundBeginning,
  RoundProcess,
  RuntimeSession,
  SessionOptions,
  Understood,
} from '../../../shared/ports/runtime/runtimeSession';
import type { Gathered, TargetReader } from '../../../shared/ports/runtime/targetReader';
import type { ReplicaSource } from '../../../shared/ports/sources/replicaSource';
import { SourceFactsCache } from '../source/sourceFactsCache';
import { buildByLabels, filesHere, gatherMoment } from './gatherMoment';
import type { GoHistoryParts } from './judgeHistory';

export type HistorySessionOptions = SessionOptions & { readonly source: ReplicaSource };

const nothingTold: Told = { findings: [], takenBack: [], earlier: [], grown: [] };

/** The price of questions is the archive's, and not that of the process. */
const noBudget = 1;

/** One replica of a Go service in an archive, moment by moment: by the reader and the judge that polls go through. */
export class HistorySession implements RuntimeSession {
  readonly isProofDemanded = false;
  readonly canProve = false;
  private readonly parts: GoHistoryParts;
  private readonly options: HistorySessionOptions;
  private readonly disposables = new DisposableStore();
  private readonly reader: TargetReader;
  private readonly knowledge: SourceFactsCache;
  private gathered: Gathered | null = null;
  private readonly capabilities: Capabilities;

  constructor(parts: GoHistoryParts, options: HistorySessionOptions) {
    this.parts = parts;
    this.options = options;
    const { url } = options.source.target;
    this.reader = this.disposables.add(parts.openReader(url));
    this.capabilities = capabilitiesAt(url, parts.clock.now());
    this.knowledge = new SourceFactsCache({
      reader: parts.sources,
      clock: parts.clock,
      onNews: () => options.onNews(),
      onFailure: (error) => options.warned('the source cannot be read', error),
    });
  }

  get isBehind(): boolean {
    return this.options.source.isBehind;
  }

  async ask(_round: RoundBeginning, signal: AbortSignal): Promise<Heard | null> {
    const { source } = this.options;
    const before = source.cost;
    const moment = await source.next(signal);
    if (moment === null) return null;
    const gathered = await gatherMoment(this.reader, source.target.url, moment);
    this.gathered = gathered;
    const { liveHeapBytes: liveHeap, goroutines } = gathered;
    return {
      atMillis: moment.atMillis,
      values: { liveHeap, goroutines },
      before: pointsBetween(moment),
      // What limits a replica does not stand in an archive.
      limits: [],
      cost: lessOf(source.cost, before),
      isOtherProcess: false,
    };
  }

  async understand({ life }: RoundProcess, signal: AbortSignal): Promise<Understood> {
    const { gathered } = this;
    if (gathered === null) throw new Error('No round was asked.');
    this.gathered = null;
    const { target, labels } = this.options.source;
    const { recorded } = gathered;
    const sources = await this.parts.paths.prepareSources(recorded, buildByLabels(target.url, labels), signal);
    const look = { files: filesHere(recorded, sources), life };
    const report = await this.reader.report(look, signal);
    this.knowledge.ask(await this.reader.judge(look, signal), sources);
    if (sources.parsed !== null) this.knowledge.follow(sources.parsed);
    const told = await this.verdicts(signal);
    return { ...told, report, sources, rebuilt: false, isNewBuild: false, capabilities: this.capabilities };
  }

  judgeAgain(): Promise<Told> {
    return this.verdicts();
  }

  explained(): Promise<void> {
    return this.knowledge.settled();
  }

  /** Nothing: the archive remembers. */
  remember(): Promise<string> {
    return Promise.resolve('');
  }

  pace(): PollPace {
    const { intervalMillis: wishedMillis } = this.options.settings();
    const pauseMillis = Math.max(wishedMillis, this.options.source.pauseMillis);
    return { wishedMillis: pauseMillis, pauseMillis, budget: noBudget, roundMillis: 0 };
  }

  /** No archive can be asked for it. */
  demandProof(): void {
    return undefined;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** What would have been said in the middle of a history is said of its end alone: the tide of a day rises before it falls. */
  private verdicts(signal?: AbortSignal): Promise<Told> {
    if (this.isBehind) return Promise.resolve(nothingTold);
    const { thresholds } = this.options.settings();
    return this.reader.verdicts({ facts: this.knowledge.facts(), thresholds }, signal);
  }
}

function capabilitiesAt(subject: string, sinceMillis: number): Capabilities {
  const problem: Problem = { kind: 'archive', archive: 'not-kept', subject, detail: notKept };
  const refused = { state: 'refused', problem, sinceMillis } as const;
  const offered = { state: 'offered' } as const;
  return { heap: offered, goroutines: offered, memory: refused, stacks: refused };
}

/** Heap and goroutines are scraped one after the other, a moment apart: they are one point where each stands there once. */
function pointsBetween({ between }: HistoryMoment): NonNullable<Heard['before']> {
  const points: HistoryLevel[][] = [];
  for (const level of between) {
    const last = points.at(-1);
    const joins = last !== undefined && last.every(({ profile }) => profile !== level.profile);
    if (joins && level.atMillis - (last[0]?.atMillis ?? 0) < togetherMillis) last.push(level);
    else points.push([level]);
  }
  return points.map((levels) => {
    const sumOf = (profile: string) => levels.find((level) => level.profile === profile)?.sum ?? null;
    return {
      atMillis: levels[0]?.atMillis ?? 0,
      values: { liveHeap: sumOf('heap'), goroutines: sumOf('goroutine') },
    };
  });
}

/** No scraper waits longer from one profile of a process to the next. */
const togetherMillis = 10_000;

function lessOf(now: PollCost, before: PollCost): PollCost {
  return {
    bytes: now.bytes - before.bytes,
    millis: now.millis - before.millis,
    requests: now.requests - before.requests,
  };
}
