import { parsedUrl } from '../../shared/base/addresses/parsedUrl';
import { LeakLensError } from '../../shared/model/errors';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
import { exchange, staleConnection } from './httpExchange';
import type { ExchangeRequest, HttpAnswer, HttpPost } from './httpExchange';
import type { HttpAgents } from './httpAgents';
import { startDeadline } from '../base/deadline';
import { atAddress } from './atAddress';
import { withoutSecrets, withoutSecretsIn } from './withoutSecrets';
import { originOf, pathOf, unixAddress } from '../../shared/base/addresses/unixAddress';

export interface HttpGetRequest {
  /** Of the origin that the agents are for, without credentials. */
  readonly url: string;
  readonly limits: SourceLimits;
  /** For what can only be asked in a body. */
  readonly post?: HttpPost;
  readonly signal: AbortSignal;
}

export interface HttpGetAnswer extends HttpAnswer {
  /** From sending the request to the last byte, redirects included. */
  readonly elapsedMillis: number;
}

const maxRedirects = 3;
const maxLocationLength = 500;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * One GET, or a question in a body, whole or failed: never later than the time-out, never larger than the cap, nothing left open when cancelled.
 * Any final status is an answer; what it means is the caller's business. This is the door through which everything comes back
 * that a service or a proxy says, and nothing that was sent as a secret passes it.
 * @throws LeakLensError whose subject is the URL asked, as it may be shown
 */
export async function httpGet(agents: HttpAgents, request: HttpGetRequest): Promise<HttpGetAnswer> {
  const startedAt = performance.now();
  const { url: subject, limits, signal } = request;
  const deadline = startDeadline({ subject, timeoutMillis: limits.timeoutMillis, signal });
  try {
    const answer = await follow(agents, request, deadline.signal);
    const elapsedMillis = performance.now() - startedAt;
    return { ...(await withoutSecrets(answer, agents.secrets)), elapsedMillis };
  } catch (error) {
    throw error instanceof LeakLensError ? atAddress(withoutSecretsIn(error, agents.secrets), agents.address) : error;
  } finally {
    deadline.dispose();
  }
}

async function follow(agents: HttpAgents, request: HttpGetRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let url = new URL(request.url);
  const { post } = request;
  const { maxBodyBytes } = request.limits;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const answer = await ask({ agents, url, maxBodyBytes, ...(post !== undefined && { post }), signal });
    const next = redirectTarget(answer, url);
    if (next === null) return answer;
    if (originOf(next) !== originOf(url)) throw redirected(request.url, answer.status, next);
    url = next;
  }
  throw new LeakLensError({ kind: 'http-status', subject: request.url, detail: `more than ${maxRedirects} redirects` });
}

/**
 * A redirect to another origin, another scheme included, is never followed: credentials and client certificates are meant
 * for the origin the person named, and who redirects would choose what LeakLens asks of whom. The error names the place.
 */
function redirected(subject: string, status: number, to: URL): LeakLensError {
  const location = `${originOf(to)}${pathOf(to)}`.slice(0, maxLocationLength);
  return new LeakLensError({ kind: 'redirected', subject, detail: `HTTP ${status} to ${location}`, status, location });
}

async function ask(request: ExchangeRequest): Promise<HttpAnswer> {
  const answer = await exchange(request);
  if (answer !== staleConnection) return answer;
  const again = await exchange(request);
  if (again !== staleConnection) return again;
  throw new LeakLensError({ kind: 'network', subject: request.url.href, detail: 'the connection was reset twice' });
}

/** Where the answer sends us, without any credentials that stand in it; null when it is a final answer. */
function redirectTarget(answer: HttpAnswer, from: URL): URL | null {
  const { location } = answer.headers;
  if (!redirectStatuses.has(answer.status) || location === undefined) return null;
  // A service behind a socket takes itself for the host it was asked as.
  const unix = unixAddress(from);
  const next = parsedUrl(location, unix === null ? from.href : `http://localhost${unix.requestPath}`);
  if (next === null || !/^https?:$/.test(next.protocol)) return null;
  next.username = '';
  next.password = '';
  if (unix === null || next.origin !== 'http://localhost') return next;
  return new URL(originOf(from) + next.pathname + next.search);
}
