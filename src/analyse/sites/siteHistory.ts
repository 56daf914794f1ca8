import { growthSinceFall } from '../numbers/sinceLastFall';
import { type GrowthRule, type TrendPoint } from '../numbers/trend';

/** Growth is said of the last minutes: a leak that was fixed stops being shown as growing soon after. */
const windowMillis = 5 * 60_000;

/** More points than this say nothing new and cost the square of their number. */
const maxPoints = 90;

/**
 * The last minutes of one number per site. Sites that are gone are followed at zero until they leave the window. Columns, which take as much
 * after the first record as after the last: an object for each point would be most of what a long watch keeps.
 */
export class SiteHistory {
  private times: readonly number[] = [];
  /** One value for each of `times`; NaN before a site was first seen. */
  private readonly columns = new Map<string, Float64Array>();
  private readonly rule: GrowthRule;

  constructor(rule: GrowthRule) {
    this.rule = rule;
  }

  /** Sites that are followed now. */
  get siteCount(): number {
    return this.columns.size;
  }

  /** The most points that any site has. */
  get pointCount(): number {
    return Math.max(0, ...[...this.columns.keys()].map((key) => this.points(key).length));
  }

  /** Takes in one moment's values, all sites at once. */
  record(atMillis: number, values: ReadonlyMap<string, number>): void {
    this.keepTimes((time) => atMillis - time <= windowMillis);
    // Every second of the older half goes, so that the span stays and the density falls.
    if (this.times.length === maxPoints) this.keepTimes((_time, at) => at >= maxPoints >> 1 || at % 2 === 0);
    const newest = this.times.length;
    this.times = [...this.times, atMillis];
    for (const key of values.keys()) {
      if (!this.columns.has(key)) this.columns.set(key, new Float64Array(maxPoints).fill(Number.NaN));
    }
    for (const [key, column] of this.columns) {
      column[newest] = values.get(key) ?? 0;
      if (!column.subarray(0, newest + 1).some((value) => value !== 0 && !Number.isNaN(value)))
        this.columns.delete(key);
    }
  }

  /** Per minute; null when there is nothing to say. */
  growth(key: string): number | null {
    return growthSinceFall(this.points(key), this.rule);
  }

  /** Oldest first; none of a site that is not followed. */
  points(key: string): TrendPoint[] {
    const column = this.columns.get(key);
    if (column === undefined) return [];
    return this.times.flatMap((atMillis, at) => {
      const value = column[at] ?? Number.NaN;
      return Number.isNaN(value) ? [] : [{ atMillis, value }];
    });
  }

  private keepTimes(isKept: (time: number, at: number) => boolean): void {
    const kept = this.times.flatMap((time, at) => (isKept(time, at) ? [at] : []));
    if (kept.length === this.times.length) return;
    this.times = kept.map((at) => this.times[at] ?? 0);
    for (const column of this.columns.values()) {
      for (const [to, from] of kept.entries()) column[to] = column[from] ?? Number.NaN;
      column.fill(Number.NaN, kept.length);
    }
  }
}
