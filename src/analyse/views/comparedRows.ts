import { samplingPeriod } from '../base/heapColumns';
import { samplingDeviation } from '../numbers/liveTrend';
import type { WeighedPart } from '../reports/nodeSums';
import { isKept } from '../reports/samples/stackView';

/** What a difference says of each row of a tree beside the change. */
export interface ComparedRows {
  /** What it was in the base. */
  readonly befores: Float64Array;
  /** Variance that sampling gives to the change, in the square of the unit; null for what is not sampled as a heap is. */
  readonly variances: Float64Array | null;
}

/** Columns of a profile that tell what was ever allocated, and how large one object is; -1 for none. */
interface SampledColumns {
  readonly allocated: number;
  /** Bytes and objects, in pairs of columns: the first that counts any tells. */
  readonly sizes: readonly (readonly [bytes: number, objects: number])[];
  readonly countsBytes: boolean;
}

/**
 * Of what ends in each row, without what lies below.
 *
 * @param leaves of each part, by sample, the row in which its stack ends; 0 for none
 * @param isScaled the values are none that were sampled, so that nobody knows what sampling did to them
 */
export function comparedRows(
  parts: readonly WeighedPart[],
  leaves: readonly Uint32Array[],
  { rows, isScaled }: { readonly rows: number; readonly isScaled: boolean },
): ComparedRows {
  const befores = new Float64Array(rows);
  for (const [nth, part] of parts.entries()) {
    if (part.sign > 0) continue;
    eachLeaf(part, leaves[nth], (row, sample) => {
      befores[row] = (befores[row] ?? 0) + valueOf(part, sample, part.sample);
    });
  }
  return { befores, variances: isScaled ? null : variancesOf(parts, leaves, rows) };
}

/**
 * Samples of objects that stay are the same in both profiles of one process, so that only what came and went between them counts,
 * and never more than all there is (`changeNoise` in analyse/numbers/liveTrend.ts). What was ever allocated tells what came; where
 * it falls, the two are of different processes, and nothing is the same in both.
 */
function variancesOf(parts: readonly WeighedPart[], leaves: readonly Uint32Array[], rows: number): Float64Array | null {
  const all = new Float64Array(rows);
  const grown = new Float64Array(rows);
  const came = new Float64Array(rows);
  const allocated = new Float64Array(rows);
  for (const [nth, part] of parts.entries()) {
    const columns = sampledColumns(part);
    if (columns === null) return null;
    const { sign } = part;
    eachLeaf(part, leaves[nth], (row, sample) => {
      const each = varianceOfOne(part, columns, sample);
      const value = valueOf(part, sample, part.sample);
      const ever = columns.allocated < 0 ? 0 : valueOf(part, sample, columns.allocated);
      all[row] = (all[row] ?? 0) + value * each;
      grown[row] = (grown[row] ?? 0) + sign * value * each;
      came[row] = (came[row] ?? 0) + sign * ever * each;
      allocated[row] = (allocated[row] ?? 0) + sign * ever;
    });
  }
  const isOneProcess = allocated.some((value) => value > 0) && allocated.every((value) => value >= 0);
  if (!isOneProcess) return all;
  return all.map((value, row) => {
    const arrived = Math.max(0, came[row] ?? 0);
    return Math.min(value, arrived + Math.max(0, arrived - (grown[row] ?? 0)));
  });
}

function eachLeaf(
  { view }: WeighedPart,
  leaves: Uint32Array | undefined,
  visit: (row: number, sample: number) => void,
): void {
  for (let sample = 0; sample < view.profile.samples.count; sample += 1) {
    const row = leaves?.[sample] ?? 0;
    if (row > 0 && isKept(view, sample)) visit(row, sample);
  }
}

function valueOf({ view: { profile } }: WeighedPart, sample: number, column: number): number {
  return profile.samples.values[sample * profile.sampleTypes.length + column] ?? 0;
}

/** Null for a column that is none of a heap's. */
function sampledColumns({ view: { profile }, sample }: WeighedPart): SampledColumns | null {
  const unit = /^(?:inuse|alloc)_(space|objects)$/.exec(profile.sampleTypes[sample]?.type ?? '')?.[1];
  if (unit === undefined) return null;
  const column = (name: string) => profile.sampleTypes.findIndex(({ type }) => type === name);
  const sizes = ['alloc', 'inuse'].map((of) => [column(`${of}_space`), column(`${of}_objects`)] as const);
  return { allocated: column(`alloc_${unit}`), sizes, countsBytes: unit === 'space' };
}

/** Of one byte or one object, as it is counted. Where the size is not told, as of the smallest objects: of those, sampling tells least. */
function varianceOfOne(part: WeighedPart, { sizes, countsBytes }: SampledColumns, sample: number): number {
  const value = (column: number) => (column < 0 ? 0 : valueOf(part, sample, column));
  const [bytes, objects] = sizes.find(([, count]) => value(count) > 0) ?? [-1, -1];
  const size = Math.max(1, value(bytes) / Math.max(1, value(objects)));
  const ofByte = samplingDeviation(samplingPeriod(part.view.profile), size)(1) ** 2;
  return countsBytes ? ofByte : ofByte / size;
}
