import { t } from '@vscode/l10n';
import { CodeActionKind, type CodeAction, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { Finding } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/findingWords';
import type { SourceEdit, SourceFix } from '../../shared/model/goSource';
import { plainText } from '../../shared/base/said/plainText';
import { placeWords } from '../hintWords';
import type { OpenDocuments } from '../openDocuments';
import type { FindingDesk, PlacedFinding } from './findingDesk';
import { otherPlaces } from './otherPlaces';

/** Commands that the engine itself carries out, for any editor. */
export const engineCommands = {
  /** `[uri, 0-based line]` */
  showPlace: 'leaklens.engine.showPlace',
  /** `[finding id]`; for editors that have no command of their own to ask for a reason. */
  ignore: 'leaklens.engine.ignore',
} as const;

/** The command of the extension that asks for a reason first. `[finding id]` */
const askAndIgnore = 'leaklens.ignoreFinding';

export interface ActionParts {
  readonly desk: FindingDesk;
  readonly words: FindingWords;
  readonly documents: OpenDocuments;
  /** Versions of the documents when the findings were made; a fix holds for these alone. */
  readonly versions: ReadonlyMap<string, number | null>;
  /** True when the client has LeakLens' own commands. */
  readonly hostCommands: boolean;
}

/** What can be done about the findings on some lines of a document, fixes first. */
export function findingActions(
  path: string,
  range: { readonly start: number; readonly end: number },
  diagnostics: readonly Diagnostic[],
  parts: ActionParts,
): CodeAction[] {
  const placed = parts.desk.openIn(path).filter(({ line }) => line >= range.start && line <= range.end);
  const actions = placed.flatMap((found) => {
    const about = diagnostics.filter(({ data }) => data === found.finding.id);
    return [...fixes(found.finding, parts), ...goToOtherEnds(found, parts), ignore(found.finding, parts)].map(
      (action) => ({ ...action, ...(about.length > 0 && { diagnostics: about }) }),
    );
  });
  // Two targets that run the same code have the same finding, and one action answers both.
  return [...new Map(actions.map((action) => [identityOf(action), action])).values()];
}

function identityOf({ title, command, edit }: CodeAction): string {
  return JSON.stringify([title, command?.arguments, edit]);
}

function fixes({ fixes: known }: Finding, parts: ActionParts): CodeAction[] {
  return known
    .filter((fix) => stillHolds(fix, parts))
    .map((fix) => ({
      title: plainText(fixTitle(fix)),
      kind: CodeActionKind.QuickFix,
      edit: workspaceEdit(fix, parts.documents),
    }));
}

/** Lines and columns of a fix are of the file on disk as it was read: edited since, it could change the wrong code. */
function stillHolds({ edits }: SourceFix, { documents, versions }: ActionParts): boolean {
  return edits.every(
    ({ path }) => !documents.isDirty(path) && (versions.get(path) ?? null) === documents.version(path),
  );
}

function fixTitle({ kind, operand }: SourceFix): string {
  switch (kind) {
    case 'buffer-channel':
      return t('Give {0} room for what is sent', operand);
    case 'defer-cancel':
      return t('Add defer {0}()', operand);
    case 'defer-stop':
      return t('Add defer {0}.Stop()', operand);
    case 'defer-close':
      return t('Add defer {0}()', operand);
    case 'defer-unlock':
      return t('Add defer {0}.Unlock()', operand);
  }
}

function workspaceEdit({ edits }: SourceFix, documents: OpenDocuments): WorkspaceEdit {
  const byFile = Map.groupBy(edits, ({ path }) => path);
  return {
    documentChanges: [...byFile].map(([path, changes]) => ({
      textDocument: { uri: documents.uri(path), version: documents.version(path) },
      edits: changes.map(textEdit),
    })),
  };
}

function textEdit({ start, end, text }: SourceEdit) {
  const position = ({ line, column }: SourceEdit['start']) => ({ line: line - 1, character: column });
  return { range: { start: position(start), end: position(end) }, newText: text };
}

function goToOtherEnds({ finding, targetId }: PlacedFinding, parts: ActionParts): CodeAction[] {
  const lines = parts.desk.all().find((verdict) => verdict.targetId === targetId)?.lines;
  return otherPlaces(finding).flatMap((site): CodeAction[] => {
    const line = lines === undefined ? null : lines.now(site);
    if (line === null || site.path === null) return [];
    const place = placeWords(site.path, line + 1);
    const title = plainText(t('Go to {0}: {1}', place, parts.words.role(site.role)));
    const command = { title, command: engineCommands.showPlace, arguments: [parts.documents.uri(site.path), line] };
    return [{ title, kind: CodeActionKind.QuickFix, command }];
  });
}

function ignore({ id }: Finding, { hostCommands }: ActionParts): CodeAction {
  const title = t('Ignore this finding');
  const command = hostCommands ? askAndIgnore : engineCommands.ignore;
  return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [id] } };
}
