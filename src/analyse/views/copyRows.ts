import type { Amount } from '../../shared/model/report/amount';
import type { ViewHead } from '../../shared/model/views/viewFrames';
import type { TopQuery } from '../../shared/model/views/topView';
import { hiddenRun } from '../../shared/base/said/hiddenCharacters';
import { markdownText } from '../../shared/base/said/markdownText';

/** A row of a table as it is copied. */
export interface CopiedRow {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly flat: Amount;
  readonly cum: Amount;
}

/** The table as text that other programs read. Values are exact, in the unit of the sample type. */
export function copyRows(
  format: Exclude<TopQuery['copy'], 'none'>,
  { sampleType: { unit }, total }: ViewHead,
  rows: Iterable<CopiedRow>,
): string {
  const cells = [...rows].map(({ name, file, line, flat, cum }) => [
    String(flat),
    share(flat, total),
    String(cum),
    share(cum, total),
    name,
    line === 0 ? file : `${file}:${String(line)}`,
  ]);
  const head = [`flat (${unit})`, 'flat %', `cum (${unit})`, 'cum %', 'name', 'place'];
  switch (format) {
    case 'csv':
      return [head, ...cells]
        .map((row) => row.map((cell, at) => csvCell(cell, at >= firstName)).join(','))
        .join('\r\n');
    case 'markdown':
      return markdownTable(head, cells);
    case 'text':
      return [head, ...cells].map((row) => row.map((cell) => cell.replace(hiddenRun, ' ')).join('\t')).join('\n');
  }
}

function share(value: Amount, total: number): string {
  return total === 0 ? '' : `${((Number(value) / total) * 100).toFixed(2)}%`;
}

/** Columns before it are numbers. */
const firstName = 4;

/** RFC 4180; a name that a sheet would take for a formula gets a quote before it, because names are a service's to choose. */
function csvCell(cell: string, isName: boolean): string {
  const plain = cell.replace(hiddenRun, ' ');
  const safe = isName && /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const escaped = rows.map((row) => line(row.map((cell) => markdownText(cell))));
  return [line(head), line(['--:', '--:', '--:', '--:', ':--', ':--']), ...escaped].join('\n');
}
