import type { FindingSite } from './finding';
import type { Grown } from './told';

/** What may be said of a service at one moment. Times are ms since 1970; every face words from this, and none decides by itself. */
export type ServiceCondition =
  /** It has not answered yet. */
  | { readonly kind: 'connecting' }
  | WatchedCondition
  | FoundCondition
  /** It answers no more: all that is shown of it is of `asOfMillis`, which is null when it never answered. */
  | {
      readonly kind: 'away';
      readonly asOfMillis: number | null;
      readonly nextAttemptMillis: number | null;
      /** It is not one of the replicas any more, and is asked no more. */
      readonly isGone?: true;
    };

/** The process that answers, as far as it has been watched. */
export interface ProcessWatch {
  /** Of the newest round: what is said is true as of then. */
  readonly asOfMillis: number;
  /** When this process was seen first. */
  readonly sinceMillis: number;
  /** Another process answered before it. */
  readonly isReplacement: boolean;
  /** Places of what was found in an earlier process, and of which nothing is known yet in this one; null for a whole process. */
  readonly awaited: readonly (FindingSite | null)[];
  /** What grew most and is no finding; null where nothing did. */
  readonly growing: Grown | null;
}

/** Nothing is found. */
export interface WatchedCondition extends ProcessWatch {
  /** `watching`: no verdict can be expected yet. `quiet`: one could have been given, and none was. */
  readonly kind: 'watching' | 'quiet';
  /** Until a first verdict can be given, if it goes on; 0 when quiet. */
  readonly verdictSeconds: number;
}

/** Something is found. */
export interface FoundCondition extends ProcessWatch {
  readonly kind: 'suspect' | 'leaking';
  /** Proven or probable, and possible ones. Those that a person ignores are none. */
  readonly leaks: number;
  readonly suspicions: number;
}
