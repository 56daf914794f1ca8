import type { Diagnostic } from 'vscode-languageserver/node';
import { Emitter } from '../../shared/base/emitter';
import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError, toProblem } from '../../shared/model/errors';
import type { Baseline, Finding } from '../../shared/model/finding';
import type { IgnoredView, TargetFindings } from '../../shared/wires/findingView';
import type { FindingWords } from '../../shared/ports/findingWords';
import type { Verdicts } from '../../shared/ports/judge';
import type { IgnoreParams } from '../../shared/wires/lspMessages';
import type { WorkspaceIgnores } from '../../shared/ports/stores';
import type { BaselineStore } from '../../shared/ports/stores';
import type { Log } from '../../shared/ports/log';
import type { Clock } from '../../shared/ports/clock';
import type { Target } from '../../shared/model/target';
import type { TargetLines } from '../targetLines';
import type { OpenDocuments } from '../openDocuments';
import { findingActions } from './findingActions';
import { FindingDesk } from './findingDesk';
import { findingDiagnostics } from './findingDiagnostics';
import { targetFindings } from './findingViews';
import { IgnoreBook } from './ignoreBook';

export interface FindingParts {
  readonly verdicts: Verdicts;
  readonly words: FindingWords;
  readonly baselines: BaselineStore;
  readonly ignores: WorkspaceIgnores;
  readonly documents: OpenDocuments;
  readonly clock: Clock;
  readonly log: Log;
}

/** A target as this service needs it. */
export interface JudgedTarget {
  readonly target: Target;
  readonly lines: TargetLines;
}

/** Findings from the judge to what an editor asks for: compared with the baseline, without what a person ignores. */
export class FindingService implements Disposable {
  private readonly parts: FindingParts;
  /** After each change of what the views show: the target that it is about, null for all. */
  readonly changes = new Emitter<string | null>();
  private readonly desk = new FindingDesk();
  private readonly ignores: IgnoreBook;
  private readonly baselines = new Map<string, Baseline | null>();
  private readonly judged = new Map<string, JudgedTarget & { readonly findings: readonly Finding[] }>();
  private versions: ReadonlyMap<string, number | null> = new Map();

  constructor(parts: FindingParts) {
    this.parts = parts;
    this.ignores = new IgnoreBook(parts);
  }

  /** The workspace folders are these now. Reads their ignore files. */
  async setFolders(folders: readonly string[]): Promise<void> {
    this.ignores.setFolders(folders);
    await this.readIgnores();
  }

  /** An ignore file came, went or changed. */
  async readIgnores(): Promise<void> {
    this.desk.ignore(await this.ignores.rules());
    this.changes.fire(null);
  }

  /** Takes in what the judge says of one target. */
  report(judged: JudgedTarget, findings: readonly Finding[]): void {
    this.judged.set(judged.target.id, { ...judged, findings });
    this.show(judged.target.id);
  }

  remove(targetId: string): void {
    this.judged.delete(targetId);
    this.baselines.delete(targetId);
    this.desk.remove(targetId);
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

  /** @throws LeakLensError `not-found`, `store` */
  async setBaseline(targetId: string): Promise<null> {
    const { target, findings } = this.judgedTarget(targetId);
    const baseline = this.parts.verdicts.baselineOf(findings, target.url, this.parts.clock.now());
    await this.parts.baselines.save(target, baseline);
    this.baselines.set(targetId, baseline);
    this.show(targetId);
    return null;
  }

  /** @throws LeakLensError `not-found`, `store` */
  async clearBaseline(targetId: string): Promise<null> {
    await this.parts.baselines.clear(this.judgedTarget(targetId).target);
    this.baselines.delete(targetId);
    this.show(targetId);
    return null;
  }

  /** @returns path of the file that now holds the rule. @throws LeakLensError `not-found`, `store`, `unreadable` */
  async ignore({ id, reason, until }: IgnoreParams): Promise<string> {
    const path = this.desk.find(id)?.finding.site?.path ?? '';
    const written = await this.ignores.add({ id, reason, until }, path);
    await this.readIgnores();
    return written;
  }

  /** What rules in force ignore. @throws LeakLensError `unreadable` for a file that ignores nothing because of a mistake */
  async ignoredFindings(): Promise<readonly IgnoredView[]> {
    const rules = await this.ignores.list();
    return rules.map((rule) => ({ ...rule, title: this.titleOf(rule.id) }));
  }

  /** @returns path of the file that held the rule, the first of several. @throws LeakLensError `not-found`, `store`, `unreadable` */
  async stopIgnoring(id: string): Promise<string> {
    try {
      return await this.ignores.remove(id);
    } finally {
      await this.readIgnores();
    }
  }

  /** What a hint may say: everything that is not ignored. */
  hintedOf(targetId: string): readonly Finding[] {
    const verdict = this.desk.all().find((candidate) => candidate.targetId === targetId);
    return (verdict?.findings ?? []).filter((finding) => this.desk.ignored(finding) === null);
  }

  views(): readonly TargetFindings[] {
    const { words, documents } = this.parts;
    return targetFindings({ desk: this.desk, words, uriOf: (path) => documents.uri(path) });
  }

  /** Local files that have findings. */
  paths(): ReadonlySet<string> {
    return this.desk.paths();
  }

  /** Changes when a finding or a target comes or goes, and when a finding moves, is ignored, or changes its tier; not with each number. */
  outline(): string {
    const rows = this.desk.all().flatMap(({ targetId, lines, findings }) =>
      findings.map((finding) => {
        const { id, confidence, status, site } = finding;
        const line = site === null ? null : lines.now(site);
        return [targetId, id, confidence, status, this.desk.ignored(finding) !== null, site?.path, line];
      }),
    );
    return JSON.stringify([this.desk.all().map(({ targetName }) => targetName), rows]);
  }

  document(path: string): { readonly uri: string; readonly version: number | null } {
    return { uri: this.parts.documents.uri(path), version: this.parts.documents.version(path) };
  }

  diagnostics(path: string): Diagnostic[] {
    const { words, documents } = this.parts;
    return findingDiagnostics(path, {
      desk: this.desk,
      words,
      uriOf: (other) => documents.uri(other),
      lineSpan: (file, line) => documents.lineSpan(file, line),
    });
  }

  actions(
    path: string,
    range: { readonly start: number; readonly end: number },
    context: { readonly diagnostics: readonly Diagnostic[]; readonly hostCommands: boolean },
  ) {
    const { words, documents } = this.parts;
    const parts = { desk: this.desk, words, documents, versions: this.versions, hostCommands: context.hostCommands };
    return findingActions(path, range, context.diagnostics, parts);
  }

  dispose(): void {
    this.changes.dispose();
  }

  private titleOf(id: string): string | null {
    const found = this.desk.find(id);
    return found === null ? null : this.parts.words.title(found.finding);
  }

  private show(targetId: string): void {
    const entry = this.judged.get(targetId);
    if (entry === undefined) return;
    const { target, lines, findings } = entry;
    const baseline = this.baselines.get(targetId) ?? null;
    this.desk.set({
      targetId,
      targetName: target.name,
      lines,
      findings: baseline === null ? findings : this.parts.verdicts.compare(findings, baseline),
      baselineSetAtMillis: baseline?.setAtMillis ?? null,
    });
    this.rememberVersions();
    this.changes.fire(targetId);
  }

  /** A fix was made from what stood on disk when the findings were: it holds as long as nobody edits the file. */
  private rememberVersions(): void {
    const fixed = this.desk.all().flatMap(({ findings }) => findings.flatMap(({ fixes }) => fixes));
    const paths = fixed.flatMap(({ edits }) => edits.map(({ path }) => path));
    this.versions = new Map(paths.map((path) => [path, this.parts.documents.version(path)]));
  }

  private judgedTarget(targetId: string) {
    const entry = this.judged.get(targetId);
    if (entry === undefined) throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    return entry;
  }
}
