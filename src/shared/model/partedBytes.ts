/** Bytes that are taken one part after the other, so that they are never all in memory. */
export interface PartedBytes {
  /** Of all parts together, where they are what they are said to be. */
  readonly size: number;
  /** Begins at the first each time. What a part holds is good until the next is asked for. @throws what reading throws */
  readonly parts: () => AsyncIterable<Uint8Array>;
}

/** Below, taking a profile apart takes longer than it saves. */
export const leastParted = 4 * 1024 * 1024;
