import type { NodeLook } from '../../shared/model/beam/nodeMemory';
import type { SeriesLimit } from '../../shared/model/series/outlook';
import type { SeriesId, SeriesPoint } from '../../shared/model/series/series';
import type { SeriesLook, SeriesSpec } from '../../shared/model/series/seriesSpec';

/** The numbers of a node that are followed. Bytes, but for the counts. */
export const beamSeriesIds = [
  'total',
  'processMemory',
  'binary',
  'ets',
  'system',
  'carriers',
  'unused',
  'processes',
  'longestMailbox',
  'ports',
  'atoms',
  'tables',
  'runQueue',
] as const;

export type BeamSeriesId = (typeof beamSeriesIds)[number];

type Traits = Omit<SeriesSpec, 'id' | 'look'>;

const ofMemory: Traits = { unit: 'bytes', rank: 'detail', keepsExtremes: false, growth: null };
const ofCount: Traits = { unit: 'count', rank: 'detail', keepsExtremes: true, growth: { kind: 'counted' } };

const traits: Readonly<Record<BeamSeriesId, Traits>> = {
  total: { ...ofMemory, rank: 'main', keepsExtremes: true },
  processMemory: ofMemory,
  binary: ofMemory,
  ets: ofMemory,
  system: ofMemory,
  carriers: { ...ofMemory, rank: 'told' },
  unused: ofMemory,
  processes: { ...ofCount, rank: 'main' },
  longestMailbox: ofCount,
  ports: ofCount,
  atoms: ofCount,
  tables: ofCount,
  runQueue: { ...ofCount, growth: null },
};

const upper = { chart: 'upper', leads: false, layer: 0, dash: [], contrastDash: [], width: 1 } as const;
const lower = { ...upper, chart: 'lower' } as const;

/** The least telling lines lie lowest. */
const looks: Readonly<Record<BeamSeriesId, SeriesLook>> = {
  total: { ...upper, leads: true, layer: 7, color: 'charts-blue', width: 2 },
  processMemory: { ...upper, layer: 6, color: 'charts-green', contrastDash: [6, 3] },
  binary: { ...upper, layer: 5, color: 'charts-yellow', contrastDash: [2, 2] },
  ets: { ...upper, layer: 4, color: 'charts-red', contrastDash: [8, 3, 2, 3] },
  system: { ...upper, layer: 3, color: 'charts-purple', contrastDash: [10, 3] },
  carriers: { ...upper, layer: 2, color: 'descriptionForeground', contrastDash: [1, 4] },
  unused: { ...upper, layer: 1, color: 'descriptionForeground', dash: [4, 3], contrastDash: [4, 3] },
  processes: { ...lower, leads: true, layer: 3, color: 'charts-orange', width: 1.5 },
  longestMailbox: { ...lower, layer: 2, color: 'charts-red', contrastDash: [6, 3] },
  ports: { ...lower, layer: 1, color: 'charts-green', contrastDash: [2, 2] },
  atoms: { ...lower, color: 'charts-purple', contrastDash: [10, 3] },
  tables: { ...lower, color: 'charts-yellow', contrastDash: [8, 3, 2, 3] },
  runQueue: { ...lower, color: 'descriptionForeground', dash: [4, 3], contrastDash: [4, 3] },
};

/** What matters most first. */
export const beamSeries: readonly SeriesSpec[] = beamSeriesIds.map((id) => ({ id, ...traits[id], look: looks[id] }));

/** From beginning to end of a watch. */
export const beamReported: readonly SeriesId[] = [
  'processes',
  'total',
  'binary',
  'ets',
  'carriers',
  'longestMailbox',
  'atoms',
];

/**
 * At which numbers a node ends or refuses: it aborts where there is no room for an atom, and starts no process and opens no port beyond
 * its limits. What its tables may be is only nominal. @param memoryBytes as a person says it
 */
export function beamLimits({ counts, allocators }: NodeLook, memoryBytes: number | null): readonly SeriesLimit[] {
  const kinds = ['atoms', 'processes', 'ports'] as const;
  const limits: SeriesLimit[] = kinds
    .filter((series) => counts[series].limit > 0)
    .map((series) => ({ series, less: null, unit: 'count', limit: counts[series].limit, origin: 'node' }));
  const taken: BeamSeriesId = allocators.length === 0 ? 'total' : 'carriers';
  if (memoryBytes === null) return limits;
  return [{ series: taken, less: null, unit: 'bytes', limit: memoryBytes, origin: 'setting' }, ...limits];
}

/** A round's point. @param longestMailbox null where no process was asked */
export function beamValues(look: NodeLook, longestMailbox: number | null): SeriesPoint['values'] {
  const { memory, counts, allocators, runQueue } = look;
  const carriers = allocators.reduce((sum, one) => sum + one.carriers, 0);
  const blocks = allocators.reduce((sum, one) => sum + one.blocks, 0);
  const values: Readonly<Record<BeamSeriesId, number | null>> = {
    total: memory.total,
    processMemory: memory.processes,
    binary: memory.binary,
    ets: memory.ets,
    system: memory.system,
    carriers: allocators.length === 0 ? null : carriers,
    unused: allocators.length === 0 ? null : carriers - blocks,
    processes: counts.processes.now,
    longestMailbox,
    ports: counts.ports.now,
    atoms: counts.atoms.now,
    tables: counts.tables.now,
    runQueue,
  };
  return values;
}
