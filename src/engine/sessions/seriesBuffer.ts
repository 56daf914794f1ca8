import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { SeriesPoint } from '../../shared/model/series/series';

/** Twelve hours at one poll in five seconds. Beyond, what is older than the newest half is thinned, so a day costs a few megabytes. */
const maxPoints = 8_640;
const newestWhole = maxPoints / 2;
const olderThinned = maxPoints / 4;

/** The points of one target in memory, bounded, in order of time. */
export class SeriesBuffer {
  private readonly analysis: Analysis;
  private points: SeriesPoint[];

  constructor(analysis: Analysis, earlier: readonly SeriesPoint[]) {
    this.analysis = analysis;
    this.points = [...earlier];
    this.trim();
  }

  get latest(): SeriesPoint | null {
    return this.points.at(-1) ?? null;
  }

  append(point: SeriesPoint): void {
    this.points.push(point);
    this.trim();
  }

  clear(): void {
    this.points = [];
  }

  /** Points at or after a time. */
  since(millis: number | null): readonly SeriesPoint[] {
    if (millis === null) return this.points;
    const first = this.points.findIndex((point) => point.atMillis >= millis);
    return first < 0 ? [] : this.points.slice(first);
  }

  private trim(): void {
    if (this.points.length <= maxPoints) return;
    const older = this.analysis.thin(this.points.slice(0, -newestWhole), olderThinned);
    this.points = [...older, ...this.points.slice(-newestWhole)];
  }
}
