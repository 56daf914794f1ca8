import {
  ageStarts,
  type CommonFrame,
  type GoroutineFrame,
  type GoroutineRow,
  type OpenedGroup,
} from '../../../shared/model/views/goroutinesView';
import type { Frame } from '../../../shared/model/sourceLocation';
import { cutName, type OwnerOf } from '../frameTables';
import { frameKey, type GroupName } from './groupName';
import type { GroupPart } from './groupParts';
import { stackOf } from './stackOf';

/** Stacks of one group that a person is shown. */
const mostStacks = 30;

/** What goroutines of one group add up to. */
export class GroupSums {
  count = 0;
  before = 0;
  appeared = 0;
  gone = 0;
  private oldest = 0;
  private readonly name: GroupName;
  private readonly ages = ageStarts.map(() => 0);
  private readonly sites = new Common<Frame | null>((frame) => frameKey(frame));
  private readonly creators = new Common<Frame | null>((frame) => frameKey(frame));
  private readonly states = new Common<string>((state) => state);
  private readonly members: GroupPart[] = [];
  private readonly goneMembers: GroupPart[] = [];

  constructor(name: GroupName) {
    this.name = name;
  }

  /** @param isNew tells of a number whether the base does not have it */
  add(part: GroupPart, isNew: ((id: number) => boolean) | null): void {
    const { chosen, count, ids, ages } = part;
    this.count += count;
    this.appeared += isNew === null ? 0 : ids.filter(isNew).length;
    this.oldest = Math.max(this.oldest, part.oldestMinutes);
    for (const [row, of] of ages.entries()) this.ages[row] = (this.ages[row] ?? 0) + of;
    this.sites.add(chosen.site, count);
    this.creators.add(chosen.kind.createdBy, count);
    this.states.add(chosen.kind.state, count);
    this.members.push(part);
  }

  /** Goroutines of the base. @param isGone tells of a number whether it is not there any more */
  addBefore(part: GroupPart, isGone: ((id: number) => boolean) | null): void {
    const ids = isGone === null ? [] : part.ids.filter(isGone);
    this.before += part.count;
    this.gone += ids.length;
    if (ids.length > 0) this.goneMembers.push({ ...part, ids, count: ids.length });
    // What nobody waits for any more is told by those who did.
    if (this.count > 0) return;
    this.sites.add(part.chosen.site, 0);
    this.creators.add(part.chosen.kind.createdBy, 0);
    this.states.add(part.chosen.kind.state, 0);
  }

  row(
    told: { readonly change: 'none' | 'counts' | 'numbers'; readonly hasAges: boolean },
    ownerOf: OwnerOf,
  ): GoroutineRow {
    const { count, before, appeared, gone, name } = this;
    const numbered = told.change === 'numbers' ? { appeared, gone, stayed: count - appeared } : null;
    return {
      key: name.key,
      frame: name.frame === null ? null : shownFrame(name.frame, ownerOf),
      text: name.text,
      count,
      change: told.change === 'none' ? null : { before, numbered },
      site: commonFrame(this.sites, ownerOf),
      creator: commonFrame(this.creators, ownerOf),
      state: this.commonState(),
      ages: told.hasAges ? this.ages : null,
      oldestMinutes: this.oldest,
    };
  }

  opened(ownerOf: OwnerOf): OpenedGroup {
    const shown = (frame: Frame): GoroutineFrame => shownFrame(frame, ownerOf);
    const stacks = [
      ...this.members.map((part) => stackOf(part, shown, false)),
      ...this.goneMembers.map((part) => stackOf(part, shown, true)),
    ];
    const sorted = stacks.sort((a, b) => b.count - a.count);
    return { key: this.name.key, stacks: sorted.slice(0, mostStacks), stackCount: sorted.length };
  }

  private commonState(): GoroutineRow['state'] {
    const most = this.states.most();
    return most === null || most.value === '' ? null : { state: cutName(most.value), others: most.others };
  }
}

function shownFrame(frame: Frame, ownerOf: OwnerOf): GoroutineFrame {
  const { function: name, file, line } = frame;
  return { function: cutName(name), file: cutName(file), line, owner: ownerOf(frame) };
}

function commonFrame(frames: Common<Frame | null>, ownerOf: OwnerOf): CommonFrame | null {
  const most = frames.most();
  return most === null || most.value === null ? null : { frame: shownFrame(most.value, ownerOf), others: most.others };
}

/** What most of several have in common. */
class Common<T> {
  private readonly keyOf: (value: T) => string;
  private readonly counts = new Map<string, { readonly value: T; count: number }>();

  constructor(keyOf: (value: T) => string) {
    this.keyOf = keyOf;
  }

  add(value: T, count: number): void {
    const key = this.keyOf(value);
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { value, count });
    else known.count += count;
  }

  /** Null where there is nothing. */
  most(): { readonly value: T; readonly others: number } | null {
    const [first, ...rest] = [...this.counts.values()].sort((a, b) => b.count - a.count);
    return first === undefined ? null : { value: first.value, others: rest.reduce((sum, { count }) => sum + count, 0) };
  }
}
