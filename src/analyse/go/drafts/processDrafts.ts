import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { Draft } from './base/draft';
import { evidenceList, findingOf, picture } from '../../judge/findingOf';
import { goPiece } from '../base/goPiece';
import { findingId, processId } from './base/findingId';
import type { DraftRequest } from './base/draftRequest';
import type { ProcessHistory } from '../history/history';
import { liveTrend, type LiveTrend, type Noise } from '../../numbers/liveTrend';
import { within } from '../history/load';
import { pollSeries, type PollKey } from '../history/seriesKeys';
import type { Scale } from '../../history/seriesSet';
import { processRules, retainedRules } from '../base/processRules';
import { stayRules } from '../base/stayRules';

/** Counts exactly: nothing is sampled. */
const exact: Noise = { deviation: () => 0, allocated: [] };

/**
 * Memory that the runtime keeps though the program needs it no more: free pages beyond the goal of the collector. What
 * GOGC leaves room for is no surprise and not told.
 */
export function retainedDraft(
  { history }: DraftRequest,
  { wasFixed, wasTold }: { readonly wasFixed: boolean; readonly wasTold: boolean },
): Draft | null {
  const { memory, heapReading, residentBytes } = history;
  if (memory === null) return null;
  const idle = memory.heapIdle - memory.heapReleased;
  const excess = memory.heapInuse + idle - goalOf(memory) * retainedRules.headroom;
  const least = wasFixed ? retainedRules.leastBytesAfterFix : retainedRules.leastBytes;
  const isRetained = excess >= least && idle >= (memory.heapInuse + idle) * retainedRules.share;
  // What the runtime gives back by and by is worth a word to the end: the pages are still in its books.
  const isGivenBack = wasTold && memory.heapIdle >= Math.max(least, memory.heapInuse);
  if (!isRetained && !isGivenBack) return null;
  const live = Math.min(heapReading?.bytes ?? memory.heapAlloc, memory.heapAlloc);
  const finding = findingOf({
    id: processId('retained-by-runtime'),
    kind: 'retained-by-runtime',
    confidence: 'info',
    site: null,
    amount: { value: idle, unit: 'bytes' },
    evidence: evidenceList(
      goPiece('live', live, 'bytes'),
      goPiece('idle', idle, 'bytes'),
      goPiece('released', memory.heapReleased, 'bytes'),
      goPiece('rss', residentBytes, 'bytes'),
    ),
  });
  return { finding, isGrowing: false, kept: 0, doubt: null, counted: { of: 'process', what: 'idle' } };
}

/** What the collector lets the heap grow to. Without one (GOGC=off) there is no goal but what is in use. */
function goalOf({ nextGc, heapInuse, sys }: MemoryStatistics): number {
  return nextGc > 0 && nextGc <= Math.max(sys, heapInuse) * 2 ? Math.max(nextGc, heapInuse) : heapInuse;
}

/** Stacks that grow while goroutines do not: recursion that deepens, on the line that a stack shows most often. */
export function stackDraft(request: DraftRequest): Draft | null {
  return firstOf(request.history, (scale) => {
    const points = scale.points(pollSeries.stacks);
    const trend = liveTrend(points, exact);
    // A stack takes its room by doubling, and stands still in between (runtime/stack.go, newstack).
    const isRoom = trend !== null && request.history.lastMillis <= trend.roomUntilMillis;
    if (trend === null || !grows({ ...trend, goesOn: trend.goesOn || isRoom }, request, processRules.stackBytes))
      return null;
    const goroutines = within(scale.points(pollSeries.goroutines), trend.fromMillis);
    // Where nobody counts them, goroutines may be what the stacks are of.
    if (goroutines.length === 0) return null;
    const before = goroutines[0]?.value ?? 0;
    const now = goroutines.at(-1)?.value ?? 0;
    const came = now - before;
    if (came > before * processRules.goroutineShare && trend.growth < came * processRules.goroutineStackBytes)
      return null;
    const { stackInuse } = request.history.memory ?? { stackInuse: trend.now };
    const recursion = request.history.reading?.recursion ?? null;
    const finding = findingOf({
      id: recursion === null ? processId('stack-growth') : findingId('stack-growth', recursion.ref),
      kind: 'stack-growth',
      confidence: recursion === null ? confidenceOf(trend) : 'probable',
      site: recursion?.ref.site ?? null,
      amount: { value: stackInuse, unit: 'bytes' },
      evidence: evidenceList(
        goPiece('stacks', stackInuse, 'bytes'),
        goPiece('recursion', recursion?.depth ?? null, 'count'),
        goPiece('count', now, 'goroutines'),
        ...trendPieces(trend),
      ),
      rate: { value: trend.ratePerMinute, unit: 'bytes-per-minute' },
      heldBytes: trend.growth,
      trend: picture(points),
    });
    return { finding, ...growing(stackInuse), counted: { of: 'process', what: 'stacks' } };
  });
}

/** The process grows and the Go runtime does not: cgo, mmap. */
export function nativeDraft(request: DraftRequest): Draft | null {
  const { history } = request;
  const { residentBytes } = history;
  if (residentBytes === null) return null;
  return firstOf(history, (scale) => {
    const points = scale.points(pollSeries.resident).filter(({ value }) => value > 0);
    const trend = liveTrend(points, exact);
    if (trend === null || !grows(trend, request, processRules.nativeBytes)) return null;
    const go = within(scale.points(pollSeries.go), trend.fromMillis).map(({ value }) => value);
    // What the runtime does not say of its own share cannot be told from the rest.
    if (go.length === 0) return null;
    const goGrowth = Math.max(...go) - Math.min(...go);
    const outside = residentBytes - (go.at(-1) ?? 0);
    if (goGrowth > trend.growth * processRules.goShare || outside < processRules.nativeBytes) return null;
    const finding = findingOf({
      id: processId('native-growth'),
      kind: 'native-growth',
      confidence: confidenceOf(trend),
      site: null,
      amount: { value: outside, unit: 'bytes' },
      evidence: evidenceList(
        goPiece('native', outside, 'bytes'),
        goPiece('rss', residentBytes, 'bytes'),
        ...trendPieces(trend),
      ),
      rate: { value: trend.ratePerMinute, unit: 'bytes-per-minute' },
      heldBytes: trend.growth,
      trend: picture(points),
    });
    return { finding, ...growing(outside), counted: { of: 'process', what: 'native' } };
  });
}

function growing(amount: number): Pick<Draft, 'isGrowing' | 'kept' | 'doubt'> {
  return { isGrowing: true, kept: amount * stayRules.keptBytes, doubt: null };
}

function firstOf(history: ProcessHistory, find: (scale: Scale<PollKey>) => Draft | null): Draft | null {
  for (const scale of history.byPoll.scales) {
    const found = scale.tells ? find(scale) : null;
    if (found !== null) return found;
  }
  return null;
}

function grows(trend: LiveTrend, { thresholds }: DraftRequest, least: number): boolean {
  return (
    trend.rises &&
    trend.goesOn &&
    trend.watchedMillis >= thresholds.minimumWatchSeconds * 1000 &&
    trend.growth >= Math.max(least, thresholds.minimumGrowthBytes)
  );
}

function confidenceOf({ growth, watchedMillis }: LiveTrend): 'probable' | 'possible' {
  if (growth >= processRules.probableBytes && watchedMillis >= processRules.probableBytesMillis) return 'probable';
  return watchedMillis >= processRules.probableMillis ? 'probable' : 'possible';
}

function trendPieces(trend: LiveTrend) {
  return [
    goPiece('rate', trend.ratePerMinute, 'bytes-per-minute'),
    goPiece('watched', trend.watchedMillis / 1000, 'seconds'),
    goPiece('late-slope-share', trend.lateShare, 'ratio'),
  ];
}
