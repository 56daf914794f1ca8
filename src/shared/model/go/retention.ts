import type { HolderPlace } from '../holder';

/**
 * Who retains what, as goref (github.com/cloudwego/goref) writes it: a pprof profile whose frames are no functions, but variables, fields
 * and elements, from a root to what is held.
 */
export interface RetentionQuestion {
  /** Names of frames, root first: `main.sessions`, `$mapval. (*main.session)`, `body. ([]uint8)`. */
  readonly chains: readonly (readonly string[])[];
  /** Folders that hold Go files. */
  readonly folders: readonly string[];
}

/** Where frames are declared, by their names; what is declared in several places, by the way that leads there, has none. */
export interface RetentionFacts {
  readonly places: readonly (readonly [frame: string, place: HolderPlace])[];
}
