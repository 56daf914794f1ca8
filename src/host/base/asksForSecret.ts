import type { ProblemReport } from '../../shared/wires/lspMessages';

/** Whether only a person can go on, who knows a token, a password or a cookie: what was given, if anything, was refused. */
export function asksForSecret(problem: Pick<ProblemReport, 'kind' | 'erlang'>): boolean {
  return problem.kind === 'unauthorized' || asksForCookie(problem);
}

/** The same for the cookie of a node. */
export function asksForCookie({ erlang }: Pick<ProblemReport, 'erlang'>): boolean {
  return erlang === 'no-cookie' || erlang === 'wrong-cookie';
}
