// What is asked over the network, a file of its own: who names a file loads none of it.
import { LeakLensError, type Problem } from '../../shared/model/errors';
import type { OpenInput, SoughtEndpoint } from '../../shared/ports/sources/inputOpener';
import { looksLikeNode } from '../../shared/base/addresses/beamAddress';
import { printedAddress, printedUrl } from '../../shared/base/addresses/printedUrl';
import type { NeighbourPage, SourceAnswer, SourceOptions } from '../../shared/ports/sources/profileSource';
import { classifyUrl, mayBeOneProfile, recordingMillis } from './classifySource';
import { isProfileBody, type WantedBody } from '../pprof/bodyProblem';
import { concernsHost, discoverEndpoint } from '../pprof/discoverEndpoint';
import type { HttpAgents } from '../net/httpAgents';
import { httpGet } from '../net/httpGet';
import { neighbourUrl } from '../pprof/neighbourPages';
import { parseTargetUrl } from '../pprof/parseTargetUrl';
import { pprofProblem } from '../pprof/pprofProblem';
import { prepareAgents } from '../pprof/prepareAgents';

/** What answers at an address: one profile, or the place below which profiles are. @throws LeakLensError */
export async function openUrl(source: string, options: SourceOptions, signal: AbortSignal): Promise<OpenInput> {
  const classified = classifyUrl(source);
  const address = parseTargetUrl(source);
  const agents = await prepareAgents(address, options);
  const asked = { agents, limits: options };
  if (classified.kind === 'url') return urlInput(asked, classified.url);
  try {
    const { href } = address.url;
    const whole = mayBeOneProfile(address.url) ? await asItStands(asked, href, signal) : null;
    if (whole !== null) return urlInput(asked, href, whole);
    return endpointInput(asked, await discoverEndpoint({ ...asked, candidates: address.candidates, signal }));
  } catch (error) {
    agents.dispose();
    throw error;
  }
}

const endpointAlone =
  'pprof is asked of a running service, such as http://localhost:6060; “leaklens watch” and “memory” ask a node';

export async function seekEndpoint(
  source: string,
  options: SourceOptions,
  signal: AbortSignal,
): Promise<SoughtEndpoint> {
  // Read as the address of a service it would name a host, and somebody else would be asked.
  if (looksLikeNode(source))
    throw new LeakLensError({ kind: 'bad-url', subject: printedAddress(source), detail: endpointAlone });
  const address = parseTargetUrl(source);
  const { candidates } = address;
  const asked = { agents: await prepareAgents(address, options), limits: options };
  try {
    return { input: endpointInput(asked, await discoverEndpoint({ ...asked, candidates, signal })), missing: null };
  } catch (error) {
    if (error instanceof LeakLensError && !concernsHost.has(error.problem.kind)) {
      return { input: endpointInput(asked, likeliest(error.problem, candidates)), missing: error.problem };
    }
    asked.agents.dispose();
    throw error;
  }
}

/** The place of which the problem tells: something is there, if only a refusal. */
function likeliest({ subject }: Problem, candidates: readonly [string, ...string[]]): string {
  return candidates.find((base) => [`${base}goroutine`, `${base}heap`].includes(subject)) ?? candidates[0];
}

interface Asked {
  /** Owned by the input from now on. */
  readonly agents: HttpAgents;
  readonly limits: SourceOptions;
}

/**
 * Go tool pprof takes any address as it is, and so does this where a profile answers there. What answers with anything else may still be
 * the place below which pprof is.
 */
async function asItStands({ agents, limits }: Asked, url: string, signal: AbortSignal): Promise<SourceAnswer | null> {
  try {
    const answer = await httpGet(agents, { url, limits, signal });
    return pprofProblem(agents, answer, null) === null && isProfileBody(answer.bytes) ? answer : null;
  } catch (error) {
    if (error instanceof LeakLensError && !concernsHost.has(error.problem.kind)) return null;
    throw error;
  }
}

/** @param first what has been answered already: a profile is not asked for twice */
function urlInput(asked: Asked, url: string, first: SourceAnswer | null = null): OpenInput {
  let kept = first;
  return {
    kind: 'url',
    subject: printedUrl(url),
    dispose: () => asked.agents.dispose(),
    read: async (_path, signal) => {
      const answer = kept ?? (await ask(asked, url, null, signal));
      kept = null;
      return answer;
    },
    readBeside: () => Promise.resolve(null),
  };
}

function endpointInput(asked: Asked, base: string): OpenInput {
  return {
    kind: 'endpoint',
    subject: base,
    dispose: () => asked.agents.dispose(),
    read: (path, signal) => ask(asked, base + path, expectedBody(path), signal),
    readBeside: async (page: NeighbourPage, signal) => {
      const url = neighbourUrl(base, page);
      return url === null ? null : ask(asked, url, null, signal);
    },
  };
}

async function ask(
  { agents, limits }: Asked,
  url: string,
  expected: WantedBody | null,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  const timeoutMillis = limits.timeoutMillis + recordingMillis(url);
  const answer = await httpGet(agents, { url, limits: { ...limits, timeoutMillis }, signal });
  const problem = pprofProblem(agents, answer, expected);
  if (problem !== null) throw new LeakLensError(problem);
  return { bytes: answer.bytes, url: answer.url, elapsedMillis: answer.elapsedMillis };
}

/** What the answer has to begin like: text where debug asks for it, else a profile, which may be text where debug is ignored. */
function expectedBody(path: string): WantedBody {
  if (path === 'heap?debug=1') return 'heap-text';
  if (path === 'goroutine?debug=2') return 'goroutine-dump';
  if (path === 'goroutine') return 'goroutines';
  return path === 'heap' ? path : 'profile';
}
