/** A finding that falls to this share of its peak is fixed. */
export const fixedShare = 0.1;

/** Steps of a verdict's life that are remembered. */
export const maxSteps = 20;

/** Rules for what becomes of a verdict. */
export const lifeRules = {
  goneShare: fixedShare,
  /** Evidence of another kind takes a verdict back when it lasts for so many rounds, and so long (ms) where it wavers as correlations do. */
  otherKindRounds: 3,
  otherKindMillis: 8000,
  /** A suspicion stays for so long (ms) after the last round that shared it. */
  possibleHoldsMillis: 20_000,
  /** What was taken back is told again when so many times as much is there, or after so long (ms). */
  muchMore: 1.25,
  longAfterMillis: 2 * 60_000,
  /** What was over grows again when so many rounds in a row bring more than ever since, and no more when so many bring none. */
  backRounds: 2,
} as const;
