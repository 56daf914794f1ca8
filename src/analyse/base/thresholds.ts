const mebibyte = 1024 * 1024;

/** Rules for goroutine counts, which are exact: no noise but that of the program. */
export const goroutineRules = {
  /** Polls that say anything about a shape. */
  leastPolls: 5,
  /** Times it must have risen for good: two or three steps are a pool that was resized. */
  leastRises: 4,
  /** The same where the source shows the mistake: the growth only has to confirm it. */
  leastRisesWithPattern: 2,
  /**
   * A leaked goroutine never leaves. Falls of up to this share of the growth are goroutines on their way through the line;
   * counts with turnover fall further, by the square root of their size …
   */
  cleanShare: 0.02,
  /** … but so few, at no more than this share of the growth, always may. */
  cleanGoroutines: 2,
  cleanFewShare: 0.1,
  /** A count that stands still in sum, and falls by this share of itself meanwhile, is one of goroutines that come and leave. */
  leavesShare: 0.1,
  /** A line whose count fell by this share of its growth before it began to grow fills and drains: a queue, a tide. */
  everShare: 0.5,
  /** The growth itself must cover this part of the least watch: what came before may be flat. */
  growingShare: 0.8,
  /** … and up to this share still has the shape of a leak. */
  roughShare: 0.15,
  /** A level is reached from this share of it on. */
  fullShare: 0.9,
  /** The last sixth of a window only shows whether what rose before it has stayed. */
  tailShare: 1 / 6,
  /** Chance of so long a pause of a steady growth, or of so slow a last third, below which it is over. */
  pauseChance: 0.02,
  lateChance: 0.05,
  /** Least share of the whole rate that the last third must go on with. */
  lateShare: 0.5,
  /** With a way out in the source, only growth that lasts so long (ms) without one goroutine leaving is probable. */
  despiteWayOutMillis: 50_000,
  despiteWayOutGoroutines: 20,
  /** Of a crowd that was there before and whose source shows a way out, the growth below which it is a crowd as before. */
  despiteWayOutShare: 0.5,
  /** Goroutines that wait in two dumps so far apart (ms) are no passers-by. */
  stayMillis: 8000,
  /** Fewer tell nothing. */
  leastStayers: 4,
  /** Of those that stayed by the count, the share that must be the same by their numbers … */
  sameShare: 0.75,
  /** … and the share below which it is others that wait now. A pool's workers go through several lines, and lie between. */
  someShare: 0.4,
  /** Connections that grow by this share of the goroutines' growth carry them: load, not a leak. */
  companionShare: 0.7,
  /** Correlation from which two series move as one. */
  together: 0.9,
  /** Rise of the allocation rate, first third to last, from which load counts as rising. */
  loadRise: 0.3,
  /** Waiting for input is how a server serves: growth of it is worth a word only after so long (ms). */
  ioWatchMillis: 5 * 60_000,
  /** From this watch on (ms) goroutines younger than the watch betray turnover: the runtime counts whole minutes from a collection on. */
  ageTellsMillis: 5 * 60_000,
  /** What the runtime's minutes may lack: two to the first collection that sees the wait, one for rounding. */
  ageSlackMinutes: 3,
} as const;

/** Rules for goroutines that were there before anybody watched and do not grow (the criterion of LeakProf, arXiv 2312.12002). */
export const standingRules = {
  /** LeakProf's number for a fleet of services. */
  manyGoroutines: 10_000,
  /** For one process: no pool of senders or lock waiters is so large in health. */
  someGoroutines: 1000,
  /** With an age: so few that wait to send or for a lock for so many minutes, each of them. */
  fewGoroutines: 10,
  leastMinutes: 2,
  /** Share of all waiting goroutines. */
  concentration: 0.5,
} as const;

/** Rules for bytes in use, one point a collection. */
export const heapRules = {
  /** Collections that say anything about a shape. */
  leastCollections: 4,
  /** This part of the window's time is warm-up, where there are points enough to spare. */
  warmUpShare: 0.15,
  warmUpPoints: 8,
  /** Least share of the whole slope in the last third. */
  lateShare: 0.5,
  /** Standard deviations of sampling that growth must exceed. */
  noiseDeviations: 3,
  /** In a watch shorter than this (ms) what slows in its last third may be a cache that has just filled: so steady must it be then. */
  settledMillis: 45_000,
  unsettledLateShare: 0.75,
  /** Falls of up to this share of the growth are churn. */
  fallShare: 0.35,
  /** Kendall's tau of the last third, where it has so many points. */
  lateTau: 0.5,
  latePoints: 4,
  /** The last sixth must bring this share of what a steady growth brings, noise allowed for. */
  lastSixthShare: 0.4,
  /** The last third against the first, below which a growth that slows in each third is a warm-up. */
  decelerationShare: 0.4,
  /** A first third so much faster than the last asks for proof by the last alone: so many standard deviations of sampling. */
  fasterAtFirst: 1.5,
  lateDeviations: 2,
  /** What fell by this share of its growth before fills and drains. */
  everShare: 0.5,
  /** Mann-Kendall's z for many points; few points must rise one and all. */
  leastZ: 3,
  fewPoints: 7,
  /** … or, where no rise of so few points could reach it, this share of what a perfect one has. */
  perfectShare: 0.8,
  /** Where the source deletes from what grows, only growth that lasts so long (ms) is probable: entries may live for minutes. */
  despiteDeletesMillis: 10 * 60_000,
  /** The last collection must lie in the last part of the window; nothing is known of the time after it. */
  freshShare: 1 / 3,
  /** … unless so much of all that was allocated was kept that its end would show in the pace of allocation. */
  keptShare: 0.2,
  /**
   * Rooms that double: so empty at first; a step; when half and a quarter of the size may have been reached, in shares of the
   * time that the whole took; how much longer that time may last without a step, 2 but for a margin.
   */
  roomFrom: 0.15,
  roomStep: 0.05,
  roomHalf: 0.25,
  roomQuarter: [0.08, 0.6],
  roomLasts: 1.85,
  /** Least pace of all allocation since the last collection, against the time in which rooms were allocated as well. */
  roomPace: 0.4,
  /** Objects of this size are rooms of slices, buffers and maps. */
  roomBytes: 32 * 1024,
  /** Tables of a map are larger than this: 128 slots of 32 bytes, where it has outgrown the smallest (internal/runtime/maps). */
  tableBytes: 4096,
  /** Of more than so many none is a room that doubles: many small slices that are appended to, or what a cache holds. */
  roomObjects: 16,
  /** A line that allocates this share of what it kept, and keeps no more than that of it, is full. */
  filledShare: 0.5,
  filledKept: 0.25,
  /** It is full from the moment at which it had this share of what it has. */
  fullBytes: 0.95,
  loadRise: 0.3,
  together: 0.9,
  /**
   * The collector's goal is exact where a profile samples: a line whose own numbers are too coarse is believed when the goal
   * grows as a leak does, and the line brings this share of it, and rises beyond chance.
   */
  vouchedShare: 0.4,
  vouchedCollections: 6,
  vouchedZ: 2,
  /** The last third alone must bring so many standard deviations of what the goal trembles. */
  vouchedDeviations: 3,
  /** Below the noise of sampling, but not below this share of it, what is vouched for is worth a suspicion. */
  vouchedNoise: 2 / 3,
  /** What wanders falls by more. */
  vouchedFallShare: 0.15,
  /** It speaks against a line that claims so many times what it shows itself … */
  vetoCollections: 5,
  vetoTimes: 2,
  /** … unless GOMEMLIMIT holds it down: then it falls so far against what is alive, or comes so near to it. */
  limitedFall: 1.6,
  limitedShare: 0.75,
  /** The goal has been tuned when it rises so far against what is alive, of which sampling knows enough from so many bytes on. */
  tunedRise: 1.5,
  tunedBytes: 4 * mebibyte,
  /** A process as a whole is told of only after so long (ms), and `probable` after that: no line confirms it. */
  processMillis: 5 * 60_000,
  probableProcessMillis: 20 * 60_000,
  /** Share of the process' growth that lines must explain for the process itself to need no finding. */
  explainedShare: 0.5,
} as const;

/** A coarser scale of time says nothing before it has so many points; the finest covers its time better until then. */
export const leastCoarsePoints = 10;

/** Rules for maps that keep their room. */
export const mapRules = {
  leastBytes: 4 * mebibyte,
  /** Change of the map's bytes, over the last half of the window, that still counts as flat. */
  flatShare: 0.05,
  /** The share of its peak that the map must still hold … */
  peakShare: 0.9,
  /** … while of the process' objects at least so many are gone. */
  objectsGone: 0.3,
} as const;

/** Rules for memory that the runtime has not given back. */
export const retainedRules = {
  leastBytes: 64 * mebibyte,
  /** After something was fixed in this process a person asks why it still looks big: then less is worth a word. */
  leastBytesAfterFix: 16 * mebibyte,
  /** The runtime keeps a tenth above its goal on purpose (runtime/mgcscavenge.go). */
  headroom: 1.1,
  /** Free pages against the whole heap. */
  share: 0.5,
} as const;

/** Rules for the stacks of all goroutines, and for memory outside the runtime. */
export const processRules = {
  stackBytes: 8 * mebibyte,
  /** So much, as steadily, for so long (ms) is no recursion that happens to be deep, and no library that is being loaded. */
  probableBytes: 64 * mebibyte,
  probableBytesMillis: 50_000,
  /** Stacks grow with goroutines; they are a finding only if these do not, or not by enough to explain it: so deep is none at work. */
  goroutineShare: 0.1,
  goroutineStackBytes: 256 * 1024,
  nativeBytes: 16 * mebibyte,
  /** Change of what the runtime holds, against the growth of the process, that counts as flat. */
  goShare: 0.25,
  /** Mapped files and the binary's own pages come in over minutes. */
  probableMillis: 5 * 60_000,
} as const;

/** Rules for joining heap growth with the goroutines that cause it. */
export const joinRules = {
  correlation: 0.8,
  /** Objects for each goroutine, where the only link is the function that starts it. */
  objectsEach: { least: 0.5, most: 2 },
} as const;

/** A line that brings less than this share of what another line of the same function brings, in step with it, is a part of that. */
export const minorShare = 0.2;

/** A finding that falls to this share of its peak is fixed. */
export const fixedShare = 0.1;

/** Steps of a verdict's life that are remembered. */
export const maxSteps = 20;

/** Rules for what becomes of a verdict. */
export const lifeRules = {
  goneShare: fixedShare,
  /** Evidence of another kind takes a verdict back when it lasts for so many rounds and so long (ms): correlations waver. */
  otherKindRounds: 3,
  otherKindMillis: 8000,
  /** What stands still for this share of the time that it grew, and so long (ms), while the program allocates at its pace, or this share of it, is full. */
  fullShare: 0.5,
  fullMillis: 20_000,
  fullPace: 0.5,
  /** Of bytes, what was kept is known by its samples only, and a start allocates much once. */
  fullBytesPace: 0.25,
  /** A suspicion stays for so long (ms) after the last round that shared it. */
  possibleHoldsMillis: 20_000,
  /** What was taken back is told again when so many times as much is there, or after so long (ms). */
  muchMore: 1.25,
  longAfterMillis: 2 * 60_000,
  /** Goroutines whose numbers are known are not said to be elsewhere before a dump could tell, if one comes in this time (ms). */
  dumpWaitMillis: 45_000,
  /** So many of the goroutines of a verdict on another line, and it goes on there. */
  movedShare: 0.5,
  /** What was over grows again when so many rounds in a row bring more than ever since, and no more when so many bring none … */
  backRounds: 2,
  /** … and more by so many goroutines, or so many bytes and this share of the peak. */
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

/** More findings nobody reads; candidates beyond are the smallest. */
export const maxFindings = 60;

/** What grew and is no finding is told from this share of what there was before, and of so many lines; findings that bring this share of it explain it. */
export const grownRules = { leastShare: 0.1, mostLines: 5, explainedShare: 0.5 } as const;

/** Lines whose source is asked about at a time. */
export const maxQuestions = 24;

/** Kinds of library goroutines for which the workspace is looked through at a time. */
export const maxLibraryQuestions = 8;
