import type { WaitKind } from '../../../shared/model/go/goroutine';
import type { LineKey } from '../../sites/lineKey';

/** Goroutines that wait on one line for one kind of thing. */
export type WaitKey = `${LineKey}:${WaitKind}`;

/** Goroutines that were started with one function, wherever they are now. */
export type RootKey = `root ${string}`;

/** What a line has ever allocated. */
export type AllocatedKey = `# ${LineKey}`;

/** Numbers of the whole process that every poll brings. A line's key never begins with `#`. */
export const pollSeries = {
  connections: '#connections',
  goroutines: '#goroutines',
  /** Allocations of the program, and their bytes: without more than asking it for goroutines cost. */
  mallocs: '#mallocs',
  allocated: '#allocated',
  /** The same without what asking it cost, as near as can be told: a pace to compare with an earlier one. */
  workMallocs: '#workMallocs',
  workBytes: '#workBytes',
  /** Bytes that asking it has cost, as near as can be told. */
  askedBytes: '#askedBytes',
  stacks: '#stacks',
  /** Heap size at which the next collection starts: in proportion to what the last one found alive. */
  goal: '#goal',
  /** HeapAlloc: what is alive, exactly, and the garbage since. */
  inUse: '#inUse',
  /** Completed collections. */
  collections: '#collections',
  resident: '#resident',
  go: '#go',
} as const;

/** Numbers of the whole process that only a collection changes. */
export const collectionSeries = {
  live: '#live',
  objects: '#objects',
} as const;

/**
 * What is followed from poll to poll, and what from collection to collection. The two have no key in common, so that a number
 * cannot be looked for in the history that does not have it.
 */
export type PollKey = WaitKey | RootKey | (typeof pollSeries)[keyof typeof pollSeries];
export type CollectionKey = LineKey | AllocatedKey | (typeof collectionSeries)[keyof typeof collectionSeries];

export function waitKey(line: LineKey, kind: WaitKind): WaitKey {
  return `${line}:${kind}`;
}

export function rootKey(root: string): RootKey {
  return `root ${root}`;
}

export function allocatedKey(line: LineKey): AllocatedKey {
  return `# ${line}`;
}
