import type { Profile } from '../../../shared/model/profile';
import { exactValue } from './weights';

/**
 * The profile with the values of each sample type scaled so that they add up to those of the base: `go tool pprof -normalize`
 * (profile.Normalize). Types are taken by their number, as there.
 */
export function normalised(profile: Profile, base: Profile): Profile {
  const { samples, sampleTypes } = profile;
  const width = sampleTypes.length;
  const ratios = sampleTypes.map((_, type) => ratio(sumOf(base, type), sumOf(profile, type)));
  const values = new Float64Array(samples.values.length);
  for (let row = 0; row < samples.count; row += 1) {
    for (let type = 0; type < width; type += 1) {
      const at = row * width + type;
      values[at] = rounded((samples.values[at] ?? 0) * (ratios[type] ?? 1));
    }
  }
  return { ...profile, samples: { ...samples, values, wideValues: wideOf(values) } };
}

function ratio(of: bigint, to: bigint): number {
  return to === 0n ? 0 : Number(of) / Number(to);
}

function sumOf(profile: Profile, type: number): bigint {
  if (type >= profile.sampleTypes.length) return 0n;
  let sum = 0n;
  for (let row = 0; row < profile.samples.count; row += 1) sum += exactValue(profile, row, type);
  return sum;
}

/** As Go's math.Round: half away from zero. */
function rounded(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/** What a double of this size stands for is a whole number all the same. */
function wideOf(values: Float64Array): ReadonlyMap<number, bigint> {
  const wide = new Map<number, bigint>();
  for (const [at, value] of values.entries()) if (!Number.isSafeInteger(value)) wide.set(at, BigInt(value));
  return wide;
}
