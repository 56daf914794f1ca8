import { t } from '@vscode/l10n';
import { formatBytes, formatCount } from '../../src/shared/base/units';
import { seriesNames, type SeriesName } from '../../src/shared/model/series';

/** How one series is named, explained and drawn. */
export interface SeriesInfo {
  /** Go's own name where Go has one. */
  readonly label: string;
  /** What it is, one sentence. */
  readonly explanation: string;
  readonly unit: 'bytes' | 'count';
  /** Name of the theme colour, without `--vscode-`. */
  readonly color: string;
  /** Lengths of dashes and gaps in CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  /** The dashes where colours are too few to tell lines apart (high contrast). */
  readonly contrastDash: readonly number[];
  /** Width of the line in CSS pixels. */
  readonly width: number;
}

/** The lines of the upper chart, the least telling first: later lines are drawn over earlier ones. */
export const memorySeries = ['heapReleased', 'heapIdle', 'sys', 'rss', 'heapInuse', 'heapAlloc', 'liveHeap'] as const;

/** The line of the lower chart. */
export const goroutineSeries = ['goroutines'] as const;

/** Everything the legend lists, what matters most first; collections are marks and not a line. */
export const legendSeries: readonly SeriesName[] = seriesNames;

/** Built on each call, because words exist only after the translation is loaded. */
export function seriesInfo(name: SeriesName): SeriesInfo {
  return { ...words(name), ...looks[name] };
}

/** A value with its unit, e.g. `84.1 MB` or `412`; a dash where the service does not tell. */
export function formatValue(name: SeriesName, value: number | null): string {
  if (value === null) return '–';
  return looks[name].unit === 'bytes' ? formatBytes(value) : formatCount(value);
}

function words(name: SeriesName): Pick<SeriesInfo, 'label' | 'explanation'> {
  switch (name) {
    case 'liveHeap':
      return {
        label: t('Live heap'),
        explanation: t(
          'Memory still in use after the last garbage collection: what grows here is growth that no collection frees.',
        ),
      };
    case 'heapAlloc':
      return {
        label: 'HeapAlloc',
        explanation: t('Objects in use plus garbage not yet collected: it climbs and drops with every collection.'),
      };
    case 'heapInuse':
      return {
        label: 'HeapInuse',
        explanation: t('Heap pages with at least one object; what exceeds HeapAlloc is free space between objects.'),
      };
    case 'heapIdle':
      return {
        label: 'HeapIdle',
        explanation: t('Heap pages without objects, kept for reuse or already returned to the operating system.'),
      };
    case 'heapReleased':
      return {
        label: 'HeapReleased',
        explanation: t('The part of HeapIdle that was returned to the operating system.'),
      };
    case 'sys':
      return {
        label: 'Sys',
        explanation: t(
          'Address space the Go runtime has taken from the operating system: heap, stacks, own structures.',
        ),
      };
    case 'rss':
      return {
        label: 'RSS',
        explanation: t(
          'What the process occupies in RAM, as the operating system counts it; known for local processes on Linux.',
        ),
      };
    case 'goroutines':
      return {
        label: t('Goroutines'),
        explanation: t('Goroutines that exist now: a number that only rises means that some never end.'),
      };
    case 'gcCycles':
      return {
        label: t('GC cycles'),
        explanation: t(
          'Garbage collections since the process started; a tick below the memory lines marks one or more.',
        ),
      };
  }
}

const looks: Readonly<Record<SeriesName, Omit<SeriesInfo, 'label' | 'explanation'>>> = {
  liveHeap: { unit: 'bytes', color: 'charts-blue', dash: [], contrastDash: [], width: 2 },
  heapAlloc: { unit: 'bytes', color: 'charts-green', dash: [], contrastDash: [6, 3], width: 1 },
  heapInuse: { unit: 'bytes', color: 'charts-yellow', dash: [], contrastDash: [2, 2], width: 1 },
  heapIdle: { unit: 'bytes', color: 'descriptionForeground', dash: [], contrastDash: [1, 4], width: 1 },
  heapReleased: { unit: 'bytes', color: 'descriptionForeground', dash: [4, 3], contrastDash: [4, 3], width: 1 },
  sys: { unit: 'bytes', color: 'charts-purple', dash: [], contrastDash: [10, 3], width: 1 },
  rss: { unit: 'bytes', color: 'charts-red', dash: [], contrastDash: [8, 3, 2, 3], width: 1 },
  goroutines: { unit: 'count', color: 'charts-orange', dash: [], contrastDash: [], width: 1.5 },
  gcCycles: { unit: 'count', color: 'descriptionForeground', dash: [], contrastDash: [], width: 1 },
};
