/** What the tests of one package left behind, as they wrote it themselves: files by name, small and of formats that the decoder knows. */
export interface TestEnd {
  /** Goroutines as text (debug=2) before the first test, and after the last. */
  readonly goroutinesBefore: Uint8Array;
  readonly goroutinesAfter: Uint8Array;
  /** Those after the last test, as a profile. */
  readonly goroutines: Uint8Array;
  /** Heap profiles behind a collection; null where the program records none. */
  readonly heapBefore: Uint8Array | null;
  readonly heapAfter: Uint8Array | null;
  /** What the runtime's leak detector lists after the last test; null where this Go has none. */
  readonly leaked: Uint8Array | null;
  /** How long goroutines had for their end after the last test. */
  readonly waitedSeconds: number;
  readonly atMillis: number;
}

/** How far the tests of a package came. */
export type TestedAs =
  /** Its tests have ended, and it was looked at. */
  | { readonly state: 'ended'; readonly end: TestEnd }
  /** The process ended before its tests: os.Exit in a test, a panic, a limit of time, a signal. */
  | { readonly state: 'cut-short' }
  /** Its TestMain runs no tests. */
  | { readonly state: 'not-run' };

/** One package that `go test` has started the tests of. */
export type TestedPackage = TestedAs & {
  /** Import path. */
  readonly package: string;
};
