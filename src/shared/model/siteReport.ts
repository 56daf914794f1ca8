import type { Frame, ResolvedSite } from './sourceLocation';
import type { Turnover } from './turnover';

/** What analysis says about the lines of a workspace; growth is per minute, null when there is nothing to say yet. */
export interface SiteReport {
  /** By bytes, largest first; none without a heap profile. */
  readonly heap: readonly HeapSite[];
  /** All bytes in use, sites outside the workspace included, LeakLens' own footprint not; 0 without a heap profile. */
  readonly heapTotalBytes: number;
  /** By count, largest first; none without a goroutine profile. */
  readonly blocked: readonly BlockedSite[];
  /** The `go` statements behind the blocked goroutines, by count. */
  readonly spawns: readonly SpawnSite[];
}

export interface HeapStack {
  /** Leaf first. */
  readonly frames: readonly Frame[];
  readonly bytes: number;
}

/** What one line of the workspace holds in memory. */
export interface HeapSite {
  readonly site: ResolvedSite;
  /** Bytes in use; of Go as of the last completed garbage collection. */
  readonly bytes: number;
  /** Objects in use; null where the profile does not count them. */
  readonly objects: number | null;
  /** The function that called the allocator, when it is not the site's own (a library that my line called); else null. */
  readonly via: string | null;
  /** The heaviest stacks first, a handful; none for a site far down the list. */
  readonly stacks: readonly HeapStack[];
  /** Bytes per minute. */
  readonly growth: number | null;
  /** What came and went in the last minutes; null where that is not known yet, or never. */
  readonly turnover: Turnover | null;
}

export interface BlockedStack {
  /** Leaf first. */
  readonly frames: readonly Frame[];
  readonly count: number;
}

/** A `go` statement of the workspace and how many of a site's goroutines it started. */
export interface SpawnShare {
  readonly site: ResolvedSite;
  readonly count: number;
}

/** Goroutines that wait on one line of the workspace, for one kind of thing. */
export interface BlockedSite {
  readonly site: ResolvedSite;
  /** The class of the wait: `chan-send`. */
  readonly kind: string;
  /** The runtime's own words where a dump gave them, else empty. */
  readonly state: string;
  readonly count: number;
  /** Minutes waited, as the runtime counts them; null when not known. */
  readonly minutes: { readonly min: number; readonly max: number } | null;
  /** Where they were started, most first; empty when not known. */
  readonly spawns: readonly SpawnShare[];
  /** Most frequent first, a handful. */
  readonly stacks: readonly BlockedStack[];
  /** Goroutines per minute. */
  readonly growth: number | null;
}

/** A `go` statement whose goroutines wait elsewhere: the other end of a blocked site. */
export interface SpawnSite {
  readonly site: ResolvedSite;
  readonly count: number;
  /** Where its goroutines wait, most first. */
  readonly waits: readonly { readonly site: ResolvedSite; readonly kind: string; readonly count: number }[];
  readonly growth: number | null;
}
