import type { FrameTable, ViewHead } from './viewFrames';

export const topColumns = ['flat', 'cum', 'name', 'place'] as const;
export type TopColumn = (typeof topColumns)[number];

/** Which rows of the table are looked at. */
export interface TopQuery {
  readonly sort: TopColumn;
  readonly descending: boolean;
  /** Regular expression for names and files; empty for all. */
  readonly filter: string;
  /** Key of the label whose values make the rows; empty or left out for what the scope says. */
  readonly label?: string;
  /** What the samples are called that have no such label, in the language of whoever asks. */
  readonly noLabel?: string;
  readonly first: number;
  readonly count: number;
  /** Also the rows as text, to be copied: exact values, in the unit of the sample type. */
  readonly copy: 'none' | 'text' | 'csv' | 'markdown';
}

export interface TopWindow extends ViewHead {
  readonly first: number;
  /** Of the whole table, after the filter. */
  readonly rowCount: number;
  readonly frames: FrameTable;
  /** One for each row, as the rows of `frames`. */
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  /** Of flat, over all rows from the first to this one in the order shown. */
  readonly sum: Float64Array;
  /** Empty unless asked for. */
  readonly copied: string;
}
