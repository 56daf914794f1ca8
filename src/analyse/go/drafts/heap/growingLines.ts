import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import type { AllocationFacts } from '../../../../shared/model/go/goSource';
import { objectBytesOf } from '../../../base/heapColumns';
import type { Draft } from '../base/draft';
import { findingId } from '../base/findingId';
import type { CollectorGoal } from './collectorGoal';
import type { DraftRequest } from '../base/draftRequest';
import type { HeapAmount } from '../../history/heapReading';
import type { LiveTrend } from '../../../numbers/liveTrend';
import { isMap, mapDraft } from './mapVerdict';
import { heapRules as rules } from '../../base/heapRules';
import { heapCandidates } from './heapCandidates';
import { filledSince } from './filledSince';
import { bestCase } from './bestCase';
import { kindOf, growthDraft } from './growthDraft';

/** A line whose bytes grow, verdict or none: goroutines may explain it. */
export interface GrowingLine {
  readonly amount: HeapAmount;
  readonly trend: LiveTrend;
  readonly draft: Draft | null;
  /** The id of its finding, and why that is not told, or no surer; null where nothing speaks against it. */
  readonly id: string;
  readonly doubt: GoDoubt | null;
}

/** The verdicts on all allocating lines as they stand now. */
export function growingLines(request: DraftRequest, goal: CollectorGoal): GrowingLine[] {
  const { history, thresholds } = request;
  return heapCandidates(history, thresholds.minimumGrowthBytes / 2).flatMap((amount) => lineOf(request, amount, goal));
}

function lineOf(request: DraftRequest, amount: HeapAmount, goal: CollectorGoal): GrowingLine[] {
  const { site, key } = amount.ref;
  const facts =
    site.path === null
      ? null
      : request.knowledge.allocation({ path: site.path, line: site.line, function: site.function });
  const bound = facts?.bound ?? null;
  const series = {
    key,
    objectBytes: objectBytesOf(amount),
    deletes: ((facts?.deletes ?? false) && !isMap(facts)) || bound?.kind === 'evicts',
    bounded: bound !== null && bound.kind !== 'evicts',
    mistaken: isMistake(facts),
    goal,
    room: (isMap(facts) && areTables(amount)) || (facts?.shape === 'append' && isFew(amount)) || isRoom(amount),
  };
  const best = bestCase(request, series);
  const isTold = best !== null && best.judged.tier !== null;
  const flat = isTold ? null : mapDraft({ request, amount, facts });
  const id = findingId(kindOf(facts), amount.ref);
  if (best === null) return flat === null ? [] : [{ amount, trend: stillTrend(amount), draft: flat, id, doubt: null }];
  const draft = isTold ? growthDraft(amount, facts, best, request.thresholds) : flat;
  const doubt = isTold ? best.judged.doubt : (filledSince(request, amount, id) ?? best.judged.doubt);
  return [{ amount, trend: best.about.trend, draft, id, doubt }];
}

/** A map that nothing is deleted from, or a part that keeps the whole, is also what healthy caches have. */
function isMistake(facts: AllocationFacts | null): boolean {
  if (facts === null) return false;
  const { pattern, made } = facts;
  return made !== null || (pattern !== null && pattern !== 'entry-never-deleted' && pattern !== 'slice-keeps-whole');
}

/** So few and so large are rooms of slices and buffers. */
export function isRoom(amount: HeapAmount): boolean {
  return isFew(amount) && amount.bytes >= (amount.objects ?? 0) * rules.roomBytes;
}

/** What a map grows by, not what is put into it on the same line. */
function areTables({ bytes, objects }: HeapAmount): boolean {
  return objects === null || bytes >= objects * rules.tableBytes;
}

function isFew({ objects }: HeapAmount): boolean {
  return objects !== null && objects <= rules.roomObjects;
}

function stillTrend({ bytes }: HeapAmount): LiveTrend {
  return {
    fromMillis: 0,
    toMillis: 0,
    watchedMillis: 0,
    collections: 0,
    before: bytes,
    now: bytes,
    growth: 0,
    grown: 0,
    ratePerMinute: 0,
    z: 0,
    lateShare: 0,
    noise: 0,
    fallEver: 0,
    rises: false,
    goesOn: false,
    roomUntilMillis: 0,
  };
}
