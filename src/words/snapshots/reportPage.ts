import { readableSymbol } from '../../shared/base/symbols/symbolName';
import { t } from '@vscode/l10n';
import { fileLine } from '../../shared/base/fileLine';
import type { SnapshotReport } from '../../shared/model/report/snapshotReport';
import { longestLine } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import type { ResolvedSite } from '../../shared/model/sourceLocation';
import { padColumns, textWidth } from '../../shared/base/textWidth';

/** So many lines of source a section of a page names. */
export const mostRows = 25;

/** A page of plain text, built line by line, that remembers where links stand. */
export class ReportPage {
  readonly links: SnapshotReport['links'][number][] = [];
  private readonly lines: string[] = [];
  private readonly uriOf: (path: string) => string;

  constructor(uriOf: (path: string) => string) {
    this.uriOf = uriOf;
  }

  /** Names come from the service and from people: none of them may add lines, or links would stand on the wrong one. */
  line(text: string): void {
    this.lines.push(plainText(text, longestLine));
  }

  heading(text: string): void {
    this.lines.push('', text, '─'.repeat(textWidth(text)));
  }

  rest(count: number, indent = 18): void {
    if (count > 0) this.line(`${' '.repeat(indent)}${t('… and {0} more', count)}`);
  }

  /** `before`, then `file.go:12` as a link, then the function and `after`. */
  site(before: string, site: ResolvedSite, after: string): void {
    const label = plainText(fileLine(site.path, site.line));
    this.links.push({
      line: this.lines.length,
      start: before.length,
      end: before.length + label.length,
      uri: this.uriOf(site.path),
      targetLine: site.line - 1,
    });
    this.line(
      `${before}${padColumns(label, 24)} ${plainText(readableSymbol(site.function))}${after === '' ? '' : `   ${after}`}`,
    );
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
