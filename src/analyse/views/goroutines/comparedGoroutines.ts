import type { GoroutineComparison } from '../../../shared/model/views/goroutinesView';
import type { GoroutineKind, OpenedGoroutines } from '../../../shared/model/views/openedGoroutines';
import { frameKey } from './groupName';

/** Goroutines of one moment, and of an earlier one. */
export interface ComparedGoroutines {
  readonly now: OpenedGoroutines;
  readonly base: OpenedGoroutines | null;
  readonly comparison: GoroutineComparison;
  /** Of the one that are not in the other, by number; null where goroutines are not told by their numbers. */
  readonly isNew: ((id: number) => boolean) | null;
  readonly isGone: ((id: number) => boolean) | null;
}

export function comparedGoroutines(now: OpenedGoroutines, base: OpenedGoroutines | null): ComparedGoroutines {
  const plain = { now, base, isNew: null, isGone: null };
  if (base === null) return { ...plain, comparison: 'none' };
  const [here, before] = [creators(now), creators(base)];
  // Numbers of what was left out are missing, too, and would pass for those of goroutines that are gone.
  if (here.size === 0 || before.size === 0 || !now.isWhole || !base.isWhole) return { ...plain, comparison: 'counts' };
  if (!isSameProcess(here, before)) return { ...plain, comparison: 'other-process' };
  const isNew = (id: number) => !before.has(id);
  return { now, base, comparison: 'numbers', isNew, isGone: (id) => !here.has(id) };
}

/** What started each goroutine, by its number. */
function creators({ kinds }: OpenedGoroutines): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const kind of kinds) {
    const creator = creatorOf(kind);
    for (const id of kind.ids ?? []) found.set(id, creator);
  }
  return found;
}

function creatorOf({ createdBy }: GoroutineKind): string {
  return frameKey(createdBy);
}

/** A process gives no number twice (runtime/proc.go, newproc1), and what started a goroutine stays: another creator is another process. */
function isSameProcess(here: ReadonlyMap<number, string>, before: ReadonlyMap<number, string>): boolean {
  for (const [id, creator] of here) {
    const known = before.get(id);
    if (known !== undefined && known !== creator) return false;
  }
  return true;
}
