/** Rules for joining heap growth with the goroutines that cause it. */
export const joinRules = {
  correlation: 0.8,
  /** Objects for each goroutine, where the only link is the function that starts it. */
  objectsEach: { least: 0.5, most: 2 },
} as const;

/** A line that brings less than this share of what another line of the same function brings, in step with it, is a part of that. */
export const minorShare = 0.2;

/** What grew and is no finding is told from this share of what there was before, and of so many lines; findings that bring this share of it explain it. */
export const grownRules = { leastShare: 0.1, mostLines: 5, explainedShare: 0.5 } as const;
