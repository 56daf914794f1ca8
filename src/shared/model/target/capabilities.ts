import type { Problem } from '../errors';

/**
 * What a service can be asked about its runtime, by the name that its runtime gives it (`Runtime.capabilities`): small letters, digits and
 * dashes. Any of them may be missing without the others.
 */
export type CapabilityKind = string;

/** What is known of one of them at one service. */
export type Capability =
  | { readonly state: 'not-asked' }
  | { readonly state: 'offered' }
  /** Why, and since when, ms since 1970. */
  | { readonly state: 'refused'; readonly problem: Problem; readonly sinceMillis: number };

/** In the runtime's order; what is missing was not asked for. */
export type Capabilities = Readonly<Record<CapabilityKind, Capability>>;

/** Before the first question. */
export const nothingAsked: Capabilities = {};

/** One thing that a service does not offer. */
export interface Refusal {
  readonly kind: CapabilityKind;
  readonly problem: Problem;
}

/** What is refused, in the runtime's order. */
export function refusalsOf(capabilities: Capabilities): readonly Refusal[] {
  return Object.entries(capabilities).flatMap(([kind, known]) =>
    known.state === 'refused' ? [{ kind, problem: known.problem }] : [],
  );
}

/**
 * Whether a failure says that the service does not offer what was asked for, rather than that asking went wrong. The same question
 * would get the same answer for as long as nobody changes the service, so it is not asked with every poll:
 *
 * - 401 and 403 forbid this one thing, if another is answered with the same credentials;
 * - 404 and 410, with or without pprof's mark, and 405 and 501 know no such thing; the rest of 4xx do not understand the question;
 * - a web page, an empty body or anything else that is no such profile (200) is what a login, an application with a page for every
 *   path, or a server of another kind answers;
 * - a redirect to elsewhere is a login as well.
 *
 * Not refusals: 408, 425 and 429, which say "later"; the rest of 5xx, a time-out, a lost or cut connection, which pass; an answer
 * over the limit, which a person may raise; and all that came before any answer.
 */
export function isRefusal({ kind, status }: Problem): boolean {
  switch (kind) {
    case 'unauthorized':
    case 'forbidden':
    case 'no-pprof':
    case 'unknown-profile':
    case 'html-instead-of-profile':
    case 'redirected':
    case 'unreadable':
      return true;
    case 'http-status':
      return status === undefined ? false : status === 501 || (status >= 400 && status < 500 && !later.has(status));
    default:
      return false;
  }
}

/** A failure, with what else was asked in vain; where that failed in the same way, the one speaks for the other. */
export function withOthers(told: Problem, others: readonly Problem[]): Problem {
  const different = others.filter(({ kind }) => kind !== told.kind);
  if (different.length === 0) return told;
  return { ...told, alsoTried: different.map(({ subject, detail }) => ({ subject, detail })) };
}

/** Request Timeout, Too Early, Too Many Requests. */
const later: ReadonlySet<number> = new Set([408, 425, 429]);
