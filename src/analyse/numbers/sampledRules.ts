/** What the shape of a sampled number says, one point a collection. */
export const sampledRules = {
  /** This part of the window's time is warm-up, where there are points enough to spare. */
  warmUpShare: 0.15,
  warmUpPoints: 8,
  /** Least share of the whole slope in the last third. */
  lateShare: 0.5,
  /** Standard deviations of sampling that growth must exceed. */
  noiseDeviations: 3,
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
  /** Mann-Kendall's z for many points; few points must rise one and all. */
  leastZ: 3,
  fewPoints: 7,
  /** … or, where no rise of so few points could reach it, this share of what a perfect one has. */
  perfectShare: 0.8,
  /**
   * Rooms that double: so empty at first; a step; when half and a quarter of the size may have been reached, in shares of the
   * time that the whole took; how much longer that time may last without a step, 2 but for a margin.
   */
  roomFrom: 0.15,
  roomStep: 0.05,
  roomHalf: 0.25,
  roomQuarter: [0.08, 0.6],
  roomLasts: 1.85,
} as const;
