import type { Disposable } from '../shared/disposable';
import { LeakLensError } from '../shared/errors';
import type { SourceLimits } from '../shared/ports';
import { exchange, staleConnection } from './httpExchange';
import type { ExchangeRequest, HttpAnswer } from './httpExchange';
import type { HttpAgents } from './httpAgents';
import { linkSignals } from './linkSignals';

export interface HttpGetRequest {
  /** Without credentials. */
  readonly url: string;
  /** Sent to this URL's origin only, never to one that a redirect names. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: SourceLimits;
  readonly signal: AbortSignal;
}

export interface HttpGetAnswer extends HttpAnswer {
  /** From sending the request to the last byte, redirects included. */
  readonly elapsedMillis: number;
}

const maxRedirects = 3;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * One GET, whole or failed: never later than the time-out, never larger than the cap, nothing left open when cancelled.
 * Any final status is an answer; what it means is the caller's business.
 * @throws LeakLensError whose subject is the URL asked, without credentials
 */
export async function httpGet(agents: HttpAgents, request: HttpGetRequest): Promise<HttpGetAnswer> {
  const startedAt = performance.now();
  const deadline = startDeadline(request);
  try {
    const answer = await follow(agents, request, deadline.signal);
    return { ...answer, elapsedMillis: performance.now() - startedAt };
  } finally {
    deadline.dispose();
  }
}

/** Joins the caller's signal and the time-out into one whose reason is the error to fail with. */
function startDeadline({ url, limits, signal }: HttpGetRequest): Disposable & { readonly signal: AbortSignal } {
  const limit = limits.timeoutMillis;
  const linked = linkSignals(
    [signal],
    (cause) => new LeakLensError({ kind: 'cancelled', subject: url, detail: 'cancelled' }, cause),
  );
  const timer = setTimeout(() => {
    linked.abort(new LeakLensError({ kind: 'timeout', subject: url, detail: `no whole answer in ${limit} ms`, limit }));
  }, limit);
  const dispose = () => {
    clearTimeout(timer);
    linked.dispose();
  };
  return { signal: linked.signal, dispose };
}

async function follow(agents: HttpAgents, request: HttpGetRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let url = new URL(request.url);
  let headers = request.headers;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const maxBodyBytes = request.limits.maxBodyBytes;
    const answer = await ask({ agents, url, headers: withDefaults(headers), maxBodyBytes, signal });
    const next = redirectTarget(answer, url);
    if (next === null) return answer;
    // Once left, the origin gets no secrets any more either: who redirects back would choose what is asked with them.
    if (next.origin !== url.origin) headers = {};
    url = next;
  }
  throw new LeakLensError({ kind: 'http-status', subject: request.url, detail: `more than ${maxRedirects} redirects` });
}

async function ask(request: ExchangeRequest): Promise<HttpAnswer> {
  const answer = await exchange(request);
  if (answer !== staleConnection) return answer;
  const again = await exchange(request);
  if (again !== staleConnection) return again;
  throw new LeakLensError({ kind: 'network', subject: request.url.href, detail: 'the connection was reset twice' });
}

function withDefaults(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'LeakLens', ...headers };
}

/** Where the answer sends us, without any credentials that stand in it; null when it is a final answer. */
function redirectTarget(answer: HttpAnswer, from: URL): URL | null {
  if (!redirectStatuses.has(answer.status)) return null;
  const next = URL.parse(answer.headers.location ?? '', from.href);
  if (answer.headers.location === undefined || next === null || !/^https?:$/.test(next.protocol)) return null;
  next.username = '';
  next.password = '';
  return next;
}
