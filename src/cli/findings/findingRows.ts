import { t } from '@vscode/l10n';
import type { FindingSite } from '../../shared/model/finding';
import { readableSymbol } from '../../shared/base/symbols/symbolName';
import { terminalText } from '../../shared/base/said/terminalText';
import { replicaWords } from './replicaWords';
import { placeText, relatedPlaces } from './placeText';
import type { ReportSurroundings } from './reportSurroundings';
import type { JudgedFinding } from './watchReport';

/** What is said of a finding below its title: a label, empty where it is that of the row before, and a sentence. */
export function findingRows(
  { finding, replicas }: JudgedFinding,
  { words, workingDirectory }: ReportSurroundings,
): readonly (readonly [label: string, text: string])[] {
  const place = (site: FindingSite) =>
    [placeText(site, workingDirectory), readableSymbol(site.function)]
      .filter(Boolean)
      .map((part) => terminalText(part))
      .join('  ');
  const rows: (readonly [label: string, text: string])[] = [[t('verdict'), words.confidence(finding)]];
  if (finding.site !== null) rows.push([t('line'), place(finding.site)]);
  for (const site of relatedPlaces(finding, workingDirectory)) rows.push([words.role(site.role), place(site)]);
  const pattern = words.pattern(finding);
  if (pattern !== null) rows.push([t('pattern'), pattern]);
  const evidence = finding.evidence.map((one) => words.evidence(one, finding)).filter((text) => text !== null);
  evidence.forEach((text, index) => rows.push([index === 0 ? t('evidence') : '', text]));
  if (replicas !== undefined) rows.push([t('replicas'), replicaWords(replicas)]);
  const course = words.course(finding);
  if (course !== null) rows.push([t('course'), course]);
  rows.push([t('what to do'), words.advice(finding)], [t('id'), finding.id]);
  return rows;
}
