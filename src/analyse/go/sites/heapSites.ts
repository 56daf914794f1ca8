import type { Profile } from '../../../shared/model/profile';
import type { HeapSite } from '../../../shared/model/siteReport';
import type { Frame, ResolvedSite } from '../../../shared/model/sourceLocation';
import { heapColumns } from '../../base/heapColumns';
import { shownFrames, siteLimits } from '../../sites/siteLimits';
import { innermost, type CodeOwners } from './codeOwners';
import { asOpenSite, resolvedKey } from './openSite';
import { SiteFinder, type SiteRef } from './siteFinder';

/** Costs at one moment; growth and turnover need several (siteTracker.ts). */
export interface HeapCost extends Omit<HeapSite, 'growth' | 'turnover'> {
  /** Bytes ever allocated there; 0 where the profile does not say. */
  readonly allocated: number;
}

export interface HeapCosts {
  /** By bytes, largest first. */
  readonly sites: readonly HeapCost[];
  /** All bytes in use, sites outside the workspace included, LeakLens' own footprint not. */
  readonly totalBytes: number;
}

/** So many of the largest sites have their stacks told: more than a person looks at, and frames are dear to make. */
const maxDetailed = 500;

interface Tally {
  readonly site: ResolvedSite;
  bytes: number;
  objects: number | null;
  allocated: number;
  /** Heaviest first, a handful: frames are made of these alone. */
  readonly heaviest: { readonly sample: number; readonly bytes: number }[];
}

/** Adds up a heap profile by the line to blame, where that is in the workspace. A profile that does not say what is in use gives no sites. */
export function heapCosts(profile: Profile, owners: CodeOwners): HeapCosts {
  const { space, objects: count } = heapColumns(profile);
  const { values } = profile.samples;
  const width = profile.sampleTypes.length;
  const finder = new SiteFinder(profile, owners);
  const tallies = new Tallies();
  let totalBytes = 0;
  for (let sample = 0; space >= 0 && sample < profile.samples.count; sample += 1) {
    const bytes = values[sample * width + space] ?? 0;
    if (bytes === 0 || finder.isFootprint(sample)) continue;
    totalBytes += bytes;
    const objects = count >= 0 ? (values[sample * width + count] ?? 0) : null;
    const ref = finder.siteOf(sample);
    const tally = ref === null ? null : tallies.of(ref);
    if (tally !== null) addSample(tally, { sample, bytes, objects });
  }
  addAllocated(profile, finder, tallies);
  const largest = tallies.all().sort((a, b) => b.bytes - a.bytes);
  const sites = largest.map((tally, rank) =>
    rank < maxDetailed ? withStacks(tally, finder, owners) : { ...sums(tally), via: null, stacks: [] },
  );
  return { sites, totalBytes };
}

/** Stacks of which nothing is in use any more have allocated, too: of the lines that hold something, they are what went. */
function addAllocated(profile: Profile, finder: SiteFinder, tallies: Tallies): void {
  const { allocated } = heapColumns(profile);
  const { values } = profile.samples;
  const width = profile.sampleTypes.length;
  for (let sample = 0; allocated >= 0 && sample < profile.samples.count; sample += 1) {
    const ever = values[sample * width + allocated] ?? 0;
    const ref = ever > 0 ? finder.siteOf(sample) : null;
    const tally = ref === null ? null : tallies.known(ref);
    if (tally !== null) tally.allocated += ever;
  }
}

/** One for each line of the workspace, under whichever names its file is recorded. */
class Tallies {
  private readonly byLine = new Map<string, Tally>();
  private readonly byRef = new Map<SiteRef, Tally | null>();

  /** Null for a line that is in no folder that is open. */
  of(ref: SiteRef): Tally | null {
    let tally = this.byRef.get(ref);
    if (tally === undefined) {
      const site = asOpenSite(ref.site);
      tally = site === null ? null : this.at(site);
      this.byRef.set(ref, tally);
    }
    return tally;
  }

  /** Null for a line of which nothing is in use. */
  known(ref: SiteRef): Tally | null {
    const tally = this.byRef.get(ref);
    if (tally !== undefined) return tally;
    const site = asOpenSite(ref.site);
    return site === null ? null : (this.byLine.get(resolvedKey(site)) ?? null);
  }

  all(): Tally[] {
    return [...this.byLine.values()];
  }

  private at(site: ResolvedSite): Tally {
    const key = resolvedKey(site);
    const tally = this.byLine.get(key) ?? { site, bytes: 0, objects: null, allocated: 0, heaviest: [] };
    this.byLine.set(key, tally);
    return tally;
  }
}

function addSample(
  tally: Tally,
  { sample, bytes, objects }: { sample: number; bytes: number; objects: number | null },
): void {
  tally.bytes += bytes;
  if (objects !== null) tally.objects = (tally.objects ?? 0) + objects;
  const rank = tally.heaviest.findIndex((other) => other.bytes < bytes);
  tally.heaviest.splice(rank < 0 ? tally.heaviest.length : rank, 0, { sample, bytes });
  if (tally.heaviest.length > siteLimits.stacks) tally.heaviest.pop();
}

function sums({ site, bytes, objects, allocated }: Tally) {
  return { site, bytes, objects, allocated };
}

/** The heaviest stack speaks for the line, where it allocates itself and calls libraries as well. */
function withStacks(tally: Tally, finder: SiteFinder, owners: CodeOwners): HeapCost {
  const { heaviest } = tally;
  const whole = heaviest.map(({ sample, bytes: held }) => ({ frames: finder.frames(sample), bytes: held }));
  const frames = whole[0]?.frames ?? [];
  const stacks = whole.map((stack) => ({ ...stack, frames: shownFrames(stack.frames) }));
  const depth = innermost(frames, owners)?.depth ?? 0;
  return { ...sums(tally), via: allocatingFunction(frames, depth), stacks };
}

/**
 * The innermost function below my line that calls the allocator. Some packages reach it through functions that the runtime
 * holds for them (`reflect.unsafe_NewArray` in runtime/malloc.go): those are the allocator already.
 */
function allocatingFunction(frames: readonly Frame[], depth: number): string | null {
  const below = frames.slice(0, depth);
  const own = below.find(({ file }) => !/(?:^|\/)runtime\/[^/]+\.go$/.test(file)) ?? below[0];
  return own?.function ?? null;
}
