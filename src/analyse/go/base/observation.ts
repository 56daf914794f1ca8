import type { Profile } from '../../../shared/model/profile';
import { heapColumns } from '../../base/heapColumns';

/** All bytes in use by a heap profile: of Go, what survived the last completed collection, as sampled (runtime/mprof.go). */
export function liveHeapBytes(heap: Profile): number {
  return columnSum(heap, heapColumns(heap).space);
}

/** True for a profile that says what is in use: a profile of processor time, or of all that was ever allocated, does not. */
export function isHeapProfile(profile: Profile): boolean {
  return heapColumns(profile).space >= 0;
}

/** True for a profile that counts goroutines (runtime/pprof, profile "goroutine"): some servers have one answer for every path. */
export function isGoroutineProfile({ sampleTypes }: Profile): boolean {
  return sampleTypes[0]?.type === 'goroutine';
}

export function goroutineCount(goroutines: Profile): number {
  return columnSum(goroutines, 0);
}

function columnSum(profile: Profile, column: number): number {
  const width = profile.sampleTypes.length;
  if (column < 0 || column >= width) return 0;
  let sum = 0;
  for (let sample = 0; sample < profile.samples.count; sample += 1)
    sum += profile.samples.values[sample * width + column] ?? 0;
  return sum;
}
