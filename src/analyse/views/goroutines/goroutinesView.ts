import type { GoroutineRow, GoroutinesQuery, GoroutinesWindow } from '../../../shared/model/views/goroutinesView';
import type { OwnerOf } from '../frameTables';
import type { PreparedView } from '../preparedView';
import { chosenGoroutines } from './chosenGoroutines';
import type { ComparedGoroutines } from './comparedGoroutines';
import type { GroupName } from './groupName';
import { groupParts } from './groupParts';
import { GroupSums } from './groupSums';

/** More groups than anybody reads. */
const mostGroups = 500;

/** Goroutines by what they have in common. @param view the profile that is made of the same goroutines. @throws BadPattern */
export function goroutinesView(
  view: PreparedView,
  compared: ComparedGoroutines,
  query: GoroutinesQuery,
  ownerOf: OwnerOf,
): GoroutinesWindow {
  const { now, comparison } = compared;
  const { groups, shown } = grouped(view, compared, query, ownerOf);
  const sorted = [...groups.values()].sort(comparison === 'none' ? byCount : byChange);
  const change = comparison === 'other-process' ? 'counts' : comparison;
  const told = { change, hasAges: !now.isProfile };
  const opened = query.opened === null ? undefined : groups.get(query.opened);
  return {
    total: now.total,
    shown,
    isWhole: now.isWhole,
    isProfile: now.isProfile,
    comparison,
    groupCount: sorted.length,
    groups: sorted.slice(0, mostGroups).map((group): GoroutineRow => group.row(told, ownerOf)),
    opened: opened?.opened(ownerOf) ?? null,
  };
}

interface Grouped {
  readonly groups: ReadonlyMap<string, GroupSums>;
  readonly shown: number;
}

function grouped(
  { report }: PreparedView,
  { now, base, isNew, isGone }: ComparedGoroutines,
  query: GoroutinesQuery,
  ownerOf: OwnerOf,
): Grouped {
  const groups = new Map<string, GroupSums>();
  const of = (name: GroupName): GroupSums => {
    const group = groups.get(name.key) ?? new GroupSums(name);
    groups.set(name.key, group);
    return group;
  };
  const [part, basePart] = report.parts;
  let shown = 0;
  for (const chosen of part === undefined ? [] : chosenGoroutines(now, part, query, ownerOf)) {
    shown += chosen.kind.count;
    for (const [name, members] of groupParts(chosen, query.by)) of(name).add(members, isNew);
  }
  if (base === null || basePart === undefined) return { groups, shown };
  for (const chosen of chosenGoroutines(base, basePart, query, ownerOf)) {
    for (const [name, members] of groupParts(chosen, query.by)) of(name).addBefore(members, isGone);
  }
  return { groups, shown };
}

function byCount(a: GroupSums, b: GroupSums): number {
  return b.count - a.count;
}

/** Those that grew or shrank most first, then those of which most came and went. */
function byChange(a: GroupSums, b: GroupSums): number {
  const grown = Math.abs(b.count - b.before) - Math.abs(a.count - a.before);
  return grown !== 0 ? grown : b.appeared + b.gone - (a.appeared + a.gone) || b.count - a.count;
}
