import type { WeighedPart } from '../reports/nodeSums';
import { joinLimbs } from '../reports/samples/weights';

/** One value per sample, with the sign of its part; beyond 2^53 the nearest double. */
export function sampleWeights({ weights, view }: WeighedPart): Float64Array {
  const { count } = view.profile.samples;
  const values = new Float64Array(count);
  const [only, ...more] = weights.limbs;
  if (only === undefined) return values;
  if (more.length === 0) {
    const { values: from, stride, offset, sign } = only;
    for (let row = 0; row < count; row += 1) values[row] = sign * (from[row * stride + offset] ?? 0);
    return values;
  }
  const limbs = weights.limbs.map((limb) => limb.values);
  for (let row = 0; row < count; row += 1) values[row] = only.sign * Number(joinLimbs(limbs, row));
  return values;
}
