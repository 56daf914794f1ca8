import type { WaitSubject } from './waitSubject';
import type { Confidence, Finding } from '../../../../shared/model/finding';
import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import { isStandardFunction, type Owner } from '../../sites/codeOwners';
import { countTrend } from '../../../numbers/countTrend';
import type { WaitDraft } from '../base/draft';
import { findingOf, picture } from '../../../judge/findingOf';
import { findingId } from '../base/findingId';
import type { WaitCount } from '../../history/goroutineReading';
import type { ProcessHistory } from '../../history/history';
import { isCertain, mayIdle } from './goroutineVerdict';
import { atOwnLine, atOwnStart } from './atOwnLine';
import { workWentOn } from '../../history/load';
import { relatedToWait } from './relatedToWait';
import { rootKey } from '../../history/seriesKeys';
import { stayRules } from '../../base/stayRules';
import { fixedShare } from '../../../judge/lifeRules';
import { countRules } from '../../../numbers/countRules';
import type { DraftRequest } from '../base/draftRequest';
import { bestScale, type Best } from './bestScale';
import { faultOf } from './faultOf';
import { libraryFacts } from './waitSource';
import { evidenceOf, shortEvidence } from './waitEvidence';

/** A draft with what decides between those of the standard library alone. */
export type RankedDraft = WaitDraft & { readonly owner: Owner; readonly fault: number };

/** The verdict on the goroutines that wait on one line; none where nothing is to be said of them. @param doubts takes what speaks against one */
export function waitDraft(request: DraftRequest, subject: WaitSubject, doubts: Map<string, GoDoubt>): RankedDraft[] {
  const { key, wait } = subject;
  const best = bestScale(request, subject);
  if (best === null) return [];
  const tier = isProven(request.history, subject) ? 'proven' : best.judged.tier;
  const id = findingId('goroutine-leak', wait.ref, wait.kind);
  if (tier === null) {
    const against = fullSince(request, best, { id, root: wait.root }) ?? best.judged.doubt;
    if (against !== null) doubts.set(id, against);
    return [];
  }
  const isGrowing = isGrowingStill(best);
  const finding = findingOfWait(request, subject, { ...best, id, tier, isGrowing });
  const { trend } = best.about;
  const stayed = trend === null ? wait.count : Math.min(wait.count, trend.before + Math.max(0, trend.growth));
  const kept = stayed * stayRules.keptGoroutines;
  const counted = { of: 'wait', key } as const;
  const draft = { finding, isGrowing, kept, doubt: best.judged.doubt, counted };
  return [placed(request, wait, { ...draft, owner: wait.ref.owner, fault: faultOf(request.history, wait) })];
}

/** The runtime itself has named them, and they have not gone since. */
function isProven(history: ProcessHistory, { key, wait }: WaitSubject): boolean {
  const leak = history.leaks.get(key);
  if (leak !== undefined && wait.count > leak.count * fixedShare) return true;
  return (history.detailsOf(key)?.leaked ?? 0) > 0;
}

/** A last third that all but stands still is no growth to tell, though chance alone could make it so. */
function isGrowingStill({ about: { trend } }: Best): boolean {
  return trend !== null && trend.goesOn && trend.growth > 0 && trend.lateShare >= countRules.lateShare;
}

function findingOfWait(
  { history, thresholds }: DraftRequest,
  { key, wait }: WaitSubject,
  best: Best & { readonly id: string; readonly tier: Confidence; readonly isGrowing: boolean },
): Finding {
  const { id, tier, isGrowing, about, scale } = best;
  const { trend, facts } = about;
  const leak = history.leaks.get(key) ?? null;
  const details = history.detailsOf(key);
  const count = tier === 'proven' && leak !== null ? Math.max(wait.count, leak.count) : wait.count;
  return findingOf({
    id,
    kind: 'goroutine-leak',
    confidence: tier,
    site: wait.ref.site,
    related: relatedToWait(details, facts),
    amount: { value: count, unit: 'goroutines' },
    evidence: [...evidenceOf(about, { leak, isGrowing }), ...shortEvidence(best, thresholds)],
    rate: isGrowing && trend !== null ? { value: trend.ratePerMinute, unit: 'goroutines-per-minute' } : null,
    wait: wait.kind,
    state: details?.state ?? '',
    pattern: facts?.pattern ?? null,
    operation: facts?.operation ?? '',
    fixes: facts?.fixes ?? [],
    trend: picture(scale.points(key)),
  });
}

/** A line of the person's own that opened what these goroutines belong to is the one to look at. */
export function placed({ history, knowledge }: DraftRequest, wait: WaitCount, draft: RankedDraft): RankedDraft {
  const facts = libraryFacts({ history, knowledge }, wait);
  if (facts === null || facts.opened.length === 0) return atOwnStart(draft);
  const moved = atOwnLine(draft, facts, history);
  return moved.finding.pattern === 'not-closed' ? { ...moved, owner: 'own' } : moved;
}

/**
 * What a verdict is sure of has not grown since, and not for want of work: where workers may idle, it is a pool that has its size.
 * Nobody parks a worker in a send or a lock. Workers pass through several lines, so all that were started alike are counted; where they
 * have come to this one since the verdict last grew, its trend is of their coming.
 */
function fullSince(
  { history, grewUntil }: DraftRequest,
  { about, scale }: Pick<Best, 'about' | 'scale'>,
  { id, root }: { readonly id: string; readonly root: string },
): 'filled' | null {
  const grewMillis = grewUntil(id);
  if (grewMillis === null || isCertain(about) || !mayIdle(about.kind)) return null;
  const all = root === '' || isStandardFunction(root) ? null : countTrend(scale.points(rootKey(root)));
  const own = about.trend === null || about.trend.fromMillis > grewMillis ? null : about.trend;
  const trend = own === null || (all !== null && all.growth >= own.growth) ? all : own;
  if (trend === null) return null;
  const [fromMillis, untilMillis] = [trend.fromMillis, trend.fromMillis + trend.filledMillis];
  const past = { fromMillis, untilMillis, keptBytes: history.liveGrowth(fromMillis, untilMillis) };
  return workWentOn(history.byPoll.scales, past) ? 'filled' : null;
}
