import type { AllocationFacts } from '../../../../shared/model/go/goSource';
import type { Draft } from '../base/draft';
import { evidenceList, findingOf, picture } from '../../../judge/findingOf';
import { goPiece } from '../../base/goPiece';
import { findingId } from '../base/findingId';
import type { DraftRequest } from '../base/draftRequest';
import type { HeapAmount } from '../../history/heapReading';
import { relatedPlace } from '../base/relatedPlace';
import { collectionSeries } from '../../history/seriesKeys';
import { mapRules as rules } from '../../base/heapRules';
import { stayRules } from '../../base/stayRules';

/** True for a line that makes room for the entries of a map. */
export function isMap(facts: AllocationFacts | null): boolean {
  return facts !== null && (facts.shape === 'map-assign' || facts.shape === 'make-map');
}

/**
 * A map keeps its room when entries are deleted (golang/go#20135). A heap profile hides the frames of the runtime that
 * make the room, so only the source tells a line that grows a map, and that the program deletes from it. How many entries are
 * left no profile tells: it is told as an explanation, and as `possible` only where many objects of the process have gone and the
 * room has not. Null while the line still grows.
 */
export function mapDraft(about: {
  readonly request: DraftRequest;
  readonly amount: HeapAmount;
  readonly facts: AllocationFacts | null;
}): Draft | null {
  const { request, amount, facts } = about;
  if (facts === null || !isMap(facts) || !facts.deletes) return null;
  const least = Math.max(rules.leastBytes, request.thresholds.minimumGrowthBytes);
  if (amount.bytes < least || !isFlat(about)) return null;
  const objects = request.history.byCollection.scales[0]?.bounds(collectionSeries.objects);
  const isEmptied = objects !== undefined && objects.newest < objects.greatest * (1 - rules.objectsGone);
  const { ref } = amount;
  const finding = findingOf({
    id: findingId('map-capacity', ref),
    kind: 'map-capacity',
    confidence: isEmptied ? 'possible' : 'info',
    site: ref.site,
    related: facts.otherEnds.map(relatedPlace),
    amount: { value: amount.bytes, unit: 'bytes' },
    evidence: evidenceList(
      goPiece('bytes', amount.bytes, 'bytes'),
      goPiece('objects', isEmptied ? objects.newest : null, 'objects'),
      goPiece('objects-peak', isEmptied ? objects.greatest : null, 'objects'),
      goPiece('watched', (request.history.lastMillis - request.history.firstMillis) / 1000, 'seconds'),
    ),
    heldBytes: amount.bytes,
    operation: facts.operation,
    trend: picture(request.history.byCollection.scales[0]?.points(ref.key) ?? []),
  });
  return {
    finding,
    isGrowing: false,
    kept: amount.bytes * stayRules.keptBytes,
    doubt: null,
    counted: { of: 'line', key: ref.key },
  };
}

/** At its peak, and no larger than in the middle of the watch. */
function isFlat({ request, amount }: { request: DraftRequest; amount: HeapAmount }): boolean {
  const { history, thresholds } = request;
  if (history.lastMillis - history.firstMillis < (thresholds.minimumWatchSeconds * 1000) / 2) return false;
  const points = history.byCollection.scales[0]?.points(amount.ref.key) ?? [];
  const middle = points[0] === undefined ? 0 : (points[0].atMillis + history.lastMillis) / 2;
  const late = points.filter(({ atMillis }) => atMillis >= middle).map(({ value }) => value);
  // Without a collection since the middle the profile stands still, and so does the map.
  const values = late.length === 0 ? [amount.bytes] : late;
  const peak = points.reduce((most, { value }) => Math.max(most, value), 0);
  const most = Math.max(...values);
  const least = Math.min(...values);
  return most - least <= most * rules.flatShare && amount.bytes >= peak * rules.peakShare;
}
