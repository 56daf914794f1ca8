import type { TrendPoint } from '../numbers/trend';
import { isCounter, isOfProcess } from './keyShapes';

/** A coarser scale of time says nothing before it has so many points; the finest covers its time better until then. */
const leastCoarsePoints = 10;

/** How a scale of time keeps its points: one for each bucket, the newest `capacity` of them. */
export interface ScaleShape {
  /** 0 keeps every record. */
  readonly bucketMillis: number;
  readonly capacity: number;
}

/**
 * Every poll of the last minutes, every minute of the last two hours, and every twelve minutes of the last day. The coarse
 * ones keep the least value of a bucket: what leaks stays, what passes does not.
 */
export const scaleShapes: readonly ScaleShape[] = [
  { bucketMillis: 0, capacity: 120 },
  { bucketMillis: 60_000, capacity: 120 },
  { bucketMillis: 12 * 60_000, capacity: 120 },
];

/** More series are not followed: what is beyond is the smallest of very many. */
const maxColumns = 12_000;

/** Every so many points are enough to see whether something grew. */
const roughStep = 8;

/** What a record is about. */
export interface RecordScope {
  /** False where the service did not say anything of lines: none has a point then. */
  readonly linesAreKnown: boolean;
}

/**
 * Values of many things over time, recorded together, in bounded memory. A line that is missing in a record that knows of lines holds
 * nothing then: 0. A number of the whole process that is missing was not asked for: no point.
 */
export class SeriesSet<Key extends string> {
  readonly scales: readonly Scale<Key>[] = scaleShapes.map((shape) => new Scale<Key>(shape));

  record(atMillis: number, values: ReadonlyMap<Key, number>, scope: RecordScope = { linesAreKnown: true }): void {
    for (const scale of this.scales) scale.record(atMillis, values, scope);
  }
}

export class Scale<Key extends string> {
  private readonly shape: ScaleShape;
  private readonly times: Float64Array;
  private readonly columns = new Map<Key, Float64Array | Float32Array>();
  /** 1 where no line has a point. Its columns repeat what they had, so that their bounds stay true. */
  private readonly gaps: Uint8Array;
  private length = 0;

  constructor(shape: ScaleShape) {
    this.shape = shape;
    this.times = new Float64Array(shape.capacity);
    this.gaps = new Uint8Array(shape.capacity);
  }

  get pointCount(): number {
    return this.length;
  }

  /** False for a coarse scale that has only begun. */
  get tells(): boolean {
    return this.shape.bucketMillis === 0 || this.length >= leastCoarsePoints;
  }

  get columnCount(): number {
    return this.columns.size;
  }

  /** From the first point to the last. */
  get spanMillis(): number {
    return this.length === 0 ? 0 : (this.times[this.length - 1] ?? 0) - (this.times[0] ?? 0);
  }

  record(atMillis: number, values: ReadonlyMap<Key, number>, { linesAreKnown }: RecordScope): void {
    const open = this.times[this.length - 1];
    const isNew = this.length === 0 || open === undefined || atMillis - open >= this.shape.bucketMillis;
    if (isNew) this.append(atMillis, values);
    if (!linesAreKnown && isNew) this.leaveGap();
    else if (!isNew) this.lower(values, linesAreKnown);
  }

  /** Ascending in time; empty for what was never recorded. */
  points(key: Key): TrendPoint[] {
    const column = this.columns.get(key);
    if (column === undefined) return [];
    const points = Array.from({ length: this.length }, (_, at) => ({
      atMillis: this.times[at] ?? 0,
      value: column[at] ?? 0,
    }));
    if (isOfProcess(key)) return points.filter(({ value }) => !Number.isNaN(value));
    return this.gaps.includes(1) ? points.filter((_, at) => this.gaps[at] === 0) : points;
  }

  /** Least, greatest and newest value, without making points. */
  bounds(key: Key): { readonly least: number; readonly newest: number; readonly greatest: number } {
    const column = this.columns.get(key);
    if (column === undefined || this.length === 0) return { least: 0, newest: 0, greatest: 0 };
    const recorded = column.subarray(0, this.length);
    const values = isOfProcess(key) ? recorded.filter((value) => !Number.isNaN(value)) : recorded;
    if (values.length === 0) return { least: 0, newest: 0, greatest: 0 };
    return { least: Math.min(...values), newest: values.at(-1) ?? 0, greatest: Math.max(...values) };
  }

  /** About how much it has grown: looks at some of its points only, for a first choice among very many. */
  roughGrowth(key: Key): number {
    const column = this.columns.get(key);
    if (column === undefined || this.length === 0) return 0;
    let least = Infinity;
    for (let at = 0; at < this.length; at += roughStep) least = Math.min(least, column[at] ?? 0);
    return (column[this.length - 1] ?? 0) - least;
  }

  private append(atMillis: number, values: ReadonlyMap<Key, number>): void {
    if (this.length === this.shape.capacity) this.dropOldest(this.shape.capacity >> 2);
    if (this.columns.size + values.size > maxColumns * 2) this.forgetEmpty();
    const at = this.length;
    this.times[at] = atMillis;
    this.length += 1;
    for (const [key, value] of values) {
      let column = this.columns.get(key);
      if (column === undefined) {
        if (this.columns.size >= maxColumns) continue;
        column = isCounter(key) ? new Float64Array(this.shape.capacity) : new Float32Array(this.shape.capacity);
        if (isOfProcess(key)) column.fill(Number.NaN);
        this.columns.set(key, column);
      }
      column[at] = value;
    }
  }

  private leaveGap(): void {
    const at = this.length - 1;
    this.gaps[at] = 1;
    for (const [key, column] of this.columns) if (!isOfProcess(key)) column[at] = column[at - 1] ?? 0;
  }

  private lower(values: ReadonlyMap<Key, number>, linesAreKnown: boolean): void {
    const at = this.length - 1;
    const isFirst = linesAreKnown && this.gaps[at] === 1;
    if (isFirst) this.gaps[at] = 0;
    for (const [key, column] of this.columns) {
      const value = values.get(key);
      if (!isOfProcess(key)) {
        if (linesAreKnown) column[at] = Math.min(isFirst ? Infinity : (column[at] ?? 0), value ?? 0);
      } else if (value !== undefined) column[at] = Number.isNaN(column[at]) ? value : Math.min(column[at] ?? 0, value);
    }
  }

  private dropOldest(count: number): void {
    this.times.copyWithin(0, count);
    this.gaps.copyWithin(0, count);
    this.gaps.fill(0, this.shape.capacity - count);
    for (const [key, column] of this.columns) {
      column.copyWithin(0, count);
      const missing = isOfProcess(key) ? Number.NaN : 0;
      column.fill(missing, this.shape.capacity - count);
      if (column.every((value) => Object.is(value, missing))) this.columns.delete(key);
    }
    this.length -= count;
  }

  private forgetEmpty(): void {
    for (const [key, column] of this.columns) {
      if ((column[this.length - 1] ?? 0) === 0) this.columns.delete(key);
    }
  }
}
