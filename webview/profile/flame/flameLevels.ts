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

  /** The box above a box: what calls it. Of several callers the first, the heaviest in their usual order. -1 where there is none. */
  above(box: number): number {
    return this.isBelowBand(box) ? this.around(box, -1) : this.firstOf(box, -1);
  }

  /** The box below a box: what it calls. -1 where there is none. */
  below(box: number): number {
    const { depth, bandLevel } = this.window;
    return (depth[box] ?? 0) < bandLevel ? this.around(box, 1) : this.firstOf(box, 1);
  }

  /** Callers stand above what they call together, one beside the other; callees the other way round. */
  private isBelowBand(box: number): boolean {
    const { depth, bandLevel } = this.window;
    return (depth[box] ?? 0) > bandLevel;
  }

  /** The box on the next level that a box is a part of. */
  private around(box: number, step: 1 | -1): number {
    return this.boxAt((this.window.depth[box] ?? 0) + step, this.middleOf(box));
  }

  /** The first box on the next level of those that are parts of a box. */
  private firstOf(box: number, step: 1 | -1): number {
    const { start, width, depth } = this.window;
    const next = (depth[box] ?? 0) + step;
    const left = start[box] ?? 0;
    const first = this.firstBehind(next, left);
    const isThere = first < this.boxesAt(next).end && (start[first] ?? 0) < left + (width[box] ?? 0);
    return isThere ? first : -1;
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
