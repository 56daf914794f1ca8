import type { DraftRequest } from '../base/draftRequest';
import type { HeapAmount } from '../../history/heapReading';
import { valueAt } from '../../../numbers/liveTrend';
import { workWentOn } from '../../history/load';
import { allocatedKey } from '../../history/seriesKeys';
import { heapRules as rules } from '../../base/heapRules';

/**
 * What a verdict is sure of has not grown since: a pause of the load, or a cache that is full? Where the line has allocated half
 * as much again as it kept before, and kept nothing of it, it is no leak; nor where the program works as it did and none comes.
 */
export function filledSince({ history, grewUntil }: DraftRequest, { ref }: HeapAmount, id: string): 'filled' | null {
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
