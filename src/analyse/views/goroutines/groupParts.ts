import { ageStarts, type GoroutineGrouping } from '../../../shared/model/views/goroutinesView';
import type { ChosenKind } from './chosenGoroutines';
import { ageName, ageRow, groupName, type GroupName } from './groupName';

/** Goroutines alike that belong to one group: all of their kind, or those of one age. */
export interface GroupPart {
  readonly chosen: ChosenKind;
  readonly count: number;
  readonly ids: readonly number[];
  /** One for each of `ageStarts`. */
  readonly ages: readonly number[];
  readonly oldestMinutes: number;
}

/** The groups that goroutines alike belong to, and which of them to each. */
export function groupParts(chosen: ChosenKind, by: GoroutineGrouping): readonly (readonly [GroupName, GroupPart])[] {
  if (by !== 'age') return [[groupName(chosen, by), wholePart(chosen)]];
  const { kind } = chosen;
  const rows = ageStarts.map((): { ids: number[]; oldest: number } => ({ ids: [], oldest: 0 }));
  for (const [at, id] of (kind.ids ?? []).entries()) {
    const minutes = kind.minutesEach?.[at] ?? 0;
    const row = rows[ageRow(minutes)];
    row?.ids.push(id);
    if (row !== undefined) row.oldest = Math.max(row.oldest, minutes);
  }
  // Of those without a number no age is known either.
  const unnumbered = kind.count - (kind.ids ?? []).length;
  return rows.flatMap(({ ids, oldest }, row) => {
    const count = ids.length + (row === 0 ? unnumbered : 0);
    if (count === 0) return [];
    const ages = ageStarts.map((_, other) => (other === row ? count : 0));
    return [[ageName(row), { chosen, count, ids, ages, oldestMinutes: oldest }] as const];
  });
}

function wholePart(chosen: ChosenKind): GroupPart {
  const { count, ids = [], minutesEach = [] } = chosen.kind;
  const ages = ageStarts.map(() => 0);
  let [young, oldestMinutes] = [count, 0];
  for (const minutes of minutesEach) {
    const row = ageRow(minutes);
    if (row === 0) continue;
    ages[row] = (ages[row] ?? 0) + 1;
    young -= 1;
    oldestMinutes = Math.max(oldestMinutes, minutes);
  }
  ages[0] = young;
  return { chosen, count, ids, ages, oldestMinutes };
}
