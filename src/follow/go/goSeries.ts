import type { SeriesId } from '../../shared/model/series/series';
import type { SeriesLook, SeriesSpec } from '../../shared/model/series/seriesSpec';

/** The numbers of a Go process that are followed. All bytes, but for `goroutines` and `gcCycles` (counts). */
export const goSeriesIds = [
  'liveHeap',
  'heapAlloc',
  'heapInuse',
  'heapIdle',
  'heapReleased',
  'stackSys',
  'sys',
  'rss',
  'goroutines',
  'gcCycles',
] as const;

export type GoSeriesId = (typeof goSeriesIds)[number];

type Traits = Omit<SeriesSpec, 'id' | 'look'>;

const ofMemory: Traits = { unit: 'bytes', rank: 'detail', keepsExtremes: false, growth: null };

const traits: Readonly<Record<GoSeriesId, Traits>> = {
  // A heap profile changes only when a collection completes.
  liveHeap: { unit: 'bytes', rank: 'main', keepsExtremes: true, growth: { kind: 'sampled', changesWith: 'gcCycles' } },
  heapAlloc: { ...ofMemory, keepsExtremes: true },
  heapInuse: ofMemory,
  heapIdle: ofMemory,
  heapReleased: ofMemory,
  stackSys: ofMemory,
  sys: ofMemory,
  rss: { ...ofMemory, rank: 'told' },
  goroutines: { unit: 'count', rank: 'main', keepsExtremes: true, growth: { kind: 'counted' } },
  gcCycles: { unit: 'count', rank: 'detail', keepsExtremes: false, growth: null },
};

const solid = { chart: 'upper', leads: false, layer: 0, dash: [], contrastDash: [], width: 1 } as const;

/** The least telling lines lie lowest. */
const looks: Readonly<Record<GoSeriesId, SeriesLook>> = {
  liveHeap: { ...solid, leads: true, layer: 7, color: 'charts-blue', width: 2 },
  heapAlloc: { ...solid, layer: 6, color: 'charts-green', contrastDash: [6, 3] },
  heapInuse: { ...solid, layer: 5, color: 'charts-yellow', contrastDash: [2, 2] },
  rss: { ...solid, layer: 4, color: 'charts-red', contrastDash: [8, 3, 2, 3] },
  sys: { ...solid, layer: 3, color: 'charts-purple', contrastDash: [10, 3] },
  heapIdle: { ...solid, layer: 2, color: 'descriptionForeground', contrastDash: [1, 4] },
  heapReleased: { ...solid, layer: 1, color: 'descriptionForeground', dash: [4, 3], contrastDash: [4, 3] },
  stackSys: { ...solid, color: 'charts-orange', dash: [2, 4], contrastDash: [2, 4] },
  goroutines: { ...solid, chart: 'lower', leads: true, color: 'charts-orange', width: 1.5 },
  gcCycles: { ...solid, chart: 'marks', color: 'descriptionForeground' },
};

/** What matters most first. */
export const goSeries: readonly SeriesSpec[] = goSeriesIds.map((id) => ({ id, ...traits[id], look: looks[id] }));

/** From beginning to end of a watch. */
export const goReported: readonly SeriesId[] = ['goroutines', 'liveHeap', 'heapIdle', 'sys', 'rss'];
