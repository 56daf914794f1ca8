import { objectBytesOf } from '../../../base/heapColumns';
import type { Draft } from '../base/draft';
import { findingOf, picture } from '../../../judge/findingOf';
import { processId } from '../base/findingId';
import type { CollectorGoal } from './collectorGoal';
import type { DraftRequest } from '../base/draftRequest';
import { collectionSeries } from '../../history/seriesKeys';
import { heapRules as rules } from '../../base/heapRules';
import { stayRules } from '../../base/stayRules';
import { bestCase } from './bestCase';
import { liveEvidence } from './liveEvidence';

/** Growth of the whole heap that no line explains. */
export function unexplainedGrowth(request: DraftRequest, goal: CollectorGoal, explainedBytes: number): Draft | null {
  const { history } = request;
  const reading = history.heapReading;
  if (reading === null) return null;
  const key = collectionSeries.live;
  const objectBytes = objectBytesOf(reading);
  const best = bestCase(request, {
    key,
    objectBytes,
    deletes: false,
    bounded: false,
    mistaken: false,
    room: false,
    goal,
  });
  if (best === null || best.judged.tier === null || explainedBytes >= best.about.trend.growth * rules.explainedShare)
    return null;
  const { trend } = best.about;
  const watched = trend.watchedMillis;
  // Without a line to look at, short evidence is no help to anybody.
  if (best.judged.tier !== 'probable' || watched < rules.processMillis) return null;
  const finding = findingOf({
    id: processId('heap-growth'),
    kind: 'heap-growth',
    confidence: watched >= rules.probableProcessMillis ? 'probable' : 'possible',
    site: null,
    amount: { value: reading.bytes, unit: 'bytes' },
    evidence: liveEvidence(best.about, reading.bytes),
    rate: { value: trend.ratePerMinute, unit: 'bytes-per-minute' },
    heldBytes: Math.max(0, trend.growth),
    trend: picture(best.scale.points(key)),
  });
  const kept = reading.bytes * stayRules.keptBytes;
  return { finding, isGrowing: true, kept, doubt: null, counted: { of: 'process', what: 'live' } };
}
