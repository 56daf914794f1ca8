const mebibyte = 1024 * 1024;

/** What of goroutines and memory counts as still there, as full, as gone elsewhere and as back. */
export const stayRules = {
  /** What stands still for this share of the time that it grew, and so long (ms), while the program allocates at its pace, or this share of it, is full. */
  fullShare: 0.5,
  fullMillis: 20_000,
  fullPace: 0.5,
  /** Of bytes, what was kept is known by its samples only, and a start allocates much once. */
  fullBytesPace: 0.25,
  /** Goroutines whose numbers are known are not said to be elsewhere before a dump could tell, if one comes in this time (ms). */
  dumpWaitMillis: 45_000,
  /** So many of the goroutines of a verdict on another line, and it goes on there. */
  movedShare: 0.5,
  /** What was over is back when it grows by so many goroutines, or so many bytes and this share of the peak. */
  backGoroutines: 3,
  backBytes: mebibyte,
  backBytesShare: 0.05,
  /** Share of what stayed, of goroutines, that must still be there for all of it to be. */
  keptGoroutines: 0.9,
  /** The same of bytes, and so many standard deviations of sampling less. */
  keptBytes: 0.85,
  /** The same of rooms: what outgrew its room has two for a while, the new one 1.25 to 2 times as large as the old one. */
  keptRoom: 0.4,
} as const;
