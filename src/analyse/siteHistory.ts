import { growthPerMinute, type GrowthRule, type TrendPoint } from './trend';

/** Growth is said of the last minutes: a leak that was fixed stops being shown as growing soon after. */
const windowMillis = 5 * 60_000;

/** More points than this say nothing new and cost the square of their number. */
const maxPoints = 90;

/** The last minutes of one number per site. Sites that are gone are followed at zero until they leave the window. */
export class SiteHistory {
  private readonly points = new Map<string, TrendPoint[]>();
  private readonly rule: GrowthRule;

  constructor(rule: GrowthRule) {
    this.rule = rule;
  }

  /** Sites that are followed now. */
  get siteCount(): number {
    return this.points.size;
  }

  /** The most points that any site has. */
  get pointCount(): number {
    return Math.max(0, ...[...this.points.values()].map((known) => known.length));
  }

  /** Takes in one moment's values, all sites at once. */
  record(atMillis: number, values: ReadonlyMap<string, number>): void {
    for (const [key, value] of values) {
      const known = this.points.get(key);
      if (known === undefined) this.points.set(key, [{ atMillis, value }]);
      else known.push({ atMillis, value });
    }
    for (const [key, known] of this.points) {
      if (!values.has(key)) known.push({ atMillis, value: 0 });
      this.trim(key, known, atMillis);
    }
  }

  /** Per minute; null when there is nothing to say. */
  growth(key: string): number | null {
    return growthPerMinute(this.points.get(key) ?? [], this.rule);
  }

  private trim(key: string, known: TrendPoint[], nowMillis: number): void {
    const kept = known.findIndex((point) => nowMillis - point.atMillis <= windowMillis);
    if (kept > 0) known.splice(0, kept);
    if (known.every((point) => point.value === 0)) this.points.delete(key);
    // Every second of the older half goes, so that the span stays and the density falls.
    else if (known.length > maxPoints) this.points.set(key, thinOlderHalf(known));
  }
}

function thinOlderHalf(points: readonly TrendPoint[]): TrendPoint[] {
  const half = points.length >> 1;
  return points.filter((_, index) => index >= half || index % 2 === 0);
}
