import type { DraftRequest } from '../base/draftRequest';
import type { HeapAmount } from '../../history/heapReading';
import { valueAt } from '../../../numbers/liveTrend';
import { workWentOn } from '../../history/load';
import { allocatedKey } from '../../history/seriesKeys';
import { objectBytesOf } from '../../../base/heapColumns';
import { sampledRules } from '../../../numbers/sampledRules';
import type { TrendPoint } from '../../../numbers/trend';
import { chanceOfSoFew } from '../../../numbers/statistics';
import { sampleBytes } from '../../../numbers/turnover';
import { heapRules as rules } from '../../base/heapRules';

/**
 * What a verdict is sure of has not grown since: a pause of the load, or a cache that is full? Where the line has allocated half
 * as much again as it kept before, and kept nothing of it, it is no leak; nor where the program works as it did and none comes.
 */
export function filledSince({ history, grewUntil }: DraftRequest, amount: HeapAmount, id: string): 'filled' | null {
  const { ref } = amount;
  const since = grewUntil(id);
  if (since === null) return null;
  for (const scale of history.byCollection.scales) {
    const held = scale.points(ref.key);
    const allocated = scale.points(allocatedKey(ref.key));
    const begin = held[0];
    if (begin === undefined || !scale.tells || begin.atMillis >= since) continue;
    const grown = valueAt(held, since) - begin.value;
    const kept = (held.at(-1)?.value ?? 0) - valueAt(held, since);
    const came = (allocated.at(-1)?.value ?? 0) - valueAt(allocated, since);
    if (came >= grown * rules.filledShare && kept <= came * rules.filledKept) return 'filled';
    const settled = settledFrom(held, begin, since);
    const millis = { grew: since - settled.atMillis, since: history.lastMillis - since };
    const each = sampledEach(history, amount);
    if (!isLess(grown + begin.value - settled.value, kept, { millis, each })) return null;
    const full = (held.at(-1)?.value ?? 0) * rules.fullBytes;
    const untilMillis = Math.min(since, held.find(({ value }) => value >= full)?.atMillis ?? since);
    const past = {
      fromMillis: begin.atMillis,
      untilMillis,
      keptBytes: history.liveGrowth(begin.atMillis, untilMillis),
    };
    return workWentOn(history.byPoll.scales, past) ? 'filled' : null;
  }
  return null;
}

/** What a start loads at once says nothing of the pace of what comes afterwards. */
function settledFrom(held: readonly TrendPoint[], begin: TrendPoint, since: number): TrendPoint {
  const from = begin.atMillis + (since - begin.atMillis) * sampledRules.warmUpShare;
  return held.find(({ atMillis }) => atMillis >= from && atMillis < since) ?? begin;
}

/** What a sample of the line stands for, bytes; 0 where a profile has nearly all of its objects, and their number is no luck. */
function sampledEach({ heapReading }: DraftRequest['history'], amount: HeapAmount): number {
  const objectBytes = objectBytesOf(amount);
  const each = sampleBytes(heapReading?.period ?? 0, objectBytes);
  return each < objectBytes * 2 ? 0 : each;
}

/** That fewer samples have come since is no luck, or it is not sampled. */
function isLess(
  grown: number,
  kept: number,
  { millis, each }: { millis: { grew: number; since: number }; each: number },
): boolean {
  if (each <= 0) return true;
  const share = millis.since / (millis.grew + millis.since);
  const samples = (bytes: number) => Math.max(0, Math.round(bytes / each));
  return chanceOfSoFew(samples(grown), samples(kept), share) <= rules.filledChance;
}
