import type { FindingSpec } from '../../shared/model/finding';

/** What is found in Go processes. */
export const goFindings: readonly FindingSpec[] = [
  { kind: 'goroutine-leak', isExplanation: false, unit: 'goroutines' },
  { kind: 'heap-growth', isExplanation: false, unit: 'bytes' },
  // A map keeps the room of entries that are gone.
  { kind: 'map-capacity', isExplanation: false, unit: 'bytes' },
  // Memory that is free and not yet given back to the operating system: never a leak.
  { kind: 'retained-by-runtime', isExplanation: true, unit: 'bytes' },
  { kind: 'stack-growth', isExplanation: false, unit: 'bytes' },
  // The process grows while every number of the Go runtime is flat: cgo, mmap.
  { kind: 'native-growth', isExplanation: false, unit: 'bytes' },
];
