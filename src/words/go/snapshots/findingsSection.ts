import { t } from '@vscode/l10n';
import type { Finding, FindingSite } from '../../../shared/model/finding';
import type { KeptFindings } from '../../../shared/model/keptFindings';
import type { SiteReport } from '../../../shared/model/siteReport';
import type { ResolvedSite } from '../../../shared/model/sourceLocation';
import { padColumns, textWidth } from '../../../shared/base/textWidth';
import { clockWords } from '../../base/momentWords';
import { tierNames } from '../../findings/confidenceWords';
import { evidenceSentence } from '../findings/evidenceWords';
import { rowWords } from '../findings/rowWords';
import { titleWords } from '../findings/titleWords';
import { mostRows, type ReportPage } from '../../snapshots/reportPage';

/** What was found by then, worst first: in a line each where it was, and below it the evidence. */
export function findingsSection(page: ReportPage, { atMillis, findings }: KeptFindings, report: SiteReport): void {
  page.heading(t('Findings, as of {0}', clockWords(atMillis)));
  if (findings.length === 0) page.line(t('Nothing was found by then.'));
  const shown = findings.slice(0, mostRows);
  const width = Math.max(0, ...shown.map((finding) => textWidth(sureWords(finding)))) + 2;
  for (const finding of shown) {
    findingLine(page, finding, { width, site: siteOf(finding.site, report) });
    for (const evidence of finding.evidence) {
      const sentence = evidenceSentence(evidence, finding);
      if (sentence !== null) page.line(`${' '.repeat(width)}${sentence}`);
    }
  }
  page.rest(findings.length - mostRows, width);
}

interface Placed {
  /** Columns of how sure the findings are. */
  readonly width: number;
  /** Where the line is now; null where it is not in this workspace. */
  readonly site: ResolvedSite | null;
}

function findingLine(page: ReportPage, finding: Finding, { width, site }: Placed): void {
  const sure = padColumns(sureWords(finding), width);
  if (site === null) page.line(`${sure}${titleWords(finding)}`);
  else page.site(`${sure}${rowWords(finding)}   `, site, '');
}

function sureWords({ status, confidence }: Finding): string {
  return status === 'fixed' ? t('fixed') : tierNames[confidence]();
}

/** The line that the profiles of the snapshot name, too, and that was looked up in this workspace. */
function siteOf(site: FindingSite | null, { heap, blocked }: SiteReport): ResolvedSite | null {
  const spawns = blocked.flatMap((one) => one.spawns);
  const sites = [...blocked, ...heap, ...spawns].map((one) => one.site);
  return sites.find((one) => one.function === site?.function && one.line === site.line) ?? null;
}
