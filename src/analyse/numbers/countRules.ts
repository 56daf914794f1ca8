/** What the shape of a count says. Counts are exact: no noise but that of what is counted. */
export const countRules = {
  /**
   * What leaks never leaves. Falls of up to this share of the growth are of what only passes through; counts with turnover fall
   * further, by the square root of their size …
   */
  cleanShare: 0.02,
  /** … but so few, at no more than this share of the growth, always may. */
  cleanCount: 2,
  cleanFewShare: 0.1,
  /** A fall of up to this share of the growth still has the shape of a leak. */
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
  /** Late rises of less than this share of what all brought each are of another kind than batches. */
  lateEachShare: 0.1,
} as const;
