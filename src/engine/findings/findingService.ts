import { Emitter } from '../../shared/base/emitter';
import type { Disposable } from '../../shared/base/disposable';
import type { Documents } from '../../shared/ports/engine/documents';
import type {
  FindingsApi,
  HintedFinding,
  IgnoredFinding,
  PlacedFinding,
  StagedFinding,
  TargetVerdict,
} from '../../shared/ports/engine/engineApi';
import { LeakLensError, toProblem } from '../../shared/model/errors';
import type { Baseline, Finding, IgnoreRule } from '../../shared/model/finding';
import type { SourceFix } from '../../shared/model/sourceFix';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { IgnoreParams } from '../../shared/model/engineRequests';
import type { BaselineStore, WorkspaceIgnores } from '../../shared/ports/stores';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import type { WatchedFinding } from '../../shared/ports/engine/timedWatch';
import type { IgnoreFile } from '../../shared/ports/watchFiles';
import type { Target } from '../../shared/model/target/target';
import type { TargetLines } from '../lines/targetLines';
import { isEdited, restsOn } from '../lines/restsOn';
import { findingStage } from '../states/findingStage';
import { verdictChanges } from './verdictChanges';
import { TargetVerdicts } from './targetVerdicts';
import { FolderIgnores } from './folderIgnores';

export interface FindingParts {
  readonly analysis: Pick<Analysis, 'compare' | 'baselineOf'>;
  readonly baselines: BaselineStore;
  readonly ignores: WorkspaceIgnores;
  readonly documents: Documents;
  /** Puts what replicas of one service have in common together; absent where there are none. */
  readonly joined?: (verdicts: readonly TargetVerdict[]) => readonly TargetVerdict[];
  readonly clock: Clock;
  readonly log: Log;
}

/** A target as this service needs it. */
export interface JudgedTarget {
  readonly target: Target;
  readonly lines: TargetLines;
  /** Its process may be one of this machine that can be read. */
  readonly canAskHolders?: boolean;
}

/** What is found in a target. */
interface FoundIn {
  readonly findings: readonly Finding[];
  /** Of an earlier process. */
  readonly earlier: readonly Finding[];
  /** This process has been watched for so long that what is not found may be said to be gone. */
  readonly isSettled: boolean;
}

/** Findings from the judge to what a face shows: compared with the baseline, without what a person ignores. */
export class FindingService implements FindingsApi, Disposable {
  private readonly parts: FindingParts;
  readonly changes = new Emitter<string | null>();
  private readonly verdicts: TargetVerdicts;
  private readonly ignores: FolderIgnores;
  private readonly baselines = new Map<string, Baseline | null>();
  private readonly judged = new Map<string, JudgedTarget & FoundIn>();
  /** Targets that do not answer: of when what is known of them is, ms since 1970. */
  private readonly paused = new Map<string, number>();
  private versions: ReadonlyMap<string, number | null> = new Map();
  private readonly edits: Disposable;
  private looksSoon = false;

  constructor(parts: FindingParts) {
    this.parts = parts;
    this.ignores = new FolderIgnores(parts);
    this.verdicts = new TargetVerdicts(() => parts.clock.now());
    this.edits = parts.documents.events.on(({ type }) => {
      if (type !== 'saved') this.lookAtEditsSoon();
    });
  }

  /** The workspace folders are these now. Reads their ignore files. */
  async setFolders(folders: readonly string[]): Promise<void> {
    this.ignores.setFolders(folders);
    await this.readIgnores();
  }

  /** An ignore file came, went or changed. */
  async readIgnores(): Promise<void> {
    this.verdicts.ignore(await this.ignores.rules());
    this.changes.fire(null);
  }

  /** Takes in what the judge says of one target. */
  report(judged: JudgedTarget, found: FoundIn): void {
    const { id, name } = judged.target;
    const before = this.judged.get(id)?.findings ?? [];
    for (const change of verdictChanges(before, found.findings)) this.parts.log.info(`${name}: ${change}`);
    this.judged.set(judged.target.id, { ...judged, ...found });
    this.paused.delete(judged.target.id);
    this.show(judged.target.id);
    this.rememberVersions();
  }

  /** A target does not answer: all that is said of it is of this moment, ms since 1970. */
  pause(targetId: string, asOfMillis: number): void {
    if (this.paused.get(targetId) === asOfMillis) return;
    this.paused.set(targetId, asOfMillis);
    this.show(targetId);
  }

  remove(targetId: string): void {
    this.judged.delete(targetId);
    this.paused.delete(targetId);
    this.baselines.delete(targetId);
    this.verdicts.remove(targetId);
    this.changes.fire(null);
  }

  /** Reads the baseline of a target that was just connected. One that cannot be read is none, and the log says why. */
  async loadBaseline(target: Target): Promise<void> {
    try {
      this.baselines.set(target.id, await this.parts.baselines.load(target));
    } catch (error) {
      const { subject, detail } = toProblem(error, target.name);
      this.parts.log.warn(`${target.name}: the baseline cannot be read: ${subject}: ${detail}`);
    }
  }

  async setBaseline(targetId: string): Promise<number> {
    const { target, findings } = this.judgedTarget(targetId);
    const baseline = this.parts.analysis.baselineOf(findings, target.url, this.parts.clock.now());
    await this.parts.baselines.save(target, baseline);
    this.baselines.set(targetId, baseline);
    this.show(targetId);
    return this.openOf(targetId).filter(({ status }) => status === 'growing').length;
  }

  async clearBaseline(targetId: string): Promise<void> {
    await this.parts.baselines.clear(this.judgedTarget(targetId).target);
    this.baselines.delete(targetId);
    this.show(targetId);
  }

  async ignore({ id, reason, until }: IgnoreParams): Promise<string> {
    const path = this.verdicts.find(id)?.finding.site?.path ?? '';
    const written = await this.ignores.add({ id, reason, until }, path);
    await this.readIgnores();
    return written;
  }

  async ignoredFindings(): Promise<readonly IgnoredFinding[]> {
    const rules = await this.ignores.list();
    return rules.map((rule) => ({ rule, finding: this.verdicts.find(rule.id)?.finding ?? null }));
  }

  async stopIgnoring(id: string): Promise<string> {
    try {
      return await this.ignores.remove(id);
    } finally {
      await this.readIgnores();
    }
  }

  /** What is said on lines: everything, and of what is ignored that which is not over. */
  onLinesOf(targetId: string): readonly HintedFinding[] {
    return (this.all().find((verdict) => verdict.targetId === targetId)?.findings ?? [])
      .map((finding) => ({ ...finding, ignoredBy: this.verdicts.ruleFor(finding) }))
      .filter(({ status, ignoredBy }) => status !== 'fixed' || ignoredBy === null);
  }

  /** Everything that is not ignored. */
  hintedOf(targetId: string): readonly StagedFinding[] {
    return this.foundIn(targetId).filter((finding) => this.verdicts.ignored(finding) === null);
  }

  /** What is open of a target: neither ignored nor fixed. */
  openOf(targetId: string): readonly StagedFinding[] {
    return this.hintedOf(targetId).filter(({ status }) => status !== 'fixed');
  }

  all(): readonly TargetVerdict[] {
    const all = this.verdicts.all();
    return this.parts.joined?.(all) ?? all;
  }

  openIn(path: string): readonly PlacedFinding[] {
    return this.verdicts.openIn(path, this.all());
  }

  paths(): ReadonlySet<string> {
    return this.verdicts.paths();
  }

  ignoreFiles(): Promise<readonly IgnoreFile[]> {
    return this.ignores.files();
  }

  /** Findings as the end of a watch tells them: compared, each with the rule that ignores it. */
  watched(findings: readonly Finding[], baseline: Baseline | null): readonly WatchedFinding[] {
    const compared = baseline === null ? findings : this.parts.analysis.compare(findings, baseline);
    return compared.map((finding) => ({ finding, ignoredBy: this.verdicts.ruleFor(finding) }));
  }

  ignored(finding: Pick<Finding, 'id'>): string | null {
    return this.verdicts.ignored(finding);
  }

  ignoredBy(finding: Pick<Finding, 'id'>): IgnoreRule | null {
    return this.verdicts.ruleFor(finding);
  }

  /** Lines and columns of a fix are of the file on disk as it was read: edited since, it could change the wrong code. */
  stillHolds({ edits }: SourceFix): boolean {
    const { documents } = this.parts;
    return edits.every(
      ({ path }) => !documents.isDirty(path) && (this.versions.get(path) ?? null) === documents.version(path),
    );
  }

  dispose(): void {
    this.edits.dispose();
    this.changes.dispose();
  }

  private foundIn(targetId: string): readonly StagedFinding[] {
    return this.verdicts.all().find((candidate) => candidate.targetId === targetId)?.findings ?? [];
  }

  private show(targetId: string): void {
    const entry = this.judged.get(targetId);
    if (entry === undefined) return;
    const { target, lines, canAskHolders = false } = entry;
    const asOfMillis = this.paused.get(targetId) ?? null;
    const baseline = this.baselines.get(targetId) ?? null;
    this.verdicts.set({
      targetId,
      targetName: target.name,
      lines,
      findings: [...this.compared(entry, baseline), ...entry.earlier].map((finding) => ({
        ...finding,
        stage: findingStage(finding, { asOfMillis, isEdited: this.isEdited(finding, lines) }),
      })),
      baselineSetAtMillis: baseline?.setAtMillis ?? null,
      canAskHolders,
    });
    this.changes.fire(targetId);
  }

  /** After all who hear the same event, line books among them, have followed it; many edits at once are one look. */
  private lookAtEditsSoon(): void {
    if (this.looksSoon) return;
    this.looksSoon = true;
    queueMicrotask(() => {
      this.looksSoon = false;
      for (const { targetId, findings } of this.verdicts.all()) {
        const lines = this.judged.get(targetId)?.lines;
        const isOther = (finding: StagedFinding) =>
          lines !== undefined && (finding.stage.stage === 'edited') !== this.isEdited(finding, lines);
        if (findings.some(isOther)) this.show(targetId);
      }
    });
  }

  private isEdited(finding: Finding, lines: TargetLines): boolean {
    return restsOn(finding, lines).some((place) => isEdited(place, lines.moved, this.parts.documents));
  }

  /** What only the baseline knows is gone when it could have been found again, and nothing is known of it before. */
  private compared({ findings, earlier, isSettled }: FoundIn, baseline: Baseline | null): readonly Finding[] {
    if (baseline === null) return findings;
    const again = new Set(earlier.map(({ id }) => id));
    return this.parts.analysis
      .compare(findings, baseline)
      .filter(({ course, status, id }) => course !== null || status !== 'fixed' || (isSettled && !again.has(id)));
  }

  /** A fix was made from what stood on disk when the findings were: it holds as long as nobody edits the file. */
  private rememberVersions(): void {
    const fixed = this.verdicts.all().flatMap(({ findings }) => findings.flatMap(({ fixes }) => fixes));
    const paths = fixed.flatMap(({ edits }) => edits.map(({ path }) => path));
    this.versions = new Map(paths.map((path) => [path, this.parts.documents.version(path)]));
  }

  private judgedTarget(targetId: string) {
    const entry = this.judged.get(targetId);
    if (entry === undefined) throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    return entry;
  }
}
