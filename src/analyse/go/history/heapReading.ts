import type { Profile } from '../../../shared/model/profile';
import type { Frame } from '../../../shared/model/sourceLocation';
import { heapColumns, samplingPeriod } from '../../base/heapColumns';
import type { CodeOwners } from '../sites/codeOwners';
import type { LineKey } from '../../sites/lineKey';
import { SiteFinder, type OwnCall, type SiteRef } from '../sites/siteFinder';

/** What one line holds. */
export interface HeapAmount {
  readonly ref: SiteRef;
  bytes: number;
  /** Null where the profile does not count them. */
  objects: number | null;
  /** Ever allocated; 0 where the profile does not say. */
  allocated: number;
  /** The sample that holds most of it. */
  heaviest: number;
  heaviestBytes: number;
  heaviestObjects: number;
}

/** A line with so few and so large objects holds one growing buffer, and for a moment the one that it outgrew. */
const buffer = { mostObjects: 4, leastBytes: 256 * 1024 } as const;

/**
 * Share of the newer copy where a buffer and the one that it outgrew are of one stack: 2/3 where rooms double (bytes.Buffer,
 * runtime.nextslicecap below 256 elements), 5/9 where they grow by a quarter.
 */
const newerShare = 0.6;

/** What a line holds, but of a growing buffer only the newest copy. */
export function heldBytes({ bytes, objects, heaviestBytes, heaviestObjects }: HeapAmount): number {
  const isBuffer =
    objects !== null && objects > 0 && objects <= buffer.mostObjects && bytes / objects >= buffer.leastBytes;
  if (!isBuffer) return bytes;
  return heaviestObjects === 2 ? heaviestBytes * newerShare : heaviestBytes;
}

/** One heap profile, by line. */
export interface HeapReading {
  readonly sites: ReadonlyMap<LineKey, HeapAmount>;
  /** All bytes and objects in use, LeakLens' own footprint not; objects null where the profile does not count them. */
  readonly bytes: number;
  readonly objects: number | null;
  /** Changes whenever the runtime has published a newer profile: everything that was ever allocated, and what of it is in use. */
  readonly edition: number;
  /** When the service made the answer, ms since 1970 by its own clock; 0 when it does not say. */
  readonly madeMillis: number;
  /** Bytes between two samples (runtime.MemProfileRate). */
  readonly period: number;
  /** The stack that holds most of a line's bytes, leaf first. */
  readonly stackOf: (amount: HeapAmount) => Frame[];
  /** Lines of the workspace from which stacks go into a library, allocations that are gone included. */
  readonly callsInto: (isOfLibrary: (functionName: string) => boolean) => readonly OwnCall[];
  /** The outermost function of the program itself in that stack; null where none is. */
  readonly ownRootOf: (amount: HeapAmount) => string | null;
}

/** Adds up a heap profile by the line that allocates. */
export function readHeap(profile: Profile, owners: CodeOwners): HeapReading {
  const finder = new SiteFinder(profile, owners);
  const { space, objects: count, allocated } = heapColumns(profile);
  const width = profile.sampleTypes.length;
  const sites = new Map<LineKey, HeapAmount>();
  let total = 0;
  let allObjects = 0;
  let edition = 0;
  for (let sample = 0; space >= 0 && sample < profile.samples.count; sample += 1) {
    const bytes = profile.samples.values[sample * width + space] ?? 0;
    const ever = allocated >= 0 ? (profile.samples.values[sample * width + allocated] ?? 0) : 0;
    edition += bytes + ever;
    if ((bytes <= 0 && ever <= 0) || finder.isFootprint(sample)) continue;
    const objects = count >= 0 ? (profile.samples.values[sample * width + count] ?? 0) : 0;
    total += bytes;
    allObjects += objects;
    const ref = finder.siteOf(sample);
    if (ref !== null) add(sites, ref, { sample, bytes, objects: count >= 0 ? objects : null, allocated: ever });
  }
  return {
    sites,
    bytes: total,
    objects: count >= 0 ? allObjects : null,
    edition,
    madeMillis: Number(profile.timeNanos / 1_000_000n),
    period: samplingPeriod(profile),
    stackOf: ({ heaviest }) => finder.frames(heaviest),
    callsInto: (isOfLibrary) => finder.callsInto(isOfLibrary),
    ownRootOf: ({ heaviest }) => finder.outermostOwn(heaviest),
  };
}

function add(
  sites: Map<LineKey, HeapAmount>,
  ref: SiteRef,
  { sample, bytes, objects, allocated }: { sample: number; bytes: number; objects: number | null; allocated: number },
): void {
  let amount = sites.get(ref.key);
  if (amount === undefined) {
    const none = objects === null ? null : 0;
    amount = { ref, bytes: 0, objects: none, allocated: 0, heaviest: sample, heaviestBytes: 0, heaviestObjects: 0 };
    sites.set(ref.key, amount);
  }
  amount.bytes += bytes;
  if (objects !== null) amount.objects = (amount.objects ?? 0) + objects;
  amount.allocated += allocated;
  if (bytes <= amount.heaviestBytes) return;
  amount.heaviest = sample;
  amount.heaviestBytes = bytes;
  amount.heaviestObjects = objects ?? 0;
}
