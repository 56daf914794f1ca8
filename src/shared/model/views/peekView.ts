import type { FrameKey, FrameTable, ViewHead } from './viewFrames';

/** The frame whose callers and callees are looked at; null for the one that costs most. */
export interface PeekQuery {
  readonly frame: FrameKey | null;
  /** Most rows on either side. */
  readonly limit: number;
}

/** One side of a frame, heaviest first. */
export interface PeekSide {
  /** Of all there are. */
  readonly count: number;
  readonly frames: FrameTable;
  readonly value: Float64Array;
  /** 1 when every call was inlined. */
  readonly inlined: Uint8Array;
}

export interface PeekWindow extends ViewHead {
  /** Null where nothing of this name is in the profile as it is refined. */
  readonly frame: FrameKey | null;
  readonly flat: number;
  readonly cum: number;
  readonly callers: PeekSide;
  readonly callees: PeekSide;
}
