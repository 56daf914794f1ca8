import type { Measure, MeasureVerdict, RememberedMeasure } from '../../../shared/model/beam/measure';
import type { NodeLook } from '../../../shared/model/beam/nodeMemory';
import { LeakLensError, type Problem } from '../../../shared/model/errors';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import type { Clock } from '../../../shared/ports/clock';
import type { AnsweredCode, NodeQuestion, NodeRound } from '../../../shared/ports/runtime/watchedNode';
import type { CollectedProcess, MonitorTrace, TraceQuestion } from '../../../shared/ports/runtime/nodeLooks';
import type { ErlangNode } from '../../../shared/ports/sources/erlangNode';
import { groupedBy } from '../../../shared/base/groupedBy';
import { AllocationTags } from '../measures/allocationTags';
import { Births } from '../measures/births';
import { portMeasures } from '../measures/portMeasures';
import { ProcessMeasures } from '../measures/processMeasures';
import { nodeMeasures } from '../measures/nodeMeasures';
import { TableBinaries } from '../measures/tableBinaries';
import { lookAtTables, tableMeasures } from '../measures/tables';
import { TimerMeasure } from '../measures/timerMeasure';
import { tellOnce } from '../measures/tellOnce';
import { Asker } from '../questions/ask';
import { lookAtCode } from '../questions/lookAtCode';
import { collectOne } from '../questions/collectNow';
import { lookAtNode } from '../questions/lookAtNode';
import { parseWatch, watchText } from './watchMemory';
import { moduleVersions } from '../questions/moduleVersions';
import { Remembered } from '../questions/remembered';
import { traceMonitors } from '../questions/traceMonitors';
import { sweepProcesses } from '../questions/sweepProcesses';

/** What judges a node's numbers. One for each life of a node. */
export interface BeamJudge {
  observe(atMillis: number, measures: readonly Measure[]): void;
  judge(thresholds: VerdictThresholds): readonly MeasureVerdict[];
  /** What was told, for another judge of the same life. */
  remember(): readonly RememberedMeasure[];
  /** Before the first round. */
  recall(remembered: readonly RememberedMeasure[]): void;
}

export interface NodeWatchParts {
  readonly clock: Clock;
  readonly newJudge: () => BeamJudge;
}

/** Verdicts of each kind that are told of a round. */
const mostVerdicts = 20;

/** Asks one node, and follows its numbers: of one start of it after the other. */
export class NodeWatch {
  private readonly parts: NodeWatchParts;
  private readonly node: ErlangNode;
  private readonly subject: string;
  private judge: BeamJudge;
  private births = new Births();
  private processes = new ProcessMeasures();
  private timers = new TimerMeasure();
  private binaries = new TableBinaries();
  private tags = new AllocationTags();
  private readonly remembered = new Remembered();
  private creation: number | null = null;
  private longestMailbox: number | null = null;
  private ertsVersion = '';

  constructor(parts: NodeWatchParts, node: ErlangNode, subject: string) {
    this.parts = parts;
    this.node = node;
    this.subject = subject;
    this.judge = parts.newJudge();
  }

  async round({ sweeps, modules }: NodeQuestion, signal: AbortSignal): Promise<NodeRound> {
    const ask = new Asker(this.node, signal, this.remembered);
    const look = await lookAtNode(ask, this.node, this.subject);
    this.ertsVersion = look.identity.version;
    const lookPrice = ask.priceMillis;
    const isOtherProcess = this.noticeRestart(look.identity.creation);
    const atMillis = this.parts.clock.now();
    const missing = sweeps ? await this.sweep(ask, look, atMillis) : [];
    const versions = sweeps ? await moduleVersions(ask, modules) : new Map<string, string>();
    const price = { look: lookPrice, sweep: sweeps ? ask.priceMillis - lookPrice : null };
    const { cost } = ask;
    return { atMillis, look, longestMailbox: this.longestMailbox, cost, price, isOtherProcess, versions, missing };
  }

  /** Which modules run, and where some of them are from. */
  async code(modules: readonly string[], signal: AbortSignal): Promise<AnsweredCode> {
    const ask = new Asker(this.node, signal);
    const code = await lookAtCode(ask, modules, this.ertsVersion);
    return { ...code, cost: ask.cost, priceMillis: ask.priceMillis };
  }

  /** A person has agreed. */
  collect(process: string, signal: AbortSignal): Promise<CollectedProcess> {
    return collectOne(new Asker(this.node, signal), process, this.subject);
  }

  /** A person has agreed. */
  traceMonitors(question: TraceQuestion, signal: AbortSignal): Promise<MonitorTrace> {
    return traceMonitors(new Asker(this.node, signal), question, this.subject);
  }

  /** What was told of this life of the node, as text. */
  remember(): string {
    const told = this.judge.remember();
    const names = new Set(
      told.filter(({ measure }) => measure.kind === 'process-growth').map(({ measure }) => measure.key),
    );
    return this.creation === null
      ? ''
      : watchText({ creation: this.creation, told, births: this.births.remember(names) });
  }

  /** Before the first round: goes on with what another watch has told, when the same life of the node answers. */
  recall(text: string): void {
    const memory = parseWatch(text);
    if (memory === null) return;
    const { creation, told, births } = memory;
    this.creation = creation;
    this.births.recall(births);
    // Processes of a kind whose own were too many to remember are counted from now on.
    const kept = told.filter(({ measure: { kind, key } }) => kind !== 'process-growth' || this.births.knows(key));
    this.processes.recall(kept.map(({ measure }) => measure));
    this.judge.recall(kept);
  }

  verdicts(thresholds: VerdictThresholds): readonly MeasureVerdict[] {
    const ofKinds = groupedBy(tellOnce(this.judge.judge(thresholds)), ({ measure }) => measure.kind).values();
    return [...ofKinds].flatMap((verdicts) => verdicts.toSorted(mostFirst).slice(0, mostVerdicts));
  }

  /** What a release does not offer, or a process that died meanwhile, spoils one kind of measures and no round. @returns what is missing */
  private async sweep(ask: Asker, look: NodeLook, atMillis: number): Promise<readonly Problem[]> {
    await this.timers.begin(ask);
    const sweep = await sweepProcesses(ask);
    const found: Measure[] = [...nodeMeasures(look), await this.timers.measure(ask, sweep)];
    this.longestMailbox = sweep.queue.reduce((most, length) => Math.max(most, length), 0);
    const { counts } = look;
    const kinds = [
      () => this.births.measures(ask, sweep.pids, { atMillis, limit: counts.processes.limit }),
      () => this.processes.measures(ask, sweep),
      async () => {
        const tables = await lookAtTables(ask);
        const binaries = { all: look.memory.binary, ofProcesses: found };
        return [...(await tableMeasures(ask, tables)), ...(await this.binaries.measures(ask, tables, binaries))];
      },
      () => portMeasures(ask, counts.ports.limit),
    ];
    const missing: Problem[] = [];
    for (const kind of kinds) {
      try {
        found.push(...(await kind()));
      } catch (error) {
        missing.push(whatIsMissing(error));
      }
    }
    this.judge.observe(atMillis, await this.tags.made(ask, atMillis, found));
    return missing;
  }

  private noticeRestart(creation: number): boolean {
    const isOther = this.creation !== null && this.creation !== creation;
    this.creation = creation;
    if (!isOther) return false;
    this.judge = this.parts.newJudge();
    this.births = new Births();
    this.processes = new ProcessMeasures();
    this.timers = new TimerMeasure();
    this.binaries = new TableBinaries();
    this.tags = new AllocationTags();
    this.remembered.forget();
    return true;
  }
}

function mostFirst(a: MeasureVerdict, b: MeasureVerdict): number {
  return b.measure.value - a.measure.value;
}

/** @throws what spoils the round */
function whatIsMissing(error: unknown): Problem {
  if (error instanceof LeakLensError && ['call-failed', 'no-such-function'].includes(error.problem.erlang ?? '')) {
    return error.problem;
  }
  throw error;
}
