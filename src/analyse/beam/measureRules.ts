import type { Measure } from '../../shared/model/beam/measure';
import type { VerdictThresholds } from '../../shared/model/verdictThresholds';

/** Growth below which nothing is said, and below which it is no more than possible. */
export interface LeastGrowth {
  readonly possible: number;
  readonly probable: number;
}

/** Counts are exact, but a service that starts loads modules, opens pools and fills tables. */
export function leastGrowth(
  { kind, unit }: Measure,
  { minimumGoroutines, minimumGrowthBytes }: VerdictThresholds,
): LeastGrowth {
  switch (kind) {
    case 'process-growth':
    case 'port-growth':
      return { possible: minimumGoroutines, probable: minimumGoroutines * 4 };
    case 'monitor-leak':
      return { possible: 20, probable: 50 };
    case 'mailbox-growth':
      return { possible: 50, probable: 200 };
    case 'atom-growth':
      return { possible: 200, probable: 500 };
    // Some of it is no timer: what begins at the moment of a look, and what links take.
    case 'timer-growth':
      return unit === 'timers'
        ? { possible: 200, probable: 500 }
        : { possible: minimumGrowthBytes / 16, probable: minimumGrowthBytes / 8 };
    // Modules bring literals when they are loaded, a few kilobytes each.
    case 'persistent-growth':
      return { possible: minimumGrowthBytes / 16, probable: minimumGrowthBytes / 8 };
    // A collection tells what is alive, and no garbage.
    case 'state-growth':
      return { possible: minimumGrowthBytes / 4, probable: minimumGrowthBytes / 2 };
    // A table of a counter or of sessions may well take a few hundred kilobytes.
    case 'ets-growth':
      return { possible: minimumGrowthBytes / 8, probable: minimumGrowthBytes / 4 };
    default:
      return { possible: minimumGrowthBytes / 2, probable: minimumGrowthBytes };
  }
}

/** Shape of a growth that goes on. */
export const shapeRules = {
  /** Rounds in which a node may still be starting. */
  startRounds: 2,
  leastRounds: 6,
  /** Times it must have risen for good; what rose once or twice is a start, or a batch. */
  leastRises: 5,
  leastRisesPossible: 3,
  leastLateShare: 0.5,
  /** What fell by this share of its growth before it began to grow fills and drains. */
  everShare: 0.5,
  /** A part of the least watch must be growth itself. */
  growingShare: 0.8,
  /** After so long without growth (ms) it is not said to grow any more. */
  standsAfterMillis: 20_000,
  /** A number that nobody could tell anew for so long (ms) is taken for one that stands. */
  mostOldMillis: 40_000,
  /** At or below this share of what it grew by, it is gone. */
  goneShare: 0.2,
} as const;
