import type {
  Measure,
  MeasureStanding,
  MeasureVerdict,
  RememberedMeasure,
  ToldMeasure,
} from '../../shared/model/beam/measure';
import type { VerdictThresholds } from '../../shared/model/verdictThresholds';
import { countTrend, type CountTrend } from '../numbers/countTrend';
import { sampled } from '../numbers/statistics';
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
  /** Null where it was no more than possible. */
  told: ToldMeasure | null;
  /** Since when it is possible; null while it is not. */
  possibleSince: number | null;
}

/** Measures that are remembered, and points of each. */
const mostRemembered = 60;
const rememberedPoints = 60;

/** What became of one is told for so many times. */
const mostSteps = 8;

/** Follows the numbers of one life of a node, and says which grow as leaks do. Exact numbers: nothing is estimated. */
export class MeasureTracker {
  private readonly followed = new Map<string, Followed>();

  /** A round's measures. One that is missing is gone: its process ended, its table was deleted. */
  observe(atMillis: number, measures: readonly Measure[]): void {
    const present = new Set<string>();
    for (const measure of measures) {
      const key = keyOf(measure);
      present.add(key);
      this.take(key, measure, atMillis);
    }
    for (const [key, one] of this.followed) {
      if (present.has(key)) continue;
      if (one.told === null) this.followed.delete(key);
      else this.take(key, { ...one.measure, value: 0 }, atMillis);
    }
  }

  /** Those that were told, for another tracker of the same life; those that grew last first. */
  remember(): readonly RememberedMeasure[] {
    const told = [...this.followed.values()].flatMap(({ measure, told: of, points }) =>
      of === null ? [] : [{ measure, told: of, points: sampled(points, rememberedPoints).map(pair) }],
    );
    return told.sort((a, b) => b.told.grewAtMillis - a.told.grewAtMillis).slice(0, mostRemembered);
  }

  /** Before the first round: goes on with what another one had told. */
  recall(remembered: readonly RememberedMeasure[]): void {
    for (const { measure, told, points } of remembered) {
      const known = points.map(([atMillis, value]) => ({ atMillis, value }));
      this.followed.set(keyOf(measure), { measure, told, points: known, unknown: [], possibleSince: null });
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
        const points = [{ atMillis, value: measure.value }];
        this.followed.set(key, { measure, points, unknown: [], told: null, possibleSince: null });
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
    const whole = countTrend(one.points);
    if (whole === null) return null;
    const later = tierOf(whole, one.measure, thresholds) === null ? countTrend(afterStart(one.points)) : null;
    const trend = later !== null && tierOf(later, one.measure, thresholds) !== null ? later : whole;
    const confidence = tierOf(trend, one.measure, thresholds);
    const now = one.measure.value;
    const atMillis = one.points.at(-1)?.atMillis ?? 0;
    if (confidence !== 'possible') one.possibleSince = null;
    // A suspicion is dropped when a round does not share it.
    if (confidence === 'possible' && one.told === null) {
      one.possibleSince ??= atMillis;
      return verdict(one, { trend, confidence, standing: 'possible', sinceMillis: one.possibleSince });
    }
    if (confidence !== null) {
      const peak = Math.max(now, one.told?.peak ?? 0);
      const told = { before: one.told?.before ?? trend.before, peak, grewAtMillis: atMillis, goneAtMillis: null };
      one.told = { ...told, steps: steps(one.told, 'growing', atMillis) };
      return verdict(one, { trend, confidence: 'probable', standing: 'growing', sinceMillis: atMillis });
    }
    return one.told === null ? null : this.later(one, one.told, trend);
  }

  /** What became of one that was told and does not grow just now; null where some of it went. */
  private later(one: Followed, told: ToldMeasure, trend: CountTrend): MeasureVerdict | null {
    const { before, peak, grewAtMillis } = told;
    const now = one.measure.value;
    const atMillis = one.points.at(-1)?.atMillis ?? 0;
    if (now <= before + (peak - before) * rules.goneShare) {
      const goneAtMillis = told.goneAtMillis ?? atMillis;
      one.told = { ...told, goneAtMillis, steps: steps(told, 'fixed', goneAtMillis) };
      return verdict(one, { trend, confidence: 'possible', standing: 'fixed', sinceMillis: goneAtMillis });
    }
    // What is sure once is as sure while all of it is there.
    if (now < peak * 0.9) return null;
    const standing = atMillis - grewAtMillis >= rules.standsAfterMillis ? 'stands' : 'growing';
    one.told = { ...told, goneAtMillis: null, steps: steps(told, standing, atMillis) };
    return verdict(one, { trend, confidence: 'probable', standing, sinceMillis: grewAtMillis });
  }
}

function keyOf({ kind, key }: Measure): string {
  return `${kind} ${key}`;
}

function pair({ atMillis, value }: TrendPoint): readonly [number, number] {
  return [atMillis, value];
}

/** What was told so far, with what is told now. */
function steps(told: ToldMeasure | null, standing: MeasureStanding, atMillis: number): ToldMeasure['steps'] {
  const known = told?.steps ?? [];
  if (known.at(-1)?.standing === standing) return known;
  const confidence = standing === 'fixed' ? 'info' : 'probable';
  return [...known, { atMillis, standing, confidence } as const].slice(-mostSteps);
}

function tierOf(trend: CountTrend, measure: Measure, thresholds: VerdictThresholds): 'probable' | 'possible' | null {
  const least = leastGrowth(measure, thresholds);
  if (trend.growth < least.possible || !trend.rough || trend.polls < rules.leastRounds || !trend.goesOn) return null;
  if (trend.rises < rules.leastRisesPossible) return null;
  const leastMillis = thresholds.minimumWatchSeconds * 1000;
  const isLong = trend.watchedMillis >= leastMillis && trend.grewMillis >= leastMillis * rules.growingShare;
  // What has drained before may drain again.
  const isTide = trend.fallEver > trend.growth * rules.everShare;
  const isSteady = trend.clean && !isTide && trend.rises >= rules.leastRises && trend.lateShare >= rules.leastLateShare;
  return isLong && isSteady && trend.growth >= least.probable ? 'probable' : 'possible';
}

/** What comes within the first rounds of a watch and is most of all growth is the start of a node: modules are loaded, pools are filled. */
function afterStart(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const growth = (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  const at = points.findIndex(({ value }, row) => row > 0 && value - (points[row - 1]?.value ?? 0) > growth / 2);
  return at > 0 && at <= rules.startRounds ? points.slice(at) : [];
}

type Said = Pick<MeasureVerdict, 'confidence' | 'standing' | 'sinceMillis'> & { readonly trend: CountTrend };

function verdict({ measure, points, told }: Followed, { trend, ...said }: Said): MeasureVerdict {
  return {
    measure,
    ...said,
    stands: said.standing === 'stands' || said.standing === 'fixed',
    fixedFrom: said.standing === 'fixed' ? (told?.peak ?? 0) : null,
    steps: told?.steps ?? [],
    before: told?.before ?? trend.before,
    watchedSeconds: trend.watchedMillis / 1000,
    perMinute: trend.ratePerMinute,
    lateShare: trend.lateShare,
    rounds: trend.polls,
    firstSeenMillis: points[0]?.atMillis ?? 0,
    points,
  };
}
