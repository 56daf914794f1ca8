import { readableSymbol } from '../../shared/base/symbols/symbolName';
import { addAmounts, type Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { Neighbour, PeekReport, PeekRow } from '../../shared/model/report/report';
import { terminalText } from '../../shared/base/said/terminalText';
import { padColumnStart } from '../../shared/base/textWidth';
import { formatAmount, formatPercent, reportScale, type Scale } from '../text/measure';
import { filterLines, profileHead, showingLines, type ZoneName } from '../text/profileHead';

const separator = `${'-'.repeat(58)}+${'-'.repeat(13)}`;

/** What stands above the table. */
interface PeekHead {
  readonly filters: Parameters<typeof filterLines>[0];
  readonly zoneName: ZoneName;
}

/** The table of `go tool pprof -peek`: callers above a function, callees below it. */
export function* peekText(profile: Profile, report: PeekReport, { filters, zoneName }: PeekHead): Generator<string> {
  const { rows, total, sampleType } = report;
  const scale = reportScale(rows.flatMap(valuesOf), total, sampleType.unit);
  const shown = rows.reduce<Amount>((sum, { flat }) => addAmounts(sum, flat), 0);
  yield* profileHead(profile, report, zoneName, scale);
  yield* filterLines(filters);
  yield* showingLines(shown, report, scale, { rows: rows.length, of: rows.length });
  yield separator;
  yield '      flat  flat%   sum%        cum   cum%   calls calls% + context';
  let sum: Amount = 0;
  for (const row of rows) {
    sum = addAmounts(sum, row.flat);
    yield separator;
    for (const caller of row.callers) yield edgeLine(caller, row, scale);
    yield nodeLine(row, { sum, total, scale });
    for (const callee of row.callees) yield edgeLine(callee, row, scale);
  }
  yield separator;
}

function valuesOf({ flat, cum, callers, callees }: PeekRow): Amount[] {
  return [flat, cum, ...callers.map(({ value }) => value), ...callees.map(({ value }) => value)];
}

function edgeLine({ function: name, value, inlined }: Neighbour, { cum }: PeekRow, scale: Scale): string {
  const share = formatPercent(value, cum);
  const amount = padColumnStart(formatAmount(value, scale), 50);
  return `${amount} ${share} |   ${terminalText(readableSymbol(name))}${inlined ? ' (inline)' : ''}`;
}

function nodeLine(row: PeekRow, { sum, total, scale }: { sum: Amount; total: Amount; scale: Scale }): string {
  const flat = `${padColumnStart(formatAmount(row.flat, scale), 10)} ${formatPercent(row.flat, total)}`;
  const cum = `${padColumnStart(formatAmount(row.cum, scale), 10)} ${formatPercent(row.cum, total)}`;
  return `${flat} ${formatPercent(sum, total)} ${cum}                | ${terminalText(readableSymbol(row.function))}`;
}
