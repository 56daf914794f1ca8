import type { Measure, MeasureVerdict } from '../../shared/model/beam/measure';
import type { VerdictThresholds } from '../../shared/model/verdictThresholds';
import { countTrend, type CountTrend } from '../numbers/countTrend';
import type { TrendPoint } from '../numbers/trend';
import { leastGrowth, shapeRules as rules } from './measureRules';

/** Points that are kept of a measure; then every other one goes. */
const mostPoints = 240;

/** Measures that are followed at a time; the newest are left out. */
const mostMeasures = 4000;

interface Followed {
  measure: Measure;
  points: TrendPoint[];
  /** Moments since the last point at which nobody knew it anew. */
  unknown: number[];
  /** What was told of it as probable, and when it last grew; null where nothing was. */
  told: { before: number; peak: number; grewAtMillis: number } | null;
}

/** Follows the numbers of one life of a node, and says which grow as leaks do. Exact numbers: nothing is estimated. */
export class MeasureTracker {
  private readonly followed = new Map<string, Followed>();

  /** A round's measures. One that is missing is gone: its process ended, its table was deleted. */
  observe(atMillis: number, measures: readonly Measure[]): void {
    const present = new Set<string>();
    for (const measure of measures) {
      const key = `${measure.kind} ${measure.key}`;
      present.add(key);
      this.take(key, measure, atMillis);
    }
    for (const [key, one] of this.followed) {
      if (present.has(key)) continue;
      if (one.told === null) this.followed.delete(key);
      else this.take(key, { ...one.measure, value: 0 }, atMillis);
    }
  }

  /** Those that grow, or that grew and are still there, or are gone since. */
  judge(thresholds: VerdictThresholds): readonly MeasureVerdict[] {
    return [...this.followed.values()].flatMap((one) => this.verdictOf(one, thresholds) ?? []);
  }

  private take(key: string, measure: Measure, atMillis: number): void {
    const known = this.followed.get(key);
    if (known === undefined) {
      if (this.followed.size < mostMeasures) {
        this.followed.set(key, { measure, points: [{ atMillis, value: measure.value }], unknown: [], told: null });
      }
      return;
    }
    known.measure = measure;
    const last = known.points.at(-1) ?? { atMillis, value: measure.value };
    if (measure.isOld === true && atMillis - last.atMillis < rules.mostOldMillis) {
      known.unknown.push(atMillis);
      return;
    }
    // What came between two moments of which it is known came by and by.
    const perMilli = (measure.value - last.value) / Math.max(1, atMillis - last.atMillis);
    for (const at of known.unknown) {
      known.points.push({ atMillis: at, value: last.value + perMilli * (at - last.atMillis) });
    }
    known.unknown = [];
    known.points.push({ atMillis, value: measure.value });
    if (known.points.length > mostPoints) known.points = known.points.filter((_point, row) => row % 2 === 0);
  }

  private verdictOf(one: Followed, thresholds: VerdictThresholds): MeasureVerdict | null {
    const trend = countTrend(one.points);
    if (trend === null) return null;
    const confidence = tierOf(trend, one.measure, thresholds);
    const now = one.measure.value;
    const atMillis = one.points.at(-1)?.atMillis ?? 0;
    // A suspicion is dropped when a round does not share it.
    if (confidence === 'possible' && one.told === null) {
      return verdict(one, { trend, confidence, stands: false, fixedFrom: null });
    }
    if (confidence !== null) {
      const peak = Math.max(now, one.told?.peak ?? 0);
      one.told = { before: one.told?.before ?? trend.before, peak, grewAtMillis: atMillis };
      return verdict(one, { trend, confidence: 'probable', stands: false, fixedFrom: null });
    }
    if (one.told === null) return null;
    const { before, peak, grewAtMillis } = one.told;
    if (now <= before + (peak - before) * rules.goneShare) {
      return verdict(one, { trend, confidence: 'possible', stands: true, fixedFrom: peak });
    }
    // What is sure once is as sure while all of it is there.
    const isAll = now >= peak * 0.9;
    const stands = atMillis - grewAtMillis >= rules.standsAfterMillis;
    return isAll ? verdict(one, { trend, confidence: 'probable', stands, fixedFrom: null }) : null;
  }
}

function tierOf(trend: CountTrend, measure: Measure, thresholds: VerdictThresholds): 'probable' | 'possible' | null {
  const least = leastGrowth(measure, thresholds);
  if (trend.growth < least.possible || !trend.rough || trend.polls < rules.leastRounds || !trend.goesOn) return null;
  const leastMillis = thresholds.minimumWatchSeconds * 1000;
  const isLong = trend.watchedMillis >= leastMillis && trend.grewMillis >= leastMillis * rules.growingShare;
  // What has drained before may drain again.
  const isTide = trend.fallEver > trend.growth * rules.everShare;
  const isSteady = trend.clean && !isTide && trend.rises >= rules.leastRises && trend.lateShare >= rules.leastLateShare;
  return isLong && isSteady && trend.growth >= least.probable ? 'probable' : 'possible';
}

type Said = Pick<MeasureVerdict, 'confidence' | 'stands' | 'fixedFrom'> & { readonly trend: CountTrend };

function verdict({ measure, points, told }: Followed, { trend, ...said }: Said): MeasureVerdict {
  return {
    measure,
    ...said,
    before: told?.before ?? trend.before,
    watchedSeconds: trend.watchedMillis / 1000,
    perMinute: trend.ratePerMinute,
    lateShare: trend.lateShare,
    rounds: trend.polls,
    firstSeenMillis: points[0]?.atMillis ?? 0,
    points,
  };
}
