import { toAmount, type Amount } from '../../../shared/model/report/amount';
import type { Profile } from '../../../shared/model/profile';
import { isKept, type StackView } from './stackView';

/** One value per sample: `values[sample * stride + offset] * sign`. */
export interface WeightColumn {
  readonly values: Float64Array;
  readonly stride: number;
  readonly offset: number;
  readonly sign: 1 | -1;
}

/**
 * The values of one sample type in columns of which doubles can add up any number exactly. Nearly always that is one
 * column, as decoded. Where a sum could leave 2^53, values are split into limbs of 22 bits, which are added up on their
 * own and put together at the end.
 */
export interface Weights {
  /** The least significant limb first. */
  readonly limbs: readonly WeightColumn[];
}

const limbBits = 22n;
const limbCount = 3;

/** One weighted part of a report: a profile, or its base with sign -1. */
export interface ReportPart {
  readonly view: StackView;
  /** Row in the profile's own sample types. */
  readonly sample: number;
  readonly sign: 1 | -1;
}

/** Weights of all parts of one report, in the same number of limbs. */
export function weigh(parts: readonly ReportPart[]): Weights[] {
  const isExact = parts.reduce((sum, part) => sum + plainTotal(part), 0) <= Number.MAX_SAFE_INTEGER;
  return parts.map((part) => ({ limbs: isExact ? [plainColumn(part)] : limbColumns(part) }));
}

/** The sum of absolute values, or infinity where doubles do not hold them. Exact up to 2^53. */
function plainTotal({ view: { profile }, sample }: ReportPart): number {
  const width = profile.sampleTypes.length;
  for (const at of profile.samples.wideValues.keys()) if (at % width === sample) return Infinity;
  const { values } = profile.samples;
  let total = 0;
  for (let at = sample; at < values.length; at += width) total += Math.abs(values[at] ?? 0);
  return total;
}

function plainColumn({ view: { profile }, sample, sign }: ReportPart): WeightColumn {
  return { values: profile.samples.values, stride: profile.sampleTypes.length, offset: sample, sign };
}

function limbColumns({ view: { profile }, sample, sign }: ReportPart): WeightColumn[] {
  const { count } = profile.samples;
  const limbs = Array.from({ length: limbCount }, () => new Float64Array(count));
  for (let row = 0; row < count; row += 1) {
    let rest = exactValue(profile, row, sample);
    for (const limb of limbs.slice(0, -1)) {
      limb[row] = Number(BigInt.asUintN(Number(limbBits), rest));
      rest >>= limbBits;
    }
    const [top] = limbs.slice(-1);
    if (top !== undefined) top[row] = Number(rest);
  }
  return limbs.map((values) => ({ values, stride: 1, offset: 0, sign }));
}

/** A value of a sample as the exact integer. */
export function exactValue({ samples, sampleTypes }: Profile, row: number, sample: number): bigint {
  const at = row * sampleTypes.length + sample;
  return samples.wideValues.get(at) ?? BigInt(samples.values[at] ?? 0);
}

/** Sums of limbs as one amount. `sums` has one column per limb. */
export function joinLimbs(sums: readonly Float64Array[], at: number): Amount {
  if (sums.length === 1) return sums[0]?.[at] ?? 0;
  let joined = 0n;
  for (let limb = sums.length - 1; limb >= 0; limb -= 1) joined = (joined << limbBits) + BigInt(sums[limb]?.[at] ?? 0);
  return toAmount(joined);
}

/** Whether a sample has a part in a report: it is kept, and its value is not 0. */
export function counts(part: ReportPart, sample: number): boolean {
  const { values } = part.view.profile.samples;
  // A value that a double cannot hold is never 0, and neither is its nearest double.
  return isKept(part.view, sample) && values[sample * part.view.profile.sampleTypes.length + part.sample] !== 0;
}
