import type { GoDoubt } from './goDoubt';

/** What a number of the evidence on a Go process is about. */
export type GoEvidenceName =
  /** In the runtime's own list of leaked goroutines (goroutineleak profile): how many. */
  | 'leaked-by-runtime'
  /** When the runtime last named it, ms since 1970. */
  | 'leaked-last-seen'
  /** Goroutines that wait there now. */
  | 'count'
  /** Value when watching began (or at the baseline). */
  | 'count-before'
  /** Polls in a row in which it rose or stayed. */
  | 'polls'
  /** Seconds watched. */
  | 'watched'
  /** Mann-Kendall's z, its sign the direction. */
  | 'mann-kendall'
  /** Theil-Sen rate per minute over the window. */
  | 'rate'
  /** Slope of the last third relative to the whole window's, 1 = steady. */
  | 'late-slope-share'
  /** Its room grows by doubling, and stands still in between; value 1. */
  | 'room'
  /** Longest wait in minutes. */
  | 'age'
  /** Share of all blocked goroutines that wait there, 0 to 1. */
  | 'concentration'
  /** Bytes in use, as sampled. */
  | 'bytes'
  | 'bytes-before'
  /** What sampling could make of nothing: three standard deviations (√(rate·total) each), or two where the collector’s goal vouches, bytes. */
  | 'sampling-noise'
  /** By how much all that is alive grew meanwhile, by the collector’s goal, which is exact, bytes. */
  | 'goal-growth'
  /** Objects in use. */
  | 'objects'
  /** Allocated on the line meanwhile, bytes. */
  | 'allocated'
  /** Share of it that has been freed, 0 to 1. */
  | 'freed-share'
  /** How long what comes is kept on average, seconds; where most of it goes again. */
  | 'kept-for'
  /** How many the source shows that may keep it; the finding names them. */
  | 'holder'
  /** Garbage collections in the window. */
  | 'collections'
  /** Bytes that each goroutine keeps alive. */
  | 'bytes-per-goroutine'
  /** Correlation of the site's bytes with the goroutines, −1 to 1. */
  | 'correlation'
  | 'live'
  | 'idle'
  | 'released'
  | 'rss'
  | 'stacks'
  /** How often the deepest stack goes through the line; a profile shows no more than 128 frames of it. */
  | 'recursion'
  /** Growth of the process outside the Go runtime. */
  | 'native'
  /** Entries that a map lost while its room stayed: objects now against its peak. */
  | 'objects-peak'
  /** The pattern the source shows; value 1. */
  | 'pattern'
  /** The source shows a way out; value 1. */
  | 'way-out'
  /** Why the verdict is no higher: evidence that is missing; value is what there is, `text` names it. */
  | 'short'
  /** It has not grown since, ms since 1970, and all of it is still there. */
  | 'stands'
  /** It was there so many seconds after the last test of a package. */
  | 'stayed'
  /** Before the first test of a package, bytes. */
  | 'before-tests'
  /** How long it must be watched in all for a verdict, seconds, if it goes on. */
  | 'needs-watch'
  /** Why it is no more than possible; value 1. */
  | `doubt-${GoDoubt}`
  /** After a fix: value before and after. */
  | 'fixed-before'
  | 'fixed-after';
