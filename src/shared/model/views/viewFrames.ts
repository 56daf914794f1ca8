import type { ValueType } from '../profile';

/** Whose code a frame is; `own` stands out. */
export const frameOwners = ['own', 'library', 'standard', 'runtime'] as const;
export type FrameOwner = (typeof frameOwners)[number];

/** What makes two frames the same one at some granularity; names as recorded. */
export interface FrameKey {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** The frames that a window names, each once. Long names are cut. */
export interface FrameTable {
  readonly functions: readonly string[];
  readonly files: readonly string[];
  /** Import paths; empty where there is none. */
  readonly packages: readonly string[];
  /** 0 where a frame is no line. */
  readonly lines: Float64Array;
  /** Index into `frameOwners`. */
  readonly owners: Uint8Array;
}

/** What a window is of: total and number of samples as they are before and after the refinements. */
export interface ViewHead {
  readonly sampleType: ValueType;
  /** What shares are of: of the whole profile, whatever is refined. */
  readonly total: number;
  /** True for a difference, and for a profile with negative values. */
  readonly signed: boolean;
  /** In which unit amounts are said; empty for whichever suits each of them. */
  readonly shownIn: string;
}
