import { isRefusal, withOthers } from '../../shared/model/target/capabilities';
import { LeakLensError } from '../../shared/model/errors';
import type { Problem, ProblemKind } from '../../shared/model/errors';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
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
 * Finds the base URL that answers. Each candidate is asked, one after the other, for the goroutine profile: every pprof of Go
 * has it, it is the cheapest, and its first bytes cannot be mistaken. Where it is refused, they are asked for their heap: a
 * service may offer that alone, as gperftools, jemalloc and Node do.
 * @throws LeakLensError the problem that tells most about what is there, with what else was asked there
 */
export async function discoverEndpoint(discovery: Discovery): Promise<string> {
  const counting = await probeAll(discovery, 'goroutine', discovery.candidates);
  if (counting.found !== null) return counting.found;
  const refusing = [...counting.problems].filter(([, problem]) => isRefusal(problem)).map(([candidate]) => candidate);
  const heaps = await probeAll(discovery, 'heap', refusing);
  if (heaps.found !== null) return heaps.found;
  throw new LeakLensError(whatIsThere(counting.problems, heaps.problems, discovery.candidates[0]));
}

/** Why each candidate is not it, in the order in which they were asked. */
type Problems = ReadonlyMap<string, Problem>;

async function probeAll(
  discovery: Discovery,
  profile: 'goroutine' | 'heap',
  candidates: readonly string[],
): Promise<{ readonly found: string | null; readonly problems: Problems }> {
  const problems = new Map<string, Problem>();
  for (const candidate of candidates) {
    const problem = await probe(discovery, candidate, profile);
    if (problem === null) return { found: candidate, problems };
    problems.set(candidate, problem);
    if (concernsHost.has(problem.kind)) break;
  }
  return { found: null, problems };
}

/** With these, another path of the same host would only fail again, after the same wait. */
export const concernsHost: ReadonlySet<ProblemKind> = new Set([
  'refused',
  'unknown-host',
  'timeout',
  'tls',
  'other-protocol',
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
  'other-protocol',
  'network',
  'refused',
  'unknown-host',
  'http-status',
  'unreadable',
];

/** Of two that tell as much, that of the goroutine profile is told: it was asked first. */
function whatIsThere(goroutines: Problems, heaps: Problems, asked: string): Problem {
  const first = mostTelling([...goroutines.values()], asked);
  const second = mostTelling([...heaps.values()], asked);
  const isSecond = heaps.size > 0 && rankOf(second) < rankOf(first);
  const [told, of, others] = isSecond ? [second, heaps, goroutines] : [first, goroutines, heaps];
  const place = [...of].find(([, problem]) => problem === told)?.[0] ?? asked;
  const other = others.get(place);
  return other === undefined ? told : withOthers(told, [other]);
}

function rankOf({ kind }: Problem): number {
  const rank = tellingOrder.indexOf(kind);
  return rank < 0 ? tellingOrder.length : rank;
}

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

async function probe(
  { agents, limits, signal }: Discovery,
  candidate: string,
  profile: 'goroutine' | 'heap',
): Promise<Problem | null> {
  const url = candidate + profile;
  try {
    const answer = await httpGet(agents, { url, limits, signal });
    // A handler that writes its dump whatever it is asked for is pprof as well.
    return pprofProblem(agents, answer, profile === 'goroutine' ? 'goroutines' : profile);
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  }
}
