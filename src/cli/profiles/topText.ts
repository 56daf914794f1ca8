import { t } from '@vscode/l10n';
import { addAmounts, type Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { Grouping, InlineMark, TopReport, TopRow } from '../../shared/model/report/report';
import { fineDurationWords } from '../../shared/base/durationWords';
import type { RowTurnover } from '../../shared/model/turnover';
import { padColumnStart } from '../../shared/base/textWidth';
import { terminalText } from '../../shared/base/said/terminalText';
import { frameName } from '../text/frameName';
import { formatAmount, formatPercent, reportScale, type Scale } from '../text/measure';
import { filterLines, profileHead, showingLines, type ZoneName } from '../text/profileHead';

const marks: Readonly<Record<InlineMark, string>> = { none: '', all: ' (inline)', some: ' (partial-inline)' };

/** What makes a row: a frame, or each value of a label. */
export type RowsBy = Grouping | { readonly label: string };

/** The rows to show, and what makes a row. */
export interface ShownRows {
  readonly rows: readonly TopRow[];
  readonly by: RowsBy;
  readonly filters: Parameters<typeof filterLines>[0];
  readonly zoneName: ZoneName;
  /** What came and went on each of the rows; null to say nothing of it. */
  readonly turnover: readonly (RowTurnover | null)[] | null;
}

/** The table of `go tool pprof -top`. */
export function* topText(
  profile: Profile,
  report: TopReport,
  { rows, by, filters, zoneName, turnover }: ShownRows,
): Generator<string> {
  const { total, sampleType } = report;
  const scale = reportScale(rows.map(leastOf), total, sampleType.unit);
  const shown = rows.reduce<Amount>((sum, { flat }) => addAmounts(sum, flat), 0);
  yield* profileHead(profile, report, zoneName, scale);
  yield* filterLines(filters);
  yield* showingLines(shown, report, scale, { rows: rows.length, of: report.rows.length });
  const beside = (at: number) => (turnover === null ? '' : turnoverCells(turnover[at] ?? null, scale));
  yield `${columns(['flat', ' flat%', '  sum%', 'cum', '  cum%'])}${turnover === null ? '' : turnoverHead()}`;
  const inline = report.inlineMarks(rows.length);
  let sum: Amount = 0;
  for (const [at, row] of rows.entries()) {
    sum = addAmounts(sum, row.flat);
    const cells = columns([
      formatAmount(row.flat, scale),
      formatPercent(row.flat, total),
      formatPercent(sum, total),
      formatAmount(row.cum, scale),
      formatPercent(row.cum, total),
    ]);
    yield `${cells}${beside(at)}  ${rowName(row, by)}${marks[inline[at] ?? 'none']}`;
  }
}

function rowName(row: TopRow, by: RowsBy): string {
  if (typeof by !== 'string') return row.function === '' ? t('(none)') : terminalText(row.function);
  return frameName(by === 'function' ? { ...row, file: '' } : row);
}

/** What decides the unit: flat where there is any, else cum. */
function leastOf({ flat, cum }: TopRow): Amount {
  return flat === 0 ? cum : flat;
}

type Columns = readonly [flat: string, flatShare: string, sum: string, cum: string, cumShare: string];

function columns([flat, flatShare, sum, cum, cumShare]: Columns): string {
  return `${padColumnStart(flat, 10)} ${flatShare} ${sum} ${padColumnStart(cum, 10)} ${cumShare}`;
}

function turnoverHead(): string {
  return turnoverColumns([t('allocated'), t('freed'), t('kept')]);
}

/** Where too few samples say so, nothing is said. */
function turnoverCells(told: RowTurnover | null, scale: Scale): string {
  if (told === null) return turnoverColumns(['-', '-', '-']);
  const { allocated, freed, livesMillis } = told;
  const kept = livesMillis === null ? '-' : fineDurationWords(livesMillis / 1000, t);
  return turnoverColumns([formatAmount(allocated, scale), formatPercent(freed, allocated), kept]);
}

function turnoverColumns([allocated, freed, kept]: readonly [string, string, string]): string {
  return ` ${padColumnStart(allocated, 10)} ${padColumnStart(freed, 6)} ${padColumnStart(kept, 8)}`;
}
