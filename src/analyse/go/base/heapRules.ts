const mebibyte = 1024 * 1024;

/** Rules for bytes in use, beyond those for any number that is sampled (`analyse/numbers/sampledRules.ts`). */
export const heapRules = {
  /** Collections that say anything about a shape. */
  leastCollections: 4,
  /**
   * In a watch shorter than this (ms) what slows in its last third may be a cache that has just filled: so steady must it be then. Where
   * the source deletes from it, it is not even suspected before, nor later where it slows.
   */
  settledMillis: 45_000,
  /** What frees no more than this share of what it allocates needs this part of the usual watch only. */
  keepsAllShare: 0.02,
  keepsAllWatch: 0.5,
  unsettledLateShare: 0.75,
  /** What fell by this share of its growth before fills and drains. */
  everShare: 0.5,
  /** Where the source deletes from what grows, only growth that lasts so long (ms) is probable: entries may live for minutes. */
  despiteDeletesMillis: 10 * 60_000,
  /** The last collection must lie in the last part of the window; nothing is known of the time after it. */
  freshShare: 1 / 3,
  /** … unless so much of all that was allocated was kept that its end would show in the pace of allocation. */
  keptShare: 0.2,
  /** Least pace of all allocation since the last collection, against the time in which rooms were allocated as well. */
  roomPace: 0.4,
  /** Between two collections so far apart (ms) the goal rose by less than this share of what a growth would have brought: it is over. */
  stillMillis: 5000,
  stillShare: 0.5,
  /** … where the goal rose by this share of that growth before, as it does that follows it. */
  stillGoal: 0.7,
  /** Objects of this size are rooms of slices, buffers and maps. */
  roomBytes: 32 * 1024,
  /** Tables of a map are larger than this: 128 slots of 32 bytes, where it has outgrown the smallest (internal/runtime/maps). */
  tableBytes: 4096,
  /** Of more than so many none is a room that doubles: many small slices that are appended to, or what a cache holds. */
  roomObjects: 16,
  /** A room that is this share of all that is alive has grown when so many times itself is alive more, at one collection; beyond, it is something else. */
  mostlyRoom: 0.5,
  roomAdds: 0.8,
  roomAddsMost: 2.5,
  /** A line that allocates this share of what it kept, and keeps no more than that of it, is full. */
  filledShare: 0.5,
  filledKept: 0.25,
  /** … nor does a line of few samples stand still where chance alone has as few come, so often. */
  filledChance: 0.02,
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
  /** … and, where so many samples came and not one of them went, this many: a heap that is large beside the leak is collected rarely. */
  unfreedSamples: 6,
  vouchedUnfreedCollections: 5,
  vouchedZ: 2,
  /** The last third alone must bring so many standard deviations of what the goal trembles. */
  vouchedDeviations: 3,
  /** Nor does it vouch for a line that frees more than this share of what it allocates: a cache that is full, beside whatever else grows. */
  vouchedFreed: 0.85,
  /** Below the noise of sampling, but not below this share of it, what is vouched for is worth a suspicion, and a verdict where nothing goes. */
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
