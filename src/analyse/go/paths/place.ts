import type { MappedBy, SourceDoubt, SourcePlace } from '../../../shared/model/sourcePaths';

/** A place where being there is enough. */
export function there(mappedBy: MappedBy, paths: readonly string[], doubt: SourceDoubt | null = null): SourcePlace {
  return { paths: [...new Set(paths)], mappedBy, proof: 'exists', doubt };
}

/** A place that has to declare the functions. */
export function declaring(mappedBy: MappedBy, paths: readonly string[]): SourcePlace {
  return { paths: [...new Set(paths)], mappedBy, proof: 'declares', doubt: null };
}
