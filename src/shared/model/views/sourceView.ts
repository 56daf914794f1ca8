import type { FrameKey, FrameTable, ViewHead } from './viewFrames';

/** The frame whose source is looked at, whatever it stands for: a function, a line, a file, a package; null for what costs most. */
export interface SourceQuery {
  readonly frame: FrameKey | null;
}

/** Whether there is a text beside the numbers: no file here, one that is not that of the build, or the source. */
export const sourceStates = ['none', 'other', 'here'] as const;
export type SourceState = (typeof sourceStates)[number];

/** The annotated listing of functions: the integers of `go tool pprof -list`, in columns. */
export interface SourceWindow extends ViewHead {
  /** One row a function; its line is that of its `func` in the build, 0 where the profile does not tell. */
  readonly functions: FrameTable;
  /** Of all that the frame stands for: the lightest are left out where there are many. */
  readonly functionCount: number;
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  /** The part of the source that pprof shows, in the build. */
  readonly firstLine: Float64Array;
  readonly lastLine: Float64Array;
  /** Index into `sourceStates`, by function. */
  readonly states: Uint8Array;
  /** How many lines further down the function stands here than in the build; 0 where there is no text. */
  readonly shifts: Float64Array;
  /** `functions + 1` offsets into the columns below, which have one row a line: with a text all lines, else those that cost something. */
  readonly offsets: Uint32Array;
  /** In the build; 0 where the profile does not tell. */
  readonly line: Float64Array;
  readonly lineFlat: Float64Array;
  readonly lineCum: Float64Array;
  /** Empty where there is none. */
  readonly texts: readonly string[];
}
