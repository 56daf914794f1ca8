import type { Finding } from '../../shared/model/finding';
import type { Measure, MeasureVerdict } from '../../shared/model/beam/measure';
import type { NodeLook } from '../../shared/model/beam/nodeMemory';
import { LeakLensError } from '../../shared/model/errors';
import { nothingAsked } from '../../shared/model/target/capabilities';
import type { PollPace } from '../../shared/model/target/pollPace';
import type { PreparedSources } from '../../shared/model/sourcePaths';
import type { Told } from '../../shared/model/told';
import type { VerdictThresholds } from '../../shared/model/verdictThresholds';
import type { Clock } from '../../shared/ports/clock';
import type { ErlangNode } from '../../shared/ports/sources/erlangNode';
import type { Heard, RuntimeSession, SessionOptions, Understood } from '../../shared/ports/runtime/runtimeSession';
import { CostGovernor } from '../pace/costGovernor';
import { beamValues } from './beamSeries';
import { Births } from './measures/births';
import { portMeasures } from './measures/portMeasures';
import { ProcessMeasures } from './measures/processMeasures';
import { tableMeasures } from './measures/tables';
import type { PlacedMeasure } from './places/placeMeasure';
import { Asker } from './questions/ask';
import { lookAtNode } from './questions/lookAtNode';
import { sweepProcesses } from './questions/sweepProcesses';

/** What judges a node's numbers. One for each life of a node. */
export interface BeamJudge {
  observe(atMillis: number, measures: readonly Measure[]): void;
  judge(thresholds: VerdictThresholds): readonly MeasureVerdict[];
}

export interface BeamSessionParts {
  readonly clock: Clock;
  readonly newJudge: () => BeamJudge;
  readonly place: (measure: Measure) => Promise<PlacedMeasure>;
  readonly finding: (verdict: MeasureVerdict, place: PlacedMeasure, atMillis: number) => Finding;
}

/** Above so many processes they are asked for rarely: a sweep of 100,000 takes a fifth of a second of the node. */
const manyProcesses = 20_000;
const rarelyMillis = 30_000;

/** Verdicts that get a place in a round. */
const mostFindings = 50;

/** A node after the other behind one address. */
export class BeamSession implements RuntimeSession {
  readonly isProofDemanded = false;
  readonly canProve = false;
  private readonly parts: BeamSessionParts;
  private readonly options: SessionOptions;
  private readonly node: ErlangNode;
  private readonly governor = new CostGovernor({ round: 1 });
  private judge: BeamJudge;
  private births = new Births();
  private processes = new ProcessMeasures();
  private creation: number | null = null;
  private sweptAtMillis = -Infinity;
  private longestMailbox: number | null = null;
  private measures: readonly Measure[] | null = null;
  /** The round that was asked last. */
  private latest: { readonly look: NodeLook; readonly atMillis: number } | null = null;
  private told: Told = { findings: [], takenBack: [], earlier: [], grown: [] };

  constructor(parts: BeamSessionParts, options: SessionOptions, node: ErlangNode) {
    this.parts = parts;
    this.options = options;
    this.node = node;
    this.judge = parts.newJudge();
  }

  async ask(_round: unknown, signal: AbortSignal): Promise<Heard> {
    const ask = new Asker(this.node, signal);
    const look = await lookAtNode(ask, this.node, this.options.source.target.url);
    const isOtherProcess = this.noticeRestart(look.identity.creation);
    const atMillis = this.parts.clock.now();
    if (this.isDue(look, atMillis)) {
      this.measures = await this.measure(ask, look, atMillis);
      this.sweptAtMillis = atMillis;
    }
    const { cost } = ask;
    this.governor.note('round', ask.priceMillis, 0, atMillis);
    this.latest = { look, atMillis };
    return { atMillis, values: beamValues(look, this.longestMailbox), cost, isOtherProcess };
  }

  async understand(): Promise<Understood> {
    const { latest, measures } = this;
    if (latest === null) throw new Error('No round was asked.');
    if (measures !== null) this.judge.observe(latest.atMillis, measures);
    this.measures = null;
    this.told = { findings: await this.findings(latest), takenBack: [], earlier: [], grown: [] };
    const report = { heap: [], heapTotalBytes: 0, blocked: [], spawns: [] };
    return { ...this.told, report, sources: noSources, rebuilt: false, capabilities: nothingAsked };
  }

  judgeAgain(): Promise<Told> {
    return Promise.resolve(this.told);
  }

  remember(): Promise<string> {
    return Promise.resolve('');
  }

  explained(): Promise<void> {
    return Promise.resolve();
  }

  demandProof(): void {
    // A node has no detector of leaks.
  }

  pace(): PollPace {
    const { intervalMillis: wishedMillis, costBudget: budget } = this.options.settings();
    const pauseMillis = this.governor.pauseMillis(wishedMillis, budget);
    return { wishedMillis, pauseMillis, budget, roundMillis: this.governor.priceOf('round') ?? 0 };
  }

  dispose(): void {
    // The source is its owner's.
  }

  private isDue(look: NodeLook, atMillis: number): boolean {
    return look.counts.processes.now < manyProcesses || atMillis - this.sweptAtMillis >= rarelyMillis;
  }

  /** What a release does not offer, or a process that died meanwhile, spoils one kind of measures and no round. */
  private async measure(ask: Asker, look: NodeLook, atMillis: number): Promise<readonly Measure[]> {
    const sweep = await sweepProcesses(ask);
    this.longestMailbox = sweep.queue.reduce((most, length) => Math.max(most, length), 0);
    const { counts } = look;
    const kinds = [
      () => this.births.measures(ask, sweep.pids, { atMillis, limit: counts.processes.limit }),
      () => this.processes.measures(ask, sweep),
      () => tableMeasures(ask),
      () => portMeasures(ask, counts.ports.limit),
    ];
    const found: Measure[] = [atomMeasure(look)];
    for (const kind of kinds) found.push(...(await this.orWarned(kind)));
    return found;
  }

  private async orWarned(measure: () => Promise<readonly Measure[]>): Promise<readonly Measure[]> {
    try {
      return await measure();
    } catch (error) {
      const isOfCall =
        error instanceof LeakLensError && ['call-failed', 'no-such-function'].includes(error.problem.erlang ?? '');
      if (!isOfCall) throw error;
      this.options.warned('a part of the round is missing', error);
      return [];
    }
  }

  private noticeRestart(creation: number): boolean {
    const isOther = this.creation !== null && this.creation !== creation;
    this.creation = creation;
    if (!isOther) return false;
    this.judge = this.parts.newJudge();
    this.births = new Births();
    this.processes = new ProcessMeasures();
    this.governor.restart();
    this.sweptAtMillis = -Infinity;
    return true;
  }

  private async findings({ atMillis }: { readonly atMillis: number }): Promise<readonly Finding[]> {
    const verdicts = this.judge.judge(this.options.settings().thresholds).slice(0, mostFindings);
    const found = new Map<string, Finding>();
    for (const verdict of verdicts) {
      const finding = this.parts.finding(verdict, await this.parts.place(verdict.measure), atMillis);
      // Several processes of one kind do the same on the same line: that of which there is most is told.
      const known = found.get(finding.id);
      if (known === undefined || known.amount.value < finding.amount.value) found.set(finding.id, finding);
    }
    return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.amount.value - a.amount.value);
  }
}

const ranks = ['proven', 'probable', 'possible', 'info'];

function rank({ confidence }: Finding): number {
  return ranks.indexOf(confidence);
}

function atomMeasure({ counts, identity }: NodeLook): Measure {
  const { now: value, limit } = counts.atoms;
  const common = { process: null, other: '', isRemote: false, name: identity.name, limit };
  return { kind: 'atom-growth', key: 'atoms', value, unit: 'atoms', ...common };
}

/** Lines of a node's findings are found in the source itself. */
const noSources: PreparedSources = {
  resolve: () => null,
  source: () => null,
  firstSeen: [],
  folders: [],
  missing: [],
  parsed: null,
};
