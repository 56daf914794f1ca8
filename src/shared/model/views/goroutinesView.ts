import type { FrameKey, FrameOwner } from './viewFrames';

/** What goroutines are put together by. */
export const goroutineGroupings = ['place', 'state', 'creator', 'label', 'age'] as const;
export type GoroutineGrouping = (typeof goroutineGroupings)[number];

export interface GoroutinesQuery {
  readonly by: GoroutineGrouping;
  /** Regular expression for frames, files, states and labels; null for nothing. */
  readonly search: string | null;
  /** Only goroutines with a frame of the program's own, or that it started. */
  readonly onlyMine: boolean;
  /** Key of the group whose stacks are looked at; null for none. */
  readonly opened: string | null;
}

/** Where the rows of a histogram of ages begin, in minutes: the runtime counts whole ones, from one on. */
export const ageStarts = [0, 1, 5, 15, 60, 360] as const;

/**
 * How goroutines are compared: by the numbers that they keep for their whole life, or, where numbers are missing or are those of another
 * process, by how many there are.
 */
export type GoroutineComparison = 'none' | 'numbers' | 'counts' | 'other-process';

/** Goroutines by group: those of which most are there first; in a difference, those that changed most. */
export interface GoroutinesWindow {
  /** Goroutines there are, and those that are left after filters and search. */
  readonly total: number;
  readonly shown: number;
  /** False where there were more. */
  readonly isWhole: boolean;
  /** Of a profile, which tells neither ages nor creators. */
  readonly isProfile: boolean;
  readonly comparison: GoroutineComparison;
  readonly groupCount: number;
  /** Bounded. */
  readonly groups: readonly GoroutineRow[];
  /** Of the group that is opened; null where none is, or it is not there any more. */
  readonly opened: OpenedGroup | null;
}

/** A frame with its owner; names are cut. */
export interface GoroutineFrame extends FrameKey {
  readonly owner: FrameOwner;
}

export interface GoroutineRow {
  /** Names the group among the others. */
  readonly key: string;
  /** What all of them have in common: of a place or a creator the frame, of an age where its row begins, of the rest a text; empty for none. */
  readonly frame: GoroutineFrame | null;
  readonly text: string;
  readonly count: number;
  readonly change: GoroutineChange | null;
  /** What most of them have in common beside it. */
  readonly site: CommonFrame | null;
  readonly creator: CommonFrame | null;
  readonly state: CommonState | null;
  /** Goroutines for each of `ageStarts`; null where ages are not told. */
  readonly ages: readonly number[] | null;
  /** Whole minutes; 0 for less than one, or where ages are not told. */
  readonly oldestMinutes: number;
}

/** What most goroutines of a group have in common, and how many others there are. */
export interface CommonFrame {
  readonly frame: GoroutineFrame;
  readonly others: number;
}

export interface CommonState {
  readonly state: string;
  readonly others: number;
}

export interface GoroutineChange {
  /** In the base. */
  readonly before: number;
  /** Null where goroutines are not told by their numbers. One that waits elsewhere now has stayed. */
  readonly numbered: { readonly appeared: number; readonly gone: number; readonly stayed: number } | null;
}

export interface OpenedGroup {
  readonly key: string;
  /** Most first; bounded. */
  readonly stacks: readonly GoroutineStack[];
  readonly stackCount: number;
}

export interface GoroutineStack {
  readonly count: number;
  readonly state: string;
  /** Of the base: they are gone. */
  readonly isGone: boolean;
  /** Whole minutes of the oldest; 0 for less, or not told. */
  readonly oldestMinutes: number;
  /** Some of their numbers. */
  readonly ids: readonly number[];
  /** Leaf first; bounded. */
  readonly frames: readonly GoroutineFrame[];
  readonly isCut: boolean;
  /** The `go` statement; null when unknown. */
  readonly createdBy: GoroutineFrame | null;
  readonly labels: string;
}
