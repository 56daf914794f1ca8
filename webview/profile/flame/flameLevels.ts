import type { FlameWindow } from '../../../src/shared/model/views/flameView';

/** Finds boxes of a window by depth and place. Boxes come level by level, each from left to right. */
export class FlameLevels {
  readonly window: FlameWindow;
  /** First box of each depth; one more at the end. */
  private readonly starts: readonly number[];

  constructor(window: FlameWindow) {
    this.window = window;
    const starts: number[] = [];
    window.depth.forEach((depth, box) => {
      while (starts.length <= depth) starts.push(box);
    });
    starts.push(window.depth.length);
    this.starts = starts;
  }

  /** Depths that have boxes in the window. */
  get depths(): number {
    return this.starts.length - 1;
  }

  /** The boxes of a depth, from `first` to before `end`. */
  boxesAt(depth: number): { readonly first: number; readonly end: number } {
    return { first: this.starts[depth] ?? 0, end: this.starts[depth + 1] ?? this.starts[depth] ?? 0 };
  }

  /** The first box of a depth that ends behind `x`; `end` of the depth when there is none. */
  firstBehind(depth: number, x: number): number {
    const { start, width } = this.window;
    let { first: low, end: high } = this.boxesAt(depth);
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((start[middle] ?? 0) + (width[middle] ?? 0) <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The box at a place, -1 where there is none. */
  boxAt(depth: number, x: number): number {
    const box = this.firstBehind(depth, x);
    const isThere = box < this.boxesAt(depth).end && (this.window.start[box] ?? 0) <= x;
    return isThere ? box : -1;
  }

  /** The box that a box stands in, -1 for the outermost. */
  parentOf(box: number): number {
    const depth = this.window.depth[box] ?? 0;
    return depth === 0 ? -1 : this.boxAt(depth - 1, this.middleOf(box));
  }

  /** The first box below a box, which is the heaviest in their usual order; -1 where there is none. */
  childOf(box: number): number {
    const { start, width, depth } = this.window;
    const below = (depth[box] ?? 0) + 1;
    const left = start[box] ?? 0;
    const child = this.firstBehind(below, left);
    const isThere = child < this.boxesAt(below).end && (start[child] ?? 0) < left + (width[box] ?? 0);
    return isThere ? child : -1;
  }

  /** The box beside a box, whatever it stands in; -1 where there is none. */
  besideOf(box: number, step: 1 | -1): number {
    const { first, end } = this.boxesAt(this.window.depth[box] ?? 0);
    const beside = box + step;
    return beside >= first && beside < end ? beside : -1;
  }

  private middleOf(box: number): number {
    return (this.window.start[box] ?? 0) + (this.window.width[box] ?? 0) / 2;
  }
}
