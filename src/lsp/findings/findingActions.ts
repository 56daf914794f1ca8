import { t } from '@vscode/l10n';
import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { FindingsApi, PlacedFinding } from '../../shared/ports/engine/engineApi';
import { fileLine } from '../../shared/base/fileLine';
import type { Finding } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { SourceEdit, SourceFix } from '../../shared/model/sourceFix';
import { plainText } from '../../shared/base/said/plainText';
import type { OpenDocuments } from '../openDocuments';
import { keptAt } from '../../shared/base/keptAt';
import { isOfMemory } from '../../shared/base/isOfMemory';
import { otherPlaces } from '../../shared/base/otherPlaces';
import { groupedBy } from '../../shared/base/groupedBy';

/** Commands that the engine itself carries out, for any editor. */
export const engineCommands = {
  /** `[uri, 0-based line]` */
  showPlace: 'leaklens.engine.showPlace',
  /** `[finding id]`; for editors that have no command of their own to ask for a reason. */
  ignore: 'leaklens.engine.ignore',
} as const;

/** The commands of the extension that ask first: for a reason, for consent to a cost, for the end to go to. `[finding id]` */
const hostCommands = {
  ignore: 'leaklens.ignoreFinding',
  probe: 'leaklens.findOutMore',
  goToOtherEnd: 'leaklens.goToOtherEnd',
  whoHolds: 'leaklens.whoHolds',
} as const;

/** What changes no source is no quick fix: it stands below those, and is not offered where only they are asked for. */
export const findingActionKind = 'leaklens';

export interface ActionParts {
  readonly words: FindingWords;
  readonly documents: Pick<OpenDocuments, 'uri' | 'version' | 'column'>;
  /** True when the client has LeakLens' own commands. */
  readonly hostCommands: boolean;
}

type Found = Pick<FindingsApi, 'all' | 'openIn' | 'stillHolds'>;

/** Where somebody asks what can be done. */
export interface ActionContext {
  readonly path: string;
  /** 0-based, the last one included. */
  readonly lines: { readonly start: number; readonly end: number };
  /** What the editor shows there. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What can be done about the findings on some lines of a document, fixes first. */
export function findingActions(
  { path, lines, diagnostics }: ActionContext,
  found: Found,
  parts: ActionParts,
): CodeAction[] {
  const placed = found.openIn(path).filter(({ line }) => line >= lines.start && line <= lines.end);
  const actions = placed.flatMap((one) => {
    const about = diagnostics.filter(({ data }) => data === one.finding.id);
    const offered = [
      ...fixes(one.finding, found, parts),
      ...goToHolder(one, found, parts),
      ...goToOtherEnds(one, found, parts),
      ...probes(one, parts),
      ...whoHolds(one, found, parts),
      ignore(one.finding, parts),
    ];
    return offered.map((action) => ({ ...action, ...(about.length > 0 && { diagnostics: about }) }));
  });
  // Two targets that run the same code have the same finding, and one action answers both.
  return [...new Map(actions.map((action) => [identityOf(action), action])).values()];
}

function identityOf({ title, command, edit }: CodeAction): string {
  return JSON.stringify([title, command?.arguments, edit]);
}

function fixes(finding: Finding, found: Found, parts: ActionParts): CodeAction[] {
  return finding.fixes
    .filter((fix) => found.stillHolds(fix))
    .flatMap((fix) => {
      const edit = workspaceEdit(fix, parts.documents);
      const title = plainText(parts.words.fix(fix, finding));
      return edit === null ? [] : [{ title, kind: CodeActionKind.QuickFix, edit }];
    });
}

/** Null where the client counts in bytes, and the text that they are counted of is not open. */
function workspaceEdit({ edits }: SourceFix, documents: ActionParts['documents']): WorkspaceEdit | null {
  const byFile = [...groupedBy(edits, ({ path }) => path)].map(([path, changes]) => ({
    textDocument: { uri: documents.uri(path), version: documents.version(path) },
    edits: changes.flatMap((change) => textEdit(change, documents) ?? []),
  }));
  const made = byFile.reduce((sum, file) => sum + file.edits.length, 0);
  return made < edits.length ? null : { documentChanges: byFile };
}

function textEdit({ path, start, end, text }: SourceEdit, documents: ActionParts['documents']): TextEdit | null {
  const position = ({ line, column }: SourceEdit['start']) => {
    const character = documents.column(path, line - 1, column);
    return character === null ? null : { line: line - 1, character };
  };
  const [from, to] = [position(start), position(end)];
  return from === null || to === null ? null : { range: { start: from, end: to }, newText: text };
}

/** The way to what keeps the memory, where the source leaves no choice. */
function goToHolder({ finding, targetId }: PlacedFinding, found: Found, parts: ActionParts): CodeAction[] {
  const [holder] = finding.holders;
  if (holder?.certain !== true) return [];
  const { path, line } = keptAt(holder, finding.site);
  const lines = found.all().find((verdict) => verdict.targetId === targetId)?.lines;
  const now = lines?.now({ function: '', file: path, line, path }) ?? null;
  if (now === null) return [];
  const name = holder.name === 'func' ? '' : holder.name;
  const place = fileLine(path, now + 1);
  const title = plainText(name === '' ? t('Go to Holder: {0}', place) : t('Go to Holder: {0} ({1})', name, place));
  const command = { title, command: engineCommands.showPlace, arguments: [parts.documents.uri(path), now] };
  return [{ title, kind: findingActionKind, command }];
}

function goToOtherEnds({ finding, targetId }: PlacedFinding, found: Found, parts: ActionParts): CodeAction[] {
  const lines = found.all().find((verdict) => verdict.targetId === targetId)?.lines;
  const actions = otherPlaces(finding).flatMap((site): CodeAction[] => {
    const line = lines === undefined ? null : lines.now(site);
    if (line === null || site.path === null) return [];
    const place = fileLine(site.path, line + 1);
    const title = plainText(t('Go to {0}: {1}', place, parts.words.role(site.role)));
    const command = { title, command: engineCommands.showPlace, arguments: [parts.documents.uri(site.path), line] };
    return [{ title, kind: findingActionKind, command }];
  });
  // An editor that can ask shows all of them at once, with what stands there.
  return parts.hostCommands && actions.length > 0 ? [showOtherEnds(finding)] : actions;
}

function showOtherEnds({ id }: Finding): CodeAction {
  const title = t('Show Other Ends…');
  return { title, kind: findingActionKind, command: { title, command: hostCommands.goToOtherEnd, arguments: [id] } };
}

/** Only where the client asks a person first. */
function probes(
  { finding: { id, probes: all = [] } }: PlacedFinding,
  { hostCommands: asks, words }: ActionParts,
): CodeAction[] {
  if (!asks) return [];
  return all.flatMap((probe) => {
    const title = words.probe?.(probe)?.title;
    if (title === undefined) return [];
    const command = { title: `${title}…`, command: hostCommands.probe, arguments: [id, probe] };
    return [{ title: command.title, kind: findingActionKind, command }];
  });
}

/** Only where the client asks a person first. */
function whoHolds({ finding, targetId }: PlacedFinding, found: Found, parts: ActionParts): CodeAction[] {
  const verdict = found.all().find((one) => one.targetId === targetId);
  if (!parts.hostCommands || verdict?.canAskHolders !== true || !isOfMemory(finding)) return [];
  const title = t('Who Holds This? (stops the service)…');
  const command = { title, command: hostCommands.whoHolds, arguments: [finding.id] };
  return [{ title, kind: findingActionKind, command }];
}

function ignore({ id }: Finding, parts: ActionParts): CodeAction {
  const title = parts.hostCommands ? t('Ignore This Finding…') : t('Ignore This Finding');
  const command = parts.hostCommands ? hostCommands.ignore : engineCommands.ignore;
  return { title, kind: findingActionKind, command: { title, command, arguments: [id] } };
}
