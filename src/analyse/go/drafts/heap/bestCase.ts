import type { Turnover } from '../../../../shared/model/turnover';
import { sampleBytes, turnoverOf, unfreedSamples } from '../../../numbers/turnover';
import type { TrendPoint } from '../../../numbers/trend';
import type { CollectorGoal } from './collectorGoal';
import type { DraftRequest } from '../base/draftRequest';
import type { Judgement, Tier } from '../base/judgement';
import type { ProcessHistory } from '../../history/history';
import { liveTrend, samplingDeviation, type LiveTrend } from '../../../numbers/liveTrend';
import { judgeLive, type LiveCase } from './liveVerdict';
import { atMomentsOf, growsAlong, isLoaded, within } from '../../history/load';
import { allocatedKey, collectionSeries, pollSeries } from '../../history/seriesKeys';
import type { CollectionKey, PollKey } from '../../history/seriesKeys';
import type { LineKey } from '../../../sites/lineKey';
import type { Scale } from '../../../history/seriesSet';
import { heapRules as rules } from '../../base/heapRules';
import { goesOnUnseen } from './goesOnUnseen';
import { stoodStill } from './stoodStill';
import { withRoomSince } from './roomSince';

/** What the scale of time says that says most, and what was judged. */
export interface BestCase {
  readonly judged: Judgement;
  readonly about: LiveCase;
  readonly scale: Scale<CollectionKey>;
}

/** Live bytes to judge, and what is known of them. */
interface LiveSeries extends Pick<LiveCase, 'deletes' | 'bounded' | 'mistaken' | 'room'> {
  readonly key: LineKey | typeof collectionSeries.live;
  readonly objectBytes: number;
  readonly goal: CollectorGoal;
}

/** One scale of time. */
interface Seen {
  readonly points: readonly TrendPoint[];
  readonly trend: LiveTrend;
  readonly turnover: Turnover | null;
  readonly unfreed: number;
}

/** The scale of time that says most; of equal ones the finest. Null where nothing has been collected twice. */
export function bestCase({ history, thresholds }: DraftRequest, series: LiveSeries): BestCase | null {
  const seen = seenScales(history, series);
  const fallEver = Math.max(...seen.map(({ trend }) => trend?.fallEver ?? 0));
  let best: BestCase | null = null;
  for (const [nth, { scale, points, trend, turnover, unfreed }] of seen.entries()) {
    if (trend === null || !scale.tells) continue;
    const about = caseOf(history, series, { nth, points, trend, turnover, unfreed, fallEver });
    const judged = judgeLive(about, thresholds);
    if (best === null || weight(judged.tier) > weight(best.judged.tier)) best = { judged, about, scale };
  }
  return best;
}

function weight(tier: Tier): number {
  return tier === 'probable' ? 2 : tier === 'possible' ? 1 : 0;
}

function seenScales(history: ProcessHistory, { key, objectBytes, room }: LiveSeries) {
  const period = history.heapReading?.period ?? 0;
  const deviation = samplingDeviation(period, objectBytes);
  return history.byCollection.scales.map((scale, nth) => {
    const known = scale.points(key);
    const points = room && nth === 0 ? withRoomSince(history, known) : known;
    const allocated = key === collectionSeries.live ? [] : scale.points(allocatedKey(key));
    const came = { held: known, allocated, sampleBytes: sampleBytes(period, objectBytes) };
    const trend = liveTrend(points, { deviation, allocated });
    return { scale, points, trend, turnover: turnoverOf(came), unfreed: unfreedSamples(came) };
  });
}

function caseOf(
  history: ProcessHistory,
  { deletes, bounded, mistaken, room, goal }: LiveSeries,
  { nth, points, trend, turnover, unfreed, fallEver }: Seen & { readonly nth: number; readonly fallEver: number },
): LiveCase {
  return {
    trend,
    nowMillis: history.lastMillis,
    fallEver,
    room,
    // These are asked only of what passes the cheaper tests.
    get unseen() {
      return !goal.tuned && goesOnUnseen(history, trend, room);
    },
    get still() {
      return !goal.tuned && stoodStill(history, trend);
    },
    get loaded() {
      return followsAnyLoad(history, nth, { points, trend });
    },
    deletes,
    bounded,
    mistaken,
    goal: goal.trends[nth] ?? null,
    turnover,
    unfreed,
  };
}

/** Load shows in the rate of allocations and in the number of connections. */
function followsAnyLoad(
  history: ProcessHistory,
  nth: number,
  { points, trend }: Pick<Seen, 'points' | 'trend'>,
): boolean {
  const own = within(points, trend.fromMillis);
  const scale = history.byPoll.scales[nth];
  const from = (key: PollKey) => atMomentsOf(own, scale?.points(key) ?? []);
  if (isLoaded(own, from, { rise: rules.loadRise, together: rules.together })) return true;
  const connections = from(pollSeries.connections);
  const least = Math.max(10, (connections[0]?.value ?? 0) * rules.loadRise);
  const grown = (connections.at(-1)?.value ?? 0) - (connections[0]?.value ?? 0);
  return grown >= least && growsAlong(own, connections, { share: 0, together: rules.together });
}
