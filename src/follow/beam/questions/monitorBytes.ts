import type { ProcessSweep } from './sweepProcesses';

/** A message that waits has at least a header and a word or two beside the heap. */
const leastBytesOfMessage = 40;

/**
 * What of each process's memory is neither heap nor messages: monitors and links above all, 64 bytes and more for each end (measured on OTP
 * 25 and 29). It tells whose lists are worth asking for.
 */
export function monitorBytes({ pids, memory, heap, queue }: ProcessSweep): Float64Array {
  return Float64Array.from(pids, (_pid, row) =>
    Math.max(0, (memory[row] ?? 0) - (heap[row] ?? 0) - (queue[row] ?? 0) * leastBytesOfMessage),
  );
}
