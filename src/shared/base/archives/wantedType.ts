import type { ArchivedType } from '../../model/archive/archive';

/** By pprof's names of profiles: what archives call them, and which of its sample types is meant where nobody says. */
const wanted: Readonly<Record<string, { readonly names: readonly string[]; readonly sampleType: string }>> = {
  heap: { names: ['memory'], sampleType: 'inuse_space' },
  allocs: { names: ['memory'], sampleType: 'alloc_space' },
  // Pyroscope has the plural.
  goroutine: { names: ['goroutine', 'goroutines'], sampleType: 'goroutine' },
  profile: { names: ['process_cpu'], sampleType: 'cpu' },
  block: { names: ['block'], sampleType: 'delay' },
  mutex: { names: ['mutex'], sampleType: 'delay' },
};

/** The type of an archive that a profile of pprof's is kept as; null where it is not kept. */
export function wantedType(types: readonly ArchivedType[], profile: string): ArchivedType | null {
  const known = wanted[profile];
  if (known === undefined) return null;
  const found = types.filter(({ name, sampleType }) => known.names.includes(name) && sampleType === known.sampleType);
  return found[0] ?? null;
}
