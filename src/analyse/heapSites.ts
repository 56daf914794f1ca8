import { sampleTypeIndex, type Profile } from '../shared/profile';
import type { HeapSite, HeapStack } from '../shared/siteReport';
import type { Frame, ResolvedSite } from '../shared/sourceLocation';
import type { ResolveFile } from '../shared/analyser';
import { isOwnFootprint, sampleFrames } from './frames';
import { nearestSite, resolvedKey } from './nearestSite';

/** Costs at one moment; growth needs several (siteTracker.ts). */
export type HeapCost = Omit<HeapSite, 'growth'>;

export interface HeapCosts {
  /** By bytes, largest first. */
  readonly sites: readonly HeapCost[];
  /** All bytes in use, sites outside the workspace included, LeakLens' own footprint not. */
  readonly totalBytes: number;
}

const maxStacks = 5;

interface Tally {
  site: ResolvedSite;
  bytes: number;
  objects: number;
  stacks: (HeapStack & { readonly depth: number })[];
}

/** Adds up a heap profile by the nearest workspace line. A profile without inuse_space gives no sites. */
export function heapCosts(profile: Profile, resolve: ResolveFile): HeapCosts {
  const space = sampleTypeIndex(profile, 'inuse_space');
  const count = sampleTypeIndex(profile, 'inuse_objects');
  const width = profile.sampleTypes.length;
  const tallies = new Map<string, Tally>();
  let totalBytes = 0;
  for (let sample = 0; space >= 0 && sample < profile.samples.count; sample += 1) {
    const bytes = profile.samples.values[sample * width + space] ?? 0;
    if (bytes === 0) continue;
    const frames = sampleFrames(profile, sample);
    if (isOwnFootprint(frames)) continue;
    totalBytes += bytes;
    const objects = count >= 0 ? (profile.samples.values[sample * width + count] ?? 0) : 0;
    addSample(tallies, { frames, bytes, objects }, resolve);
  }
  const sites = [...tallies.values()].map(finish).sort((a, b) => b.bytes - a.bytes);
  return { sites, totalBytes };
}

function addSample(
  tallies: Map<string, Tally>,
  sample: { frames: readonly Frame[]; bytes: number; objects: number },
  resolve: ResolveFile,
): void {
  const nearest = nearestSite(sample.frames, resolve);
  if (nearest === null) return;
  const key = resolvedKey(nearest.site);
  const tally = tallies.get(key) ?? { site: nearest.site, bytes: 0, objects: 0, stacks: [] };
  tally.bytes += sample.bytes;
  tally.objects += sample.objects;
  tally.stacks.push({ frames: sample.frames, bytes: sample.bytes, depth: nearest.depth });
  tallies.set(key, tally);
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

/** The heaviest stack speaks for the line, where it allocates itself and calls libraries as well. */
function finish({ site, bytes, objects, stacks }: Tally): HeapCost {
  const heaviest = stacks.sort((a, b) => b.bytes - a.bytes).slice(0, maxStacks);
  const [first] = heaviest;
  const via = first === undefined ? null : allocatingFunction(first.frames, first.depth);
  return { site, bytes, objects, via, stacks: heaviest.map(({ frames, bytes: held }) => ({ frames, bytes: held })) };
}
