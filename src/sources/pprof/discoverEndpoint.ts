import { LeakLensError } from '../../shared/model/errors';
import type { Problem, ProblemKind } from '../../shared/model/errors';
import type { SourceLimits } from '../../shared/ports/profileSource';
import type { HttpAgents } from '../net/httpAgents';
import { httpGet } from '../net/httpGet';
import { pprofProblem } from './pprofProblem';

export interface Discovery {
  readonly agents: HttpAgents;
  /** Base URLs to try, in order. */
  readonly candidates: readonly [string, ...string[]];
  readonly limits: SourceLimits;
  readonly signal: AbortSignal;
}

/**
 * Finds the base URL that answers. Each candidate is asked, one after the other, for the goroutine profile: every pprof
 * has it, it is the cheapest, and its first bytes cannot be mistaken.
 * @throws LeakLensError the problem that tells most about what is there
 */
export async function discoverEndpoint(discovery: Discovery): Promise<string> {
  const problems: Problem[] = [];
  for (const candidate of discovery.candidates) {
    const problem = await probe(discovery, candidate);
    if (problem === null) return candidate;
    problems.push(problem);
    if (concernsHost.has(problem.kind)) break;
  }
  throw new LeakLensError(mostTelling(problems, discovery.candidates[0]));
}

/** With these, another path of the same host would only fail again, after the same wait. */
const concernsHost: ReadonlySet<ProblemKind> = new Set([
  'refused',
  'unknown-host',
  'timeout',
  'tls',
  'network',
  'proxy',
  'cancelled',
]);

/**
 * The first of these that any candidate met is reported; kinds that are not listed come after them, and 404 comes
 * last.
 */
const tellingOrder: readonly ProblemKind[] = [
  'cancelled',
  'unauthorized',
  'forbidden',
  'redirected',
  'proxy',
  'html-instead-of-profile',
  'unknown-profile',
  'too-large',
  'cut-off',
  'timeout',
  'tls',
  'network',
  'refused',
  'unknown-host',
  'http-status',
  'unreadable',
];

function mostTelling(problems: readonly Problem[], asked: string): Problem {
  for (const kind of tellingOrder) {
    const [first, ...others] = problems.filter((problem) => problem.kind === kind);
    if (first === undefined) continue;
    // An index page for everything answers below its prefix, too: the shortest URL names where it is mounted.
    if (kind !== 'html-instead-of-profile') return first;
    return others.reduce((best, other) => (other.subject.length < best.subject.length ? other : best), first);
  }
  return problems[0] ?? { kind: 'no-pprof', subject: asked, detail: 'nothing was asked' };
}

async function probe({ agents, limits, signal }: Discovery, candidate: string): Promise<Problem | null> {
  const url = `${candidate}goroutine`;
  try {
    const answer = await httpGet(agents, { url, limits, signal });
    return pprofProblem(agents, answer, 'goroutine');
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  }
}
