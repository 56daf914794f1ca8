import { t } from '@vscode/l10n';
import { CodeActionKind, type CodeAction, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { FindingsApi, PlacedFinding } from '../../shared/ports/engineApi';
import { fileLine } from '../../shared/base/fileLine';
import type { Finding } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { SourceEdit, SourceFix } from '../../shared/model/goSource';
import { plainText } from '../../shared/base/said/plainText';
import type { OpenDocuments } from '../openDocuments';
import { otherPlaces } from '../../shared/base/otherPlaces';
import { groupedBy } from '../../shared/base/groupedBy';

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
  readonly words: FindingWords;
  readonly documents: Pick<OpenDocuments, 'uri' | 'version'>;
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
    return [...fixes(one.finding, found, parts), ...goToOtherEnds(one, found, parts), ignore(one.finding, parts)].map(
      (action) => ({ ...action, ...(about.length > 0 && { diagnostics: about }) }),
    );
  });
  // Two targets that run the same code have the same finding, and one action answers both.
  return [...new Map(actions.map((action) => [identityOf(action), action])).values()];
}

function identityOf({ title, command, edit }: CodeAction): string {
  return JSON.stringify([title, command?.arguments, edit]);
}

function fixes({ fixes: known }: Finding, found: Found, parts: ActionParts): CodeAction[] {
  return known
    .filter((fix) => found.stillHolds(fix))
    .map((fix) => ({
      title: plainText(fixTitle(fix)),
      kind: CodeActionKind.QuickFix,
      edit: workspaceEdit(fix, parts.documents),
    }));
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

function workspaceEdit({ edits }: SourceFix, documents: ActionParts['documents']): WorkspaceEdit {
  const byFile = groupedBy(edits, ({ path }) => path);
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

function goToOtherEnds({ finding, targetId }: PlacedFinding, found: Found, parts: ActionParts): CodeAction[] {
  const lines = found.all().find((verdict) => verdict.targetId === targetId)?.lines;
  return otherPlaces(finding).flatMap((site): CodeAction[] => {
    const line = lines === undefined ? null : lines.now(site);
    if (line === null || site.path === null) return [];
    const place = fileLine(site.path, line + 1);
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
