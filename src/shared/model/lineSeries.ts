/** What a line costs, as one number over time. */
export type LineMeasure =
  /** Bytes in use that it allocated. */
  | 'heap'
  /** What waits on it: goroutines of Go. */
  | 'blocked';

/** A line with its number at one moment. */
export interface LineAmount {
  readonly measure: LineMeasure;
  /** As the build recorded them. */
  readonly function: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Bytes, or how many wait. */
  readonly value: number;
}

/** One line over the moments that are kept. */
export interface LineSeries extends Omit<LineAmount, 'value'> {
  /** In order of time: ms since 1970, and bytes or how many; 0 where the moment does not tell of the line. */
  readonly points: readonly (readonly [atMillis: number, value: number])[];
}
