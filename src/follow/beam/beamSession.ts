import { confidences, type Finding, type Probed, type ProbeName } from '../../shared/model/finding';
import { tablesKey, type Measure, type MeasureVerdict } from '../../shared/model/beam/measure';
import { LeakLensError } from '../../shared/model/errors';
import { nothingAsked } from '../../shared/model/target/capabilities';
import type { PollCost, PollPace } from '../../shared/model/target/pollPace';
import type { PreparedSources } from '../../shared/model/sourcePaths';
import type { Told } from '../../shared/model/told';
import type { Clock } from '../../shared/ports/clock';
import type { NodeReports } from '../../shared/ports/runtime/nodeLooks';
import type { AnsweredCode, NodeRound, WatchedNode } from '../../shared/ports/runtime/watchedNode';
import type { Heard, RuntimeSession, SessionOptions, Understood } from '../../shared/ports/runtime/runtimeSession';
import { CostGovernor } from '../pace/costGovernor';
import { beamLimits, beamValues } from './beamSeries';
import type { LifePlaces } from './places/lifePlaces';
import { tryAtNode, withProbed, type ProbeAnswer } from './probes';
import type { PlacedMeasure } from './places/placeMeasure';

export interface BeamSessionParts {
  readonly clock: Clock;
  readonly places: LifePlaces;
  /** Null where the place speaks against the verdict. */
  readonly finding: (verdict: MeasureVerdict, place: PlacedMeasure, atMillis: number) => Finding | null;
  /** Of what the runtime keeps though nothing uses it; null where that is little. */
  readonly retained: (about: Pick<NodeRound, 'look' | 'atMillis'> & { readonly wasFixed: boolean }) => Finding | null;
}

/** A look at the node costs the same whatever runs there; a sweep, in proportion to its processes. */
const shares = { round: 0.25, sweep: 0.75 } as const;

/** A node after the other behind one address. What they answer is read elsewhere; here is when they are asked, and where its meaning stands. */
export class BeamSession implements RuntimeSession {
  readonly isProofDemanded = false;
  readonly canProve = false;
  private readonly parts: BeamSessionParts;
  private readonly options: SessionOptions;
  private readonly node: WatchedNode;
  private readonly governor = new CostGovernor<'sweep'>(shares);
  /** Settles when the node's watch knows what an earlier one had told. */
  private readonly recalled: Promise<void>;
  private latest: NodeRound | null = null;
  /** Paths of files whose lines are others since it was told last. */
  private readonly firstSeen: string[] = [];
  private versions: ReadonlyMap<string, string> = new Map();
  /** What findings are about, by their ids. */
  private measures: ReadonlyMap<string, Measure> = new Map();
  /** What came of what a person had tried, by the ids of findings. */
  private readonly probed = new Map<string, ProbeAnswer>();
  private told: Told = { findings: [], takenBack: [], earlier: [], grown: [] };

  constructor(parts: BeamSessionParts, options: SessionOptions, node: WatchedNode) {
    this.parts = parts;
    this.options = options;
    this.node = node;
    this.recalled = this.recall();
  }

  async ask(_round: unknown, signal: AbortSignal): Promise<Heard> {
    await this.recalled;
    const { costBudget } = this.options.settings();
    const sweeps = this.governor.allows('sweep', costBudget, this.parts.clock.now());
    const round = await this.node.round({ sweeps, modules: this.parts.places.modules }, signal);
    const { atMillis, look, longestMailbox, price, isOtherProcess } = round;
    if (isOtherProcess) this.restart();
    this.firstSeen.push(...(await this.noticeCode(round)));
    const code = price.sweep === null ? noCode : await this.learnCode(signal);
    this.governor.note('round', price.look, 0, atMillis);
    if (price.sweep !== null) this.governor.note('sweep', price.sweep + code.priceMillis, 0, atMillis);
    for (const problem of round.missing) {
      this.options.warned('a part of the round is missing', new LeakLensError(problem));
    }
    this.latest = round;
    const limits = beamLimits(look, this.options.settings().memoryLimitBytes);
    return {
      atMillis,
      values: beamValues(look, longestMailbox),
      limits,
      cost: sum(round.cost, code.cost),
      isOtherProcess,
    };
  }

  async understand(): Promise<Understood> {
    const { latest } = this;
    if (latest === null) throw new Error('No round was asked.');
    const firstSeen = this.firstSeen.splice(0);
    this.told = { findings: await this.findings(latest), takenBack: [], earlier: [], grown: [] };
    const report = { heap: [], heapTotalBytes: 0, blocked: [], spawns: [] };
    const sources = { ...noSources, firstSeen };
    const built = { rebuilt: latest.isOtherProcess, isNewBuild: false };
    return { ...this.told, ...built, report, sources, capabilities: nothingAsked };
  }

  async judgeAgain(): Promise<Told> {
    if (this.latest !== null) this.told = { ...this.told, findings: await this.findings(this.latest) };
    return this.told;
  }

  async probe(id: string, probe: ProbeName, signal: AbortSignal): Promise<Probed> {
    const measure = this.measures.get(id);
    const finding = this.told.findings.find((one) => one.id === id);
    const subject = this.options.source.target.name;
    if (measure === undefined || finding?.probes?.includes(probe) !== true) {
      throw new LeakLensError({ kind: 'not-found', subject, detail: `no ${probe} of a finding that is there` });
    }
    const answer = await tryAtNode({ node: this.node, places: this.parts.places, subject }, { probe, measure }, signal);
    this.probed.set(id, answer);
    return { finding, evidence: answer.evidence };
  }

  get reports(): NodeReports {
    return this.node;
  }

  remember(): Promise<string> {
    return this.node.remember();
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

  /** Of another life nothing is known that was tried. */
  private restart(): void {
    this.governor.restart();
    this.probed.clear();
  }

  /** @returns paths of files whose lines are now those of what was loaded since, and is on disk */
  private async noticeCode({ isOtherProcess, versions }: NodeRound): Promise<readonly string[]> {
    const { places } = this.parts;
    const before = this.versions;
    if (isOtherProcess) places.restart();
    if (isOtherProcess || versions.size > 0) this.versions = versions;
    if (isOtherProcess) return [];
    const anew = [...versions].filter(([module, version]) => (before.get(module) ?? version) !== version);
    return anew.length === 0 ? [] : places.loadedAnew(anew.map(([module]) => module));
  }

  private async recall(): Promise<void> {
    const { memory, warned } = this.options;
    if (memory === null) return;
    try {
      await this.node.recall(memory);
    } catch (error) {
      warned('what was found before is lost', error);
    }
  }

  /** Whoever is about to be placed is asked for: which files its modules are in. @returns what that cost */
  private async learnCode(signal: AbortSignal): Promise<Pick<AnsweredCode, 'cost' | 'priceMillis'>> {
    const verdicts = await this.node.verdicts(this.options.settings().thresholds);
    let paid: Pick<AnsweredCode, 'cost' | 'priceMillis'> = noCode;
    await this.parts.places.learn(verdicts, async (modules) => (paid = await this.node.code(modules, signal)));
    return paid;
  }

  private async findings({ atMillis, look }: NodeRound): Promise<readonly Finding[]> {
    const verdicts = await this.node.verdicts(this.options.settings().thresholds);
    const found = new Map<string, Finding>();
    const measures = new Map<string, Measure>();
    for (const verdict of verdicts) {
      const finding = this.parts.finding(
        verdict,
        await this.parts.places.place(verdict.measure, isTold(verdict)),
        atMillis,
      );
      if (finding === null) continue;
      if (finding.site === null && mayBeAnything(verdict)) continue;
      // Several processes of one kind do the same on the same line: that of which there is most is told.
      const known = found.get(finding.id);
      if (known !== undefined && known.amount.value >= finding.amount.value) continue;
      found.set(finding.id, withProbed(finding, this.probed.get(finding.id)));
      measures.set(finding.id, verdict.measure);
    }
    this.measures = measures;
    for (const id of [...this.probed.keys()]) if (!found.has(id)) this.probed.delete(id);
    for (const id of saidTwice([...found.values()])) found.delete(id);
    const wasFixed = [...found.values()].some(({ status }) => status === 'fixed');
    const retained = this.parts.retained({ look, atMillis, wasFixed });
    if (retained !== null) found.set(retained.id, retained);
    return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.amount.value - a.amount.value);
  }
}

/** Memory of the whole node that no line of the workspace accounts for. */
function mayBeAnything({ measure: { kind, key, unit } }: MeasureVerdict): boolean {
  if (kind === 'timer-growth') return unit === 'bytes';
  return kind === 'persistent-growth' || (kind === 'binary-growth' && key === tablesKey);
}

/** One line fills a table with rows and what they refer to: parts of binaries are the larger half, and whole ones are what the table is for. */
function saidTwice(findings: readonly Finding[]): readonly string[] {
  const lineOf = ({ site }: Finding) => `${site?.file ?? ''}:${site?.line ?? 0}`;
  const tables = findings.filter(({ kind, site }) => kind === 'ets-growth' && site !== null);
  return tables.flatMap((table) =>
    findings
      .filter((one) => one.kind === 'binary-growth' && lineOf(one) === lineOf(table))
      .map((binaries) => (binaries.pattern === 'binary-part-kept' ? table.id : binaries.id)),
  );
}

const noCode = { cost: { bytes: 0, millis: 0, requests: 0 }, priceMillis: 0 };

function sum(one: PollCost, other: PollCost): PollCost {
  return {
    bytes: one.bytes + other.bytes,
    millis: one.millis + other.millis,
    requests: one.requests + other.requests,
  };
}

/** What was told keeps its place, also when it is over. */
function isTold({ confidence, fixedFrom }: MeasureVerdict): boolean {
  return confidence === 'probable' || fixedFrom !== null;
}

function rank({ confidence }: Finding): number {
  return confidences.indexOf(confidence);
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
