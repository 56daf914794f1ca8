import type { Profile } from '../../shared/model/profile';

/** Which columns of a heap profile say what; -1 where none does. */
export interface HeapColumns {
  /** Bytes that are alive. */
  readonly space: number;
  /** Objects that are alive. */
  readonly objects: number;
  /** Bytes ever allocated: in one process they only rise. */
  readonly allocated: number;
}

/**
 * What is alive by the names that profilers give it. Go says inuse_space (runtime/pprof/protomem.go), and so does the Rust crate
 * jemalloc_pprof; pprof's readers of gperftools' texts say space where nothing was counted as allocated
 * (google/pprof profile/legacy_profile.go, parseHeap), and so do Node's profilers. Of other names, the profile's own default,
 * else the last that is measured in bytes; what was ever allocated is never taken for what is alive.
 */
export function heapColumns({ sampleTypes, defaultSampleType }: Profile): HeapColumns {
  const named = (...names: readonly string[]) => {
    const known = names.map((name) => sampleTypes.findIndex(({ type }) => type === name));
    return known.find((column) => column >= 0) ?? -1;
  };
  const isAlive = (column: number) => {
    const { type, unit } = sampleTypes[column] ?? { type: '', unit: '' };
    return /^bytes?$/i.test(unit) && !/alloc|growth/i.test(type);
  };
  const byUnit = () =>
    isAlive(defaultSampleType) ? defaultSampleType : sampleTypes.findLastIndex((_, at) => isAlive(at));
  const space = named('inuse_space', 'space');
  return {
    space: space >= 0 ? space : byUnit(),
    objects: named('inuse_objects', 'objects'),
    allocated: named('alloc_space'),
  };
}

/** runtime.MemProfileRate where a profile does not say. */
const usualPeriod = 512 * 1024;

/** Bytes between two samples (runtime.MemProfileRate). */
export function samplingPeriod({ periodType, period }: Pick<Profile, 'periodType' | 'period'>): number {
  // Archives give a profile back without it.
  return periodType?.type === 'space' && period > 0 ? period : usualPeriod;
}

/**
 * The mean size of an object, bytes. Where objects are not counted they are taken to be the smallest there are: of those, sampling
 * tells least, so nothing is believed that it could have made up.
 */
export function objectBytesOf({ bytes, objects }: { readonly bytes: number; readonly objects: number | null }): number {
  return objects === null ? 1 : bytes / Math.max(objects, 1);
}
