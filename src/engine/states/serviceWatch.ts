import type { Finding } from '../../shared/model/finding';
import type { ProcessWatch, ServiceCondition } from '../../shared/model/serviceCondition';
import type { Grown } from '../../shared/model/told';

/** What is remembered of one service to say how it stands with it. Values only; `heard` and `unheard` lead from one to the next. */
export interface ServiceWatch {
  /** The process that answered last; null before the first answer. */
  readonly process: { readonly life: number; readonly sinceMillis: number; readonly isReplacement: boolean } | null;
  readonly asOfMillis: number | null;
  /** Null while it answers. */
  readonly away: { readonly nextAttemptMillis: number | null; readonly isGone?: true } | null;
  readonly growing: Grown | null;
}

/** A round that was answered. */
export interface HeardRound {
  readonly atMillis: number;
  /** Counts the processes seen behind the target. */
  readonly life: number;
  /** Another process answered before. */
  readonly restarted: boolean;
  readonly grown: readonly Grown[];
}

export const unwatched: ServiceWatch = { process: null, asOfMillis: null, away: null, growing: null };

/** The watch after a round. */
export function heard(watch: ServiceWatch, { atMillis, life, restarted, grown }: HeardRound): ServiceWatch {
  const { process } = watch;
  const isSame = process !== null && process.life === life;
  const isReplacement = restarted || process !== null;
  return {
    process: isSame ? process : { life, sinceMillis: atMillis, isReplacement },
    asOfMillis: atMillis,
    away: null,
    growing: grown[0] ?? null,
  };
}

/** The watch after a round that nobody answered. */
export function unheard(watch: ServiceWatch, nextAttemptMillis: number | null): ServiceWatch {
  return { ...watch, away: { nextAttemptMillis } };
}

/** The watch of what is asked no more, since it is not there any more. */
export function gone(watch: ServiceWatch): ServiceWatch {
  return { ...watch, away: { nextAttemptMillis: null, isGone: true } };
}

/** True once this process has been watched for so long that what is not found in it may be said to be gone. */
export function isSettled({ process, asOfMillis }: ServiceWatch, minimumWatchSeconds: number): boolean {
  return process !== null && (asOfMillis ?? 0) - process.sinceMillis >= minimumWatchSeconds * 1000;
}

/** Since when a service does not answer all that is said of it is old: the moment of its newest round. Null while it answers. */
export function pausedAt({ away, asOfMillis }: ServiceWatch): number | null {
  return away === null ? null : asOfMillis;
}

/** What is found, as far as it decides what is said of a service. */
export interface FoundNow {
  /** Without those that a person ignores. */
  readonly findings: readonly Pick<Finding, 'confidence' | 'status' | 'site' | 'course'>[];
  /** From how long a watch on a verdict can be given. */
  readonly minimumWatchSeconds: number;
}

/**
 * What may be said of a service:
 *
 * - connecting → watching → quiet, and from either to suspect or leaking as soon as something is found, and back;
 * - a process that replaces another begins at watching, whatever was known of the one before;
 * - away from any of them, and back to where it was when the same process answers again.
 */
export function conditionOf(watch: ServiceWatch, { findings, minimumWatchSeconds }: FoundNow): ServiceCondition {
  const { process, asOfMillis, away, growing } = watch;
  if (away !== null) return { kind: 'away', asOfMillis, ...away };
  if (process === null || asOfMillis === null) return { kind: 'connecting' };
  const { sinceMillis, isReplacement } = process;
  const awaited = findings.filter(isEarlier).map(({ site }) => site);
  const seen: ProcessWatch = { asOfMillis, sinceMillis, isReplacement, awaited, growing };
  const open = findings.filter(({ status }) => status !== 'fixed');
  const leaks = open.filter(({ confidence }) => confidence === 'proven' || confidence === 'probable').length;
  const suspicions = open.filter(({ confidence }) => confidence === 'possible').length;
  if (leaks > 0) return { kind: 'leaking', ...seen, leaks, suspicions };
  if (suspicions > 0) return { kind: 'suspect', ...seen, leaks, suspicions };
  const verdictSeconds = Math.max(0, Math.ceil(minimumWatchSeconds - (asOfMillis - sinceMillis) / 1000));
  return { kind: verdictSeconds > 0 ? 'watching' : 'quiet', ...seen, verdictSeconds };
}

function isEarlier({ course }: Pick<Finding, 'course'>): boolean {
  return course?.standing === 'earlier';
}
