import { t } from '@vscode/l10n';
import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver/node';
import type { FindingsApi, PlacedFinding, StagedFinding } from '../../shared/ports/engine/engineApi';
import type { Confidence } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import { otherPlaces } from '../../shared/base/otherPlaces';
import type { OpenDocuments } from '../openDocuments';
import { markedSpan } from './markedSpan';
import { replicasShort } from './replicaWords';

export interface DiagnosticParts {
  readonly words: FindingWords;
  /** They know what stands on a line, so that the mark covers what is meant. */
  readonly documents: Pick<OpenDocuments, 'uri' | 'lineText' | 'column'>;
  /** The client has LeakLens' own commands, and a hover that leads to the other places with what stands there. */
  readonly hostCommands: boolean;
}

type Found = Pick<FindingsApi, 'all' | 'openIn'>;

const severities: Readonly<Record<Confidence, DiagnosticSeverity>> = {
  proven: DiagnosticSeverity.Error,
  probable: DiagnosticSeverity.Warning,
  possible: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

/** The findings of one document as entries of the Problems panel. */
export function findingDiagnostics(path: string, found: Found, parts: DiagnosticParts): Diagnostic[] {
  return found.openIn(path).map((placed) => {
    const { documents } = parts;
    const { start, end } = markedSpan(documents.lineText(path, placed.line), placed.finding.operation);
    const counted = (column: number) => documents.column(path, placed.line, column) ?? column;
    return diagnostic(placed, { start: counted(start), end: counted(end) }, { ...parts, found });
  });
}

type Parts = DiagnosticParts & { readonly found: Found };

function diagnostic(
  placed: PlacedFinding,
  { start, end }: { readonly start: number; readonly end: number },
  parts: Parts,
): Diagnostic {
  const { finding, targetId, line } = placed;
  return {
    range: { start: { line, character: start }, end: { line, character: end } },
    severity: isKnownNow(finding) ? severities[finding.confidence] : DiagnosticSeverity.Information,
    source: 'LeakLens',
    code: finding.kind,
    // The evidence and what to do stand in the hover, which shows this message as well.
    message: message(placed, parts),
    // Above a hover that leads there they would stand in the way of what to do.
    ...(!parts.hostCommands && { relatedInformation: relatedInformation({ finding, targetId }, parts) }),
    data: finding.id,
  };
}

/** What is not known to be so now is no warning: its service does not answer, or its code is another one in the editor. */
function isKnownNow({ stage: { stage, asOfMillis } }: StagedFinding): boolean {
  return asOfMillis === null && stage !== 'edited';
}

/** Of several targets each says which it is about, as the hover does: two may say the same of one line. */
function message({ finding, targetName }: PlacedFinding, { found, words }: Parts): string {
  const staged = isKnownNow(finding) ? '' : words.stage(finding.stage);
  const said = staged === '' ? words.title(finding) : t('{0} ({1})', words.title(finding), staged);
  const replicas = replicasShort(finding);
  const title = replicas === '' ? said : `${said} · ${replicas}`;
  return plainText(found.all().length > 1 ? t('{0}: {1}', targetName, title) : title, longestSentence);
}

/** An editor shows these above the hover: more would push the evidence out of sight. */
const shownPlaces = 3;

function relatedInformation(
  { finding, targetId }: Pick<PlacedFinding, 'finding' | 'targetId'>,
  { found, words, documents }: Parts,
): DiagnosticRelatedInformation[] {
  const lines = found.all().find((verdict) => verdict.targetId === targetId)?.lines;
  return otherPlaces(finding)
    .slice(0, shownPlaces)
    .flatMap((site) => {
      const line = lines === undefined ? null : lines.now(site);
      if (line === null || site.path === null) return [];
      const start = { line, character: 0 };
      return [
        { location: { uri: documents.uri(site.path), range: { start, end: start } }, message: words.role(site.role) },
      ];
    });
}
