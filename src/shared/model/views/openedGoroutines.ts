import type { Frame } from '../sourceLocation';

/** Goroutines alike, as a dump or a profile has them. */
export interface GoroutineKind {
  readonly count: number;
  /** The runtime's own word; empty where nothing tells. */
  readonly state: string;
  /** Leaf first. */
  readonly stack: readonly Frame[];
  /** The `go` statement; null when unknown. */
  readonly createdBy: Frame | null;
  readonly labels: Readonly<Record<string, string>>;
  /** The numbers that they keep for their whole life, and the minutes that each is blocked (0 for less than one); absent where none are told. */
  readonly ids?: readonly number[];
  readonly minutesEach?: readonly number[];
}

/** All goroutines of one moment. */
export interface OpenedGoroutines {
  readonly total: number;
  /** False where there were more. */
  readonly isWhole: boolean;
  /** Of how many each stack has alone: what they wait for is told by their stacks, and neither ages nor creators are known. */
  readonly isProfile: boolean;
  /** One for each sample of the profile that is made of the same, in its order: what filters leave of the one is left of the other. */
  readonly kinds: readonly GoroutineKind[];
  /** The frame at which goroutines with such a stack wait; null without a stack. */
  readonly siteOf: (stack: readonly Frame[]) => Frame | null;
}
