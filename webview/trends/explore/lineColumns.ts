import { t } from '@vscode/l10n';
import type { LineView } from '../../../src/shared/wires/pastView';
import type { SeriesTable } from '../../../src/shared/model/series/series';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';

/** The colours and dashes of chosen lines, in the order in which they are chosen; dashes tell what colour alone may not. */
const looks = [
  { color: 'charts-red', dash: [2, 2] },
  { color: 'charts-green', dash: [6, 2] },
  { color: 'charts-orange', dash: [8, 3, 2, 3] },
  { color: 'charts-purple', dash: [1, 3] },
  { color: 'charts-yellow', dash: [10, 4] },
] as const;

/** As many as can be told apart. */
export const mostLines = looks.length;

/** Names a line's series, the same each time: which line it is does not depend on how heavy others are. */
export function lineId({ measure, label, functionName }: Pick<LineView, 'measure' | 'label' | 'functionName'>): string {
  let hash = 0;
  for (const character of `${label} ${functionName}`) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `${measure}${hash.toString(36)}`;
}

/** A line as the chart draws it: bytes in the upper one, what waits in the lower one. */
export function lineSeriesView(line: LineView, place: number): SeriesView {
  const isBytes = line.measure === 'heap';
  const { color, dash } = looks[place % looks.length] ?? looks[0];
  return {
    id: lineId(line),
    unit: isBytes ? 'bytes' : 'count',
    rank: 'told',
    keepsExtremes: false,
    growth: null,
    look: {
      chart: isBytes ? 'upper' : 'lower',
      leads: false,
      layer: 10 + place,
      color,
      dash,
      contrastDash: dash,
      width: 1.5,
    },
    label: line.label,
    name: line.label,
    explanation: isBytes
      ? t('Bytes in use that {0} in {1} allocated, at each moment that is kept.', line.label, line.functionName)
      : t('What waits on {0} in {1}, at each moment that is kept.', line.label, line.functionName),
  };
}

/** The table with a column for each line. A moment of which no row is left gets one. */
export function withLines(table: SeriesTable, lines: readonly LineView[]): SeriesTable {
  if (lines.length === 0 || table.atMillis.length === 0) return table;
  const known = new Set(table.atMillis);
  const first = table.atMillis[0] ?? 0;
  const missing = lines.flatMap(({ points }) => points.map(([at]) => at)).filter((at) => at >= first && !known.has(at));
  const rows = [
    ...table.atMillis.map((at, row) => ({ at, row })),
    ...[...new Set(missing)].map((at) => ({ at, row: -1 })),
  ];
  rows.sort((a, b) => a.at - b.at);
  // A row of a line alone belongs to the process that the row before it is of.
  let before = 0;
  const sources = rows.map(({ row }) => (row < 0 ? before : (before = row)));
  const values = Object.entries(table.values).map(
    ([id, column]) => [id, rows.map(({ row }) => (row < 0 ? null : (column[row] ?? null)))] as const,
  );
  const own = lines.map((line) => {
    const at = new Map(line.points);
    return [lineId(line), rows.map((row) => at.get(row.at) ?? null)] as const;
  });
  return {
    atMillis: rows.map(({ at }) => at),
    life: sources.map((row) => table.life[row] ?? 0),
    build: sources.map((row) => table.build[row] ?? 0),
    values: Object.fromEntries([...values, ...own]),
  };
}
