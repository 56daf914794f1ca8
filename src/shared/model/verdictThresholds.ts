/** Thresholds a person may change. The rules that nobody sets stand beside what goes by them (`…Rules.ts` in `src/analyse`). */
export interface VerdictThresholds {
  /** Fewer goroutines on one line are never more than `possible`. */
  readonly minimumGoroutines: number;
  /** A site or heap that grew by fewer bytes is never more than `possible`. */
  readonly minimumGrowthBytes: number;
  /** Shorter watching is never `probable`. */
  readonly minimumWatchSeconds: number;
}

const mebibyte = 1024 * 1024;

/** What holds for editor and command line alike while nobody sets anything else. */
export const defaultThresholds: VerdictThresholds = {
  /** Four goroutines more are a pool that grows by a worker for each CPU; five that never leave are worth a look. */
  minimumGoroutines: 5,
  /** Below, the runtime's own housekeeping and four samples of a heap profile explain the growth. */
  minimumGrowthBytes: 2 * mebibyte,
  /** In less time a cache that fills, a pool that opens and a leak are one and the same; a watch of half a minute must do. */
  minimumWatchSeconds: 25,
};
