import { t } from '@vscode/l10n';
import { padColumnStart } from '../../shared/base/textWidth';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { GcCycle } from '../../shared/model/process/gctrace';

/** A column that is there when any collection tells it. */
interface Column {
  readonly name: string;
  readonly width: number;
  readonly cell: (cycle: GcCycle) => string | null;
}

/** A row for each collection. */
export function* cycleTable(cycles: readonly GcCycle[]): Generator<string> {
  const told = columns().filter(({ name, cell }) => name === '' || cycles.some((cycle) => cell(cycle) !== null));
  const row = (cellOf: (column: Column) => string) =>
    told
      .map((column) => padColumnStart(cellOf(column), column.width))
      .join('  ')
      .trimEnd();
  yield row(({ name }) => name);
  for (const cycle of cycles) yield row(({ cell }) => cell(cycle) ?? '');
}

function columns(): readonly Column[] {
  const bytes = (value: number | null) => (value === null ? null : formatBytes(value));
  return [
    { name: t('gc'), width: 7, cell: ({ number }) => String(number) },
    { name: t('at'), width: 12, cell: ({ seconds }) => (seconds === null ? null : `${seconds.toFixed(3)} s`) },
    { name: t('before'), width: 10, cell: ({ heapBefore }) => bytes(heapBefore) },
    { name: t('after'), width: 10, cell: ({ heapAfter }) => bytes(heapAfter) },
    { name: t('live'), width: 10, cell: ({ live }) => bytes(live) },
    { name: t('goal'), width: 10, cell: ({ goal }) => bytes(goal) },
    { name: t('stacks'), width: 10, cell: ({ stacks }) => bytes(stacks) },
    { name: t('globals'), width: 10, cell: ({ globals }) => bytes(globals) },
    { name: t('objects'), width: 12, cell: ({ objects }) => (objects === null ? null : formatCount(objects)) },
    { name: '', width: 0, cell: ({ forced }) => (forced ? t('forced') : '') },
  ];
}
