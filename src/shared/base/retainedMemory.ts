import type { AllocatorMemory } from '../model/beam/nodeMemory';

/** Less is what every node keeps. */
const leastBytes = 32 * 2 ** 20;
const leastShare = 0.3;

/** What the runtime of a node keeps of the memory that it took and does not use: after a peak it is much, and no leak. */
export function retainedBytes(allocators: readonly AllocatorMemory[]): {
  readonly bytes: number;
  readonly isMuch: boolean;
} {
  const carriers = allocators.reduce((sum, one) => sum + one.carriers, 0);
  const bytes = allocators.reduce((sum, one) => sum + Math.max(0, one.carriers - one.blocks), 0);
  return { bytes, isMuch: bytes >= leastBytes && bytes >= leastShare * carriers };
}
