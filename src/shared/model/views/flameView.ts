import type { FrameKey, FrameTable, ViewHead } from './viewFrames';

/** Which part of the flame graph is looked at. */
export interface FlameQuery {
  /** Left and right edge, as shares of the whole width: 0 and 1 show all. */
  readonly from: number;
  readonly to: number;
  /** The levels that are looked at, both included; 0 is the outermost. Stacks can be ten thousand frames deep. */
  readonly firstLevel: number;
  readonly lastLevel: number;
  /** Boxes narrower than this part of the window are left out: twice its pixels is plenty. */
  readonly resolution: number;
  /** Callees of a frame heaviest first, or by name: then two profiles can be compared by eye. */
  readonly order: 'weight' | 'name';
  /** `callers` turns every stack round: the roots are what costs itself. `both` is around a frame: its callers stand above it, what it calls below. */
  readonly direction: 'callees' | 'callers' | 'both';
  /** Only what lies below this frame, in either direction: what it calls, or what calls it. Null for all, of which `both` is `callees`. */
  readonly of: FrameKey | null;
  /** Regular expression for what is searched; null for nothing. */
  readonly search: string | null;
}

/** The boxes of one window, in columns, parents before children. The width of a box is its magnitude: what it costs without regard to signs. */
export interface FlameWindow extends ViewHead {
  readonly from: number;
  readonly to: number;
  /** As they were asked for: boxes of other levels are not here. */
  readonly firstLevel: number;
  readonly lastLevel: number;
  /** Sum of all magnitudes; what `from`, `to` and the shares of the width are of. */
  readonly magnitude: number;
  readonly frames: FrameTable;
  /** Row in `frames`; the root of all stacks has none, and is not a box. */
  readonly frame: Uint32Array;
  /** 0 for the outermost. */
  readonly depth: Uint32Array;
  /** Left edge and width as shares of the whole width. */
  readonly start: Float64Array;
  readonly width: Float64Array;
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  /** 1 when every call was inlined. */
  readonly inlined: Uint8Array;
  /** The level of the frame that the graph is turned around: what stands on smaller ones calls what is below it. 0 for any other graph. */
  readonly bandLevel: number;
  /** Depth of the deepest stack of the whole graph. */
  readonly levels: number;
  /** Boxes of the whole graph. */
  readonly boxes: number;
  /** The graph has more boxes than are worked out; what lies deeper counts for the last ones shown. */
  readonly isCut: boolean;
  readonly found: FoundFrames | null;
  /** Of the outermost boxes in the window, those that are left out because they are too narrow. */
  readonly narrow: NarrowBoxes;
  /** Of a difference; null for a profile alone. */
  readonly compared: ComparedBoxes | null;
}

/** What a difference says of each box beside the change. */
export interface ComparedBoxes {
  /** What it was in the base, with all that it calls. */
  readonly before: Float64Array;
  /** A smaller change could be noise of sampling, in the unit of the values; null for what is not sampled as a heap is, or is scaled. */
  readonly noise: Float64Array | null;
}

export interface NarrowBoxes {
  readonly count: number;
  /** What they cost together. */
  readonly cum: number;
  /** From the first to the last of them, as shares of the whole width; wider ones may stand between them. */
  readonly start: number;
  readonly end: number;
  /** No wider one stands between them. */
  readonly isWhole: boolean;
}

/** What a search found. */
export interface FoundFrames {
  /** 1 for each row of `frames` that matches. */
  readonly frames: Uint8Array;
  /** Frames that match in the whole graph. */
  readonly count: number;
  /** What matches costs, a stack counted once however often it matches. */
  readonly cum: number;
}
