import type { WaitCount } from '../history/goroutineReading';
import type { ProcessHistory } from '../history/history';
import { valueAt } from '../../numbers/liveTrend';
import type { WaitKey } from '../history/seriesKeys';
import { goroutineRules as rules } from '../base/goroutineRules';
import { stayRules } from '../base/stayRules';

/** Goroutines of one wait at the moment when a verdict was sure of them, and all that were started as they were. */
export interface CrowdMark {
  readonly atMillis: number;
  readonly waiting: number;
  /** The function that tells what these goroutines are about: their outermost of the program itself, else the one they start with. */
  readonly crowd: string;
  readonly inCrowd: number;
}

/** What tells goroutines from others, wherever they wait: handlers of all kinds are started by the same function of a library. */
export function crowdOf({ ownRoot, root }: Pick<WaitCount, 'ownRoot' | 'root'>): string {
  return ownRoot ?? root;
}

/** Null where nobody waits. */
export function markCrowd(history: ProcessHistory, key: WaitKey): CrowdMark | null {
  const { reading, lastMillis } = history;
  const wait = reading?.waits.get(key);
  if (wait === undefined) return null;
  const crowd = crowdOf(wait);
  return { atMillis: lastMillis, waiting: wait.count, crowd, inCrowd: reading?.crowds.get(crowd) ?? 0 };
}

/**
 * How many of the marked goroutines are still there, on whatever line. By their numbers where a dump since then tells; else as
 * many as were not lost by all that were started in the same way.
 */
export function stillThere(history: ProcessHistory, key: WaitKey, mark: CrowdMark): number {
  const here = history.reading?.waits.get(key)?.count ?? 0;
  if (here >= mark.waiting) return here;
  const alive = aliveShare(history, key, mark);
  const lost = Math.max(0, mark.inCrowd - (history.reading?.crowds.get(mark.crowd) ?? 0));
  const there = alive === null ? mark.waiting - lost : mark.waiting * alive;
  return Math.max(here, Math.round(there));
}

/** True while a dump may still come that tells these goroutines from others that were started in the same way. */
export function awaitsDump({ stayers, lastMillis }: ProcessHistory, key: WaitKey, { atMillis }: CrowdMark): boolean {
  const isNamed = (stayers.survivors(key, atMillis)?.then ?? 0) >= rules.leastStayers;
  return isNamed && stayers.newestMillis <= atMillis && lastMillis - atMillis < stayRules.dumpWaitMillis;
}

function aliveShare({ stayers }: ProcessHistory, key: WaitKey, mark: CrowdMark): number | null {
  if (stayers.newestMillis <= mark.atMillis) return null;
  const survivors = stayers.survivors(key, mark.atMillis);
  return survivors === null || survivors.then < rules.leastStayers ? null : survivors.alive / survivors.then;
}

/** The other line on which most of the marked goroutines wait now; null where they are on none. */
export function whereNow(history: ProcessHistory, key: WaitKey, mark: CrowdMark): WaitKey | null {
  const bySurvivors =
    history.stayers.newestMillis > mark.atMillis ? history.stayers.whereNow(key, mark.atMillis) : null;
  if (bySurvivors !== null && (history.reading?.waits.has(bySurvivors) ?? false)) return bySurvivors;
  let most: { readonly key: WaitKey; readonly came: number } | null = null;
  for (const [other, wait] of history.reading?.waits ?? []) {
    if (other === key || crowdOf(wait) !== mark.crowd) continue;
    const came = wait.count - valueAt(history.byPoll.scales[0]?.points(other) ?? [], mark.atMillis);
    if (came > (most?.came ?? 0)) most = { key: other, came };
  }
  return most !== null && most.came >= mark.waiting * stayRules.movedShare ? most.key : null;
}
