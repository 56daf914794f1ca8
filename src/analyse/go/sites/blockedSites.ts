import { waitKindOfState } from '../../../shared/base/symbols/goRuntime';
import type { GoroutineDump, GoroutineGroup, WaitKind } from '../../../shared/model/go/goroutine';
import type { Profile } from '../../../shared/model/profile';
import type { BlockedSite, BlockedStack, SpawnShare } from '../../../shared/model/siteReport';
import type { Frame, ResolvedSite } from '../../../shared/model/sourceLocation';
import { isOwnFootprint } from '../base/footprint';
import { sampleFrames } from '../../base/frames';
import { innermost, type CodeOwners } from './codeOwners';
import { openSite, resolvedKey } from './openSite';
import { shownFrames, siteLimits } from '../../sites/siteLimits';
import { isBlocked, isLock, waitKindOfStack } from '../base/waitKind';

/** Counts at one moment; growth needs several (siteTracker.ts). */
export type BlockedCount = Omit<BlockedSite, 'growth'>;

/** Counts a goroutine profile (proto) by the workspace line that waits. Exact, but without age and origin. */
export function blockedFromProfile(profile: Profile, owners: CodeOwners): BlockedCount[] {
  const tally = new BlockedTally(owners);
  const width = profile.sampleTypes.length;
  for (let sample = 0; width > 0 && sample < profile.samples.count; sample += 1) {
    const count = profile.samples.values[sample * width] ?? 0;
    const frames = sampleFrames(profile, sample);
    tally.add({ count, frames, kind: waitKindOfStack(frames), group: null });
  }
  return tally.sites();
}

/** Counts a goroutine dump (text) by the workspace line that waits, with age and origin. */
export function blockedFromDump(dump: GoroutineDump, owners: CodeOwners): BlockedCount[] {
  const tally = new BlockedTally(owners);
  for (const group of dump.groups) {
    tally.add({ count: group.count, frames: group.stack, kind: waitKindOfGroup(group), group });
  }
  return tally.sites();
}

/**
 * The state decides, but for locks: Go before 1.20 says `semacquire` for every one of them, and newer ones say
 * `sync.Mutex.Lock` of a RWMutex that waits for its inner mutex. Their stack tells which, as it does in a profile, so that
 * both count under one kind. Without a state only the stack can tell.
 */
export function waitKindOfGroup(group: GoroutineGroup): WaitKind {
  const kind = waitKindOfState(group.state);
  if (group.state !== '' && !isLock(kind)) return kind;
  const fromStack = waitKindOfStack(group.stack);
  return isBlocked(fromStack) || group.state === '' ? fromStack : kind;
}

/**
 * The counts of the newest profile with what the last dump knew of the same lines. A line that the dump did not see keeps
 * its count and has no age; a line that only the dump saw is gone.
 */
export function withDumpDetails(counts: readonly BlockedCount[], dump: readonly BlockedCount[]): BlockedCount[] {
  const details = new Map(dump.map((site) => [blockedKey(site), site]));
  return counts.map((site) => {
    const known = details.get(blockedKey(site));
    if (known === undefined) return site;
    const spawns = scaleSpawns(known, site.count);
    return { ...site, state: known.state, minutes: known.minutes, spawns };
  });
}

/** Key under which two counts are of the same waiting line. */
export function blockedKey(site: BlockedCount): string {
  return `${resolvedKey(site.site)}:${site.kind}`;
}

/** A dump is older than the count beside it: its spawn shares are kept in proportion. */
function scaleSpawns(known: BlockedCount, count: number): SpawnShare[] {
  return known.spawns
    .map((spawn) => ({ ...spawn, count: Math.round((spawn.count * count) / known.count) }))
    .filter((spawn) => spawn.count > 0);
}

interface Waiters {
  readonly count: number;
  readonly frames: readonly Frame[];
  readonly kind: WaitKind;
  readonly group: GoroutineGroup | null;
}

interface OpenSite {
  site: ResolvedSite;
  kind: WaitKind;
  state: string;
  count: number;
  minutes: { min: number; max: number } | null;
  spawns: Map<string, { site: ResolvedSite; count: number }>;
  stacks: BlockedStack[];
}

class BlockedTally {
  private readonly open = new Map<string, OpenSite>();
  private readonly owners: CodeOwners;

  constructor(owners: CodeOwners) {
    this.owners = owners;
  }

  add(waiters: Waiters): void {
    if (!isBlocked(waiters.kind) || isOwnFootprint(waiters.frames)) return;
    const blamed = innermost(waiters.frames, this.owners);
    const site = blamed === null ? null : openSite(blamed.frame, this.owners);
    if (site === null) return;
    const entry = this.entryFor(site, waiters.kind);
    entry.count += waiters.count;
    keepFrequent(entry.stacks, { frames: waiters.frames, count: waiters.count });
    if (waiters.group !== null) this.addDetails(entry, waiters.group);
  }

  sites(): BlockedCount[] {
    return [...this.open.values()].map(finish).sort((a, b) => b.count - a.count);
  }

  private entryFor(site: ResolvedSite, kind: WaitKind): OpenSite {
    const key = `${resolvedKey(site)}:${kind}`;
    let entry = this.open.get(key);
    if (entry === undefined) {
      entry = { site, kind, state: '', count: 0, minutes: null, spawns: new Map(), stacks: [] };
      this.open.set(key, entry);
    }
    return entry;
  }

  private addDetails(entry: OpenSite, group: GoroutineGroup): void {
    entry.state ||= group.state;
    if (group.minutes !== null) {
      const { min, max } = group.minutes;
      const known = entry.minutes;
      entry.minutes = known === null ? { min, max } : { min: Math.min(known.min, min), max: Math.max(known.max, max) };
    }
    const spawn = group.createdBy === null ? null : openSite(group.createdBy, this.owners);
    if (spawn === null) return;
    const share = entry.spawns.get(resolvedKey(spawn)) ?? { site: spawn, count: 0 };
    share.count += group.count;
    entry.spawns.set(resolvedKey(spawn), share);
  }
}

/** A handful, most frequent first, of equal ones those that came first. */
function keepFrequent(stacks: BlockedStack[], stack: BlockedStack): void {
  const rank = stacks.findIndex((other) => other.count < stack.count);
  stacks.splice(rank < 0 ? stacks.length : rank, 0, stack);
  if (stacks.length > siteLimits.stacks) stacks.pop();
}

function finish(open: OpenSite): BlockedCount {
  const byCount = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return {
    ...open,
    spawns: [...open.spawns.values()].sort(byCount).slice(0, siteLimits.shares),
    stacks: open.stacks.map(({ frames, count }) => ({ frames: shownFrames(frames), count })),
  };
}
