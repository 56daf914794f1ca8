import type { Confidence, Finding, RelatedSite } from '../../../../shared/model/finding';
import type { WaitDraft } from '../base/draft';
import { evidenceList, findingOf, picture } from '../../../judge/findingOf';
import { goPiece } from '../../base/goPiece';
import { findingId } from '../base/findingId';
import type { WaitCount } from '../../history/goroutineReading';
import type { WaitKey } from '../../history/seriesKeys';
import { stayRules } from '../../base/stayRules';
import type { DraftRequest } from '../base/draftRequest';
import { factsOf } from './waitSource';

/** The verdict on goroutines that waited on another line when it was found. */
export function movedDraft(
  request: DraftRequest,
  {
    key,
    wait,
    tier,
    from,
  }: { readonly key: WaitKey; readonly wait: WaitCount; readonly tier: Confidence; readonly from: Finding },
): WaitDraft {
  const { history } = request;
  const details = history.detailsOf(key);
  const facts = factsOf(request, { key, wait });
  const before: readonly RelatedSite[] = from.site === null ? [] : [{ ...from.site, role: 'waited-before' }];
  const started = from.related.filter(({ role }) => /^(spawn|created-by|origin|allocation)$/.test(role));
  const finding = findingOf({
    id: findingId('goroutine-leak', wait.ref, wait.kind),
    kind: 'goroutine-leak',
    confidence: tier,
    site: wait.ref.site,
    related: [...before, ...started],
    amount: { value: wait.count, unit: 'goroutines' },
    evidence: evidenceList(
      goPiece('count', wait.count, 'goroutines'),
      goPiece('age', details?.minutes?.max ?? null, 'minutes'),
    ),
    heldBytes: from.heldBytes,
    wait: wait.kind,
    state: details?.state ?? '',
    pattern: facts?.pattern ?? null,
    operation: facts?.operation ?? '',
    fixes: facts?.fixes ?? [],
    trend: picture(history.byPoll.scales[0]?.points(key) ?? []),
  });
  return {
    finding,
    isGrowing: false,
    kept: wait.count * stayRules.keptGoroutines,
    doubt: null,
    counted: { of: 'wait', key },
  };
}
