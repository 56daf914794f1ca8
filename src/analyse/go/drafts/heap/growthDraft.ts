import type { Evidence } from '../../../../shared/model/finding';
import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import type { AllocationFacts, OtherEnd } from '../../../../shared/model/go/goSource';
import type { Draft } from '../base/draft';
import { evidenceList, findingOf, picture } from '../../../judge/findingOf';
import { goPiece } from '../../base/goPiece';
import { findingId } from '../base/findingId';
import type { VerdictThresholds } from '../../../../shared/model/verdictThresholds';
import type { Judgement } from '../base/judgement';
import { heldBytes, type HeapAmount } from '../../history/heapReading';
import type { LiveTrend } from '../../../numbers/liveTrend';
import type { LiveCase } from './liveVerdict';
import { isMap } from './mapVerdict';
import { openedMemory } from '../base/openedResource';
import { holderPiece, holderPlaces } from '../base/holderPlaces';
import { relatedPlace } from '../base/relatedPlace';
import { watchNeeded } from './watchNeeded';
import { stayRules } from '../../base/stayRules';
import { sampledRules } from '../../../numbers/sampledRules';
import type { BestCase } from './bestCase';
import { liveEvidence } from './liveEvidence';

/** What the program deletes from keeps its room: whether its entries are gone as well, no profile tells. */
export function kindOf(facts: AllocationFacts | null): 'map-capacity' | 'heap-growth' {
  return isMap(facts) && facts?.deletes === true ? 'map-capacity' : 'heap-growth';
}

/** The verdict on a line whose bytes grow. */
export function growthDraft(
  amount: HeapAmount,
  facts: AllocationFacts | null,
  { judged, about, scale }: BestCase,
  { minimumWatchSeconds }: VerdictThresholds,
): Draft {
  const { ref } = amount;
  const { trend } = about;
  const kind = kindOf(facts);
  const finding = findingOf({
    id: findingId(kind, ref),
    kind,
    confidence: judged.tier ?? 'possible',
    site: ref.site,
    related: [...holderPlaces(facts, ref.site), ...[...(facts?.otherEnds ?? []), ...makeOf(facts)].map(relatedPlace)],
    amount: { value: amount.bytes, unit: 'bytes' },
    evidence: [
      ...liveEvidence(about, amount.bytes),
      ...evidenceList(
        goPiece('objects', amount.objects, 'objects'),
        holderPiece(facts),
        ...doubtEvidence(about, judged, minimumWatchSeconds),
      ),
    ],
    rate: { value: trend.ratePerMinute, unit: 'bytes-per-minute' },
    heldBytes: Math.max(0, Math.min(amount.bytes, trend.growth)),
    operation: facts?.operation ?? '',
    bound: facts?.bound ?? null,
    holders: facts?.holders ?? [],
    pattern: facts?.pattern ?? null,
    ...openedMemory(facts?.made ?? null),
    trend: picture(scale.points(ref.key)),
  });
  const share = about.room ? stayRules.keptRoom : stayRules.keptBytes;
  const kept = heldBytes(amount) * share - trend.noise * sampledRules.noiseDeviations;
  return { finding, isGrowing: true, kept, doubt: judged.doubt, counted: { of: 'line', key: ref.key } };
}

/** Where what keeps the memory is made, and told its bound. */
function makeOf(facts: AllocationFacts | null): OtherEnd[] {
  const { kind, made } = facts?.bound ?? { kind: 'evicts', made: null };
  return made === null || kind === 'evicts' ? [] : [{ role: 'make', ...made, function: '' }];
}

/** Why it is no more than possible. The sentence on what deletes from it stands among the evidence already. */
function doubtEvidence(
  { trend }: LiveCase,
  { tier, doubt }: Judgement,
  minimumWatchSeconds: number,
): (Evidence | null)[] {
  if (tier !== 'possible' || doubt === null) return [];
  const { grown, collections } = trend;
  const watchedSeconds = trend.watchedMillis / 1000;
  const noise = trend.noise * sampledRules.noiseDeviations;
  const needs = watchNeeded({ watchedSeconds, minimumWatchSeconds, grown, noise, collections, doubt });
  return [doubtPiece(trend, doubt), goPiece('needs-watch', needs, 'seconds')];
}

function doubtPiece({ collections, watchedMillis }: LiveTrend, doubt: GoDoubt): Evidence | null {
  switch (doubt) {
    case 'way-out':
      return null;
    case 'few':
      return goPiece('short', collections, 'count');
    case 'short':
      return goPiece('short', watchedMillis / 1000, 'seconds');
    default:
      return goPiece(`doubt-${doubt}`, 1, 'none');
  }
}
