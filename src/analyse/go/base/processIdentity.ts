import type { Observation, ProcessMarks, ProgramImage } from '../../../shared/ports/runtime/analyser';
import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { Profile } from '../../../shared/model/profile';
import { heapColumns } from '../../base/heapColumns';

/** What a poll says of the process that answered it. */
export function processMarks({
  memory,
  heap,
  goroutines,
}: Pick<Observation, 'memory' | 'heap' | 'goroutines'>): ProcessMarks {
  return {
    memory,
    allocatedBytes: heap === null ? null : allocatedBytes(heap),
    heapImage: heap === null ? null : imageOf(heap),
    goroutineImage: goroutines === null ? null : imageOf(goroutines),
  };
}

function imageOf({ mappings: [program] }: Profile): ProgramImage | null {
  return program === undefined ? null : { buildId: program.buildId, start: program.memoryStart };
}

/** All that a heap profile says was ever allocated, bytes; null where it does not say. In one process it only rises. */
export function allocatedBytes(heap: Profile): number | null {
  const { allocated: column } = heapColumns(heap);
  if (column < 0) return null;
  const { values, count } = heap.samples;
  const width = heap.sampleTypes.length;
  let sum = 0;
  for (let sample = 0; sample < count; sample += 1) sum += values[sample * width + column] ?? 0;
  return sum;
}

/**
 * Tells whether two readings can come from one process. pprof names no process, but counters that only rise fall when
 * it was replaced, and the ring of past collection ends (runtime/mstats.go: cycle n at `(n+255)%256`) belongs to one process
 * alone: if the entry of the earlier reading's last cycle has changed while the ring cannot have come round, it is another.
 * A service that tells neither may still say where its program lies in memory, which one process never changes. Of one that says
 * nothing of the kind, every answer is taken to be of one process.
 */
export function isSameProcess(earlier: ProcessMarks, later: ProcessMarks): boolean {
  if ((later.allocatedBytes ?? Infinity) < (earlier.allocatedBytes ?? 0)) return false;
  if (isOtherImage(earlier.heapImage, later.heapImage)) return false;
  if (isOtherImage(earlier.goroutineImage, later.goroutineImage)) return false;
  return earlier.memory === null || later.memory === null || isSameRuntime(earlier.memory, later.memory);
}

/** Start times that differ by less can be of one process: client_golang counts from the boot time, which clocks correct. */
const sameStartMillis = 2000;

/**
 * What two statistics prove of their processes, whatever their counters say; in whatever order they were read. The ring of ends
 * proves both; a start time proves another process.
 */
export function compareProcesses(one: MemoryStatistics, two: MemoryStatistics): 'same' | 'other' | 'unknown' {
  const started = [one.startedAtMillis, two.startedAtMillis];
  if (started[0] !== undefined && started[1] !== undefined) {
    if (Math.abs(started[0] - started[1]) > sameStartMillis) return 'other';
    if (started[0] === started[1]) return 'same';
  }
  const [earlier, later] = one.numGc <= two.numGc ? [one, two] : [two, one];
  if (!hasRing(earlier) || !hasRing(later) || earlier.numGc === 0) return 'unknown';
  if (later.numGc - earlier.numGc >= ringSize) return 'unknown';
  return ringContradicts(earlier, later) ? 'other' : 'same';
}

function isOtherImage(earlier: ProgramImage | null, later: ProgramImage | null): boolean {
  if (earlier === null || later === null) return false;
  const isOtherBuild = earlier.buildId !== '' && later.buildId !== '' && earlier.buildId !== later.buildId;
  return isOtherBuild || earlier.start !== later.start;
}

function isSameRuntime(earlier: MemoryStatistics, later: MemoryStatistics): boolean {
  if (compareProcesses(earlier, later) === 'other') return false;
  return later.totalAlloc >= earlier.totalAlloc && later.mallocs >= earlier.mallocs && later.numGc >= earlier.numGc;
}

/** runtime/mstats.go: PauseEnd */
const ringSize = 256;

function hasRing({ gcEndNanos }: MemoryStatistics): boolean {
  return gcEndNanos.length === ringSize;
}

function ringContradicts(earlier: MemoryStatistics, later: MemoryStatistics): boolean {
  const slot = (earlier.numGc + ringSize - 1) % ringSize;
  return earlier.gcEndNanos[slot] !== later.gcEndNanos[slot];
}
