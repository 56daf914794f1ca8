import type { PeekSide } from '../../../src/shared/model/views/peekView';
import type { FrameKey, FrameOwner } from '../../../src/shared/model/views/viewFrames';
import { frameIn, ownerIn } from '../frameWords';

/** Pixels of a node with the room below it. */
export const nodeHeight = 46;

/** More than can be told apart at a glance: the table has all. */
const mostNodes = 6;

/** One side of the small graph. */
export interface Neighbours {
  readonly shown: readonly { readonly frame: FrameKey; readonly value: number; readonly owner: FrameOwner }[];
  /** Those that have no room. */
  readonly left: number;
  /** With the row that says so. */
  readonly rows: number;
}

/** The heaviest of one side. */
export function neighboursOf({ frames, value, count }: PeekSide): Neighbours {
  const shown = Array.from(value.subarray(0, mostNodes), (amount, row) => ({
    frame: frameIn(frames, row),
    value: amount,
    owner: ownerIn(frames, row),
  }));
  const left = Math.max(0, count - shown.length);
  return { shown, left, rows: shown.length + (left > 0 ? 1 : 0) };
}

/** The middle of a row from the top, pixels, where a column of `rows` stands in the middle of `all`. */
export function middleOf(row: number, rows: number, all: number): number {
  return (row + 0.5 + (all - rows) / 2) * nodeHeight;
}
