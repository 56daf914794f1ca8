/** What a poll cost the service and the wire. */
export interface PollCost {
  readonly bytes: number;
  readonly millis: number;
  readonly requests: number;
}

/**
 * Share of one core that following may cost a service. A watch that is over within minutes may take more: it has fewer polls to be
 * as sure.
 */
export const costBudgets = { followed: 0.01, shortWatch: 0.02 } as const;

/** A watch that is no longer is short: it needs more points for the same certainty. */
export const shortWatchMillis = 2 * 60_000;

/** How often a service is asked, so that it costs no more than it should. */
export interface PollPace {
  /** From one round to the next, as the person set it. */
  readonly wishedMillis: number;
  /** What it is, longer where the budget decides. */
  readonly pauseMillis: number;
  /** Share of one core of the service that all questions together may take, 0 to 1. */
  readonly budget: number;
  /** What a round takes of one core, as far as its answers' time tells, ms. */
  readonly roundMillis: number;
}

/** True when the service is asked less often than the person set, by more than anybody would notice. */
export function isStretched({ pauseMillis, wishedMillis }: PollPace): boolean {
  return pauseMillis >= wishedMillis * 1.1;
}
