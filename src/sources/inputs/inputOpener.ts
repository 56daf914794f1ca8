import { LeakLensError } from '../../shared/model/errors';
import type { InputOpener, OpenInput } from '../../shared/ports/inputOpener';
import { printedAddress, printedUrl } from '../../shared/base/printedUrl';
import type { ProfileRequest, SourceAnswer, SourceOptions } from '../../shared/ports/profileSource';
import { classifyUrl, looksLikeUrl, recordingMillis } from './classifySource';
import { discoverEndpoint } from '../pprof/discoverEndpoint';
import { openFile, openStandardInput } from './fileInput';
import type { HttpAgents } from '../net/httpAgents';
import { httpGet } from '../net/httpGet';
import { parseTargetUrl } from '../pprof/parseTargetUrl';
import { pprofProblem } from '../pprof/pprofProblem';
import { prepareAgents } from '../pprof/prepareAgents';

/** Opens what the command line names. */
export function createInputOpener(): InputOpener {
  return { looksLikeUrl, open };
}

async function open(source: string, options: SourceOptions, signal: AbortSignal): Promise<OpenInput> {
  // By its path it cannot be opened where it is a socket, as a parent process may have made it.
  const isStandardInput = source === '-' || source === '/dev/stdin' || source === '/dev/fd/0';
  if (isStandardInput) return openStandardInput(options.maxBodyBytes);
  const file = await openFile(source, options.maxBodyBytes);
  if (file !== null) return file;
  if (looksLikeUrl(source)) return openUrl(source, options, signal);
  throw new LeakLensError({ kind: 'not-found', subject: printedSource(source), detail: 'there is no such file' });
}

/** A path stays as it is, unless it looks like an address with a secret in it. */
function printedSource(source: string): string {
  return /[?@]/.test(source) ? printedAddress(source) : source;
}

async function openUrl(source: string, options: SourceOptions, signal: AbortSignal): Promise<OpenInput> {
  const classified = classifyUrl(source);
  const address = parseTargetUrl(source);
  const agents = await prepareAgents(address, options);
  const asked = { agents, limits: options };
  if (classified.kind === 'url') return urlInput(asked, classified.url);
  try {
    return endpointInput(asked, await discoverEndpoint({ ...asked, candidates: address.candidates, signal }));
  } catch (error) {
    agents.dispose();
    throw error;
  }
}

interface Asked {
  /** Owned by the input from now on. */
  readonly agents: HttpAgents;
  readonly limits: SourceOptions;
}

function urlInput(asked: Asked, url: string): OpenInput {
  return {
    kind: 'url',
    subject: printedUrl(url),
    dispose: () => asked.agents.dispose(),
    read: (_path, signal) => ask(asked, url, null, signal),
  };
}

function endpointInput(asked: Asked, base: string): OpenInput {
  return {
    kind: 'endpoint',
    subject: base,
    dispose: () => asked.agents.dispose(),
    read: (path, signal) => ask(asked, base + path, expectedBody(path), signal),
  };
}

async function ask(
  { agents, limits }: Asked,
  url: string,
  expected: ProfileRequest | null,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  const timeoutMillis = limits.timeoutMillis + recordingMillis(url);
  const answer = await httpGet(agents, { url, limits: { ...limits, timeoutMillis }, signal });
  const problem = pprofProblem(agents, answer, expected);
  if (problem !== null) throw new LeakLensError(problem);
  return { bytes: answer.bytes, url: answer.url, elapsedMillis: answer.elapsedMillis };
}

/** What the answer has to begin like: text where debug asks for it, else a profile. */
function expectedBody(path: string): ProfileRequest {
  if (path === 'heap?debug=1') return 'heap-text';
  return path === 'goroutine?debug=2' ? 'goroutine-dump' : 'heap';
}
