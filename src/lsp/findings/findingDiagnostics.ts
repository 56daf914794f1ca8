import { t } from '@vscode/l10n';
import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver/node';
import type { Confidence } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/findingWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import { otherPlaces } from './otherPlaces';
import type { FindingDesk, PlacedFinding } from './findingDesk';

export interface DiagnosticParts {
  readonly desk: FindingDesk;
  readonly words: FindingWords;
  readonly uriOf: (path: string) => string;
  /** Length of a line in UTF-16 units and of its indentation, so that the mark covers the code. */
  readonly lineSpan: (path: string, line: number) => { readonly start: number; readonly end: number };
}

const severities: Readonly<Record<Confidence, DiagnosticSeverity>> = {
  proven: DiagnosticSeverity.Error,
  probable: DiagnosticSeverity.Warning,
  possible: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

/** The findings of one document as entries of the Problems panel. */
export function findingDiagnostics(path: string, parts: DiagnosticParts): Diagnostic[] {
  return parts.desk.openIn(path).map((placed) => diagnostic(path, placed, parts));
}

function diagnostic(path: string, placed: PlacedFinding, parts: DiagnosticParts): Diagnostic {
  const { finding, targetId, line } = placed;
  const { start, end } = parts.lineSpan(path, line);
  return {
    range: { start: { line, character: start }, end: { line, character: end } },
    severity: severities[finding.confidence],
    source: 'LeakLens',
    code: finding.kind,
    // The evidence and what to do stand in the hover, which shows this message as well.
    message: message(placed, parts),
    relatedInformation: relatedInformation({ finding, targetId }, parts),
    data: finding.id,
  };
}

/** Of several targets each says which it is about, as the hover does: two may say the same of one line. */
function message({ finding, targetName }: PlacedFinding, { desk, words }: DiagnosticParts): string {
  const title = words.title(finding);
  return plainText(desk.all().length > 1 ? t('{0}: {1}', targetName, title) : title, longestSentence);
}

/** An editor shows these above the hover: more would push the evidence out of sight. */
const shownPlaces = 3;

function relatedInformation(
  { finding, targetId }: Pick<PlacedFinding, 'finding' | 'targetId'>,
  { desk, words, uriOf }: DiagnosticParts,
): DiagnosticRelatedInformation[] {
  const lines = desk.all().find((verdict) => verdict.targetId === targetId)?.lines;
  return otherPlaces(finding)
    .slice(0, shownPlaces)
    .flatMap((site) => {
      const line = lines === undefined ? null : lines.now(site);
      if (line === null || site.path === null) return [];
      const start = { line, character: 0 };
      return [{ location: { uri: uriOf(site.path), range: { start, end: start } }, message: words.role(site.role) }];
    });
}
