import { request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { LeakLensError } from '../../shared/model/errors';
import type { Problem, ProblemKind } from '../../shared/model/errors';
import { joinBytes } from '../base/joinBytes';
import type { HttpAgents } from './httpAgents';
import { networkProblem } from './networkProblem';
import type { Proxy } from './proxyChoice';
import { proxyFailure, proxyRefusal } from './proxyProblem';

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  /** The whole body of a 200; of any other status the first 4 KB and little more, for the reason that stands in it. */
  readonly bytes: Uint8Array;
  /** URL that answered. */
  readonly url: string;
}

/** A question that stands in a body, as Connect has all of its: it reads, whatever HTTP calls it. */
export interface HttpPost {
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface ExchangeRequest {
  readonly agents: HttpAgents;
  /** Without credentials. */
  readonly url: URL;
  readonly maxBodyBytes: number;
  /** Set where the question stands in a body. */
  readonly post?: HttpPost;
  /** Aborted with a LeakLensError as its reason, which the exchange then fails with. */
  readonly signal: AbortSignal;
}

/** The server closed a kept connection just as it was used again: nothing was asked, asking again is safe. */
export const staleConnection = Symbol('stale connection');

/** Asked through a proxy, these are said of the proxy. */
const notThere: ReadonlySet<ProblemKind> = new Set(['refused', 'unknown-host', 'network']);

const maxHeaderBytes = 16 * 1024;
const maxReasonBytes = 4 * 1024;

/**
 * One request and its answer, no redirects.
 * @throws LeakLensError also of kind `too-large`, as soon as the cap is passed, and `cut-off`, when the body ends early
 */
export function exchange(request: ExchangeRequest): Promise<HttpAnswer | typeof staleConnection> {
  return new Promise((resolve, reject) => {
    new HttpExchange(request, { resolve, reject }).start();
  });
}

interface Settle {
  resolve(answer: HttpAnswer | typeof staleConnection): void;
  reject(error: Error): void;
}

/** Settles once; every listener stays attached afterwards, so that a late 'error' event is always heard. */
class HttpExchange {
  private readonly asked: ExchangeRequest;
  private readonly settle: Settle;
  private readonly chunks: Buffer[] = [];
  private receivedBytes = 0;
  private settled = false;
  private outgoing: ClientRequest | undefined;
  private incoming: IncomingMessage | undefined;
  private readingProxy: Proxy | null = null;

  constructor(asked: ExchangeRequest, settle: Settle) {
    this.asked = asked;
    this.settle = settle;
  }

  start(): void {
    const { url, agents, signal, post } = this.asked;
    if (signal.aborted) {
      this.fail(signal.reason);
      return;
    }
    signal.addEventListener('abort', this.onAbort, { once: true });
    try {
      const { secure, options, headers, readingProxy } = agents.route(url, signal);
      this.readingProxy = readingProxy;
      const send = secure ? requestHttps : requestHttp;
      const method = post === undefined ? 'GET' : 'POST';
      const outgoing = send({
        ...options,
        method,
        headers: { ...headers, ...bodyHeaders(post) },
        maxHeaderSize: maxHeaderBytes,
      });
      this.outgoing = outgoing;
      outgoing.on('response', (incoming) => this.onResponse(incoming));
      outgoing.on('error', (error) => this.onError(error));
      outgoing.on('close', () => this.onRequestClosed());
      outgoing.end(post?.body);
    } catch (error) {
      // A header that HTTP does not allow is thrown at once; the message names it but not its value.
      this.onError(error);
    }
  }

  private readonly onAbort = () => this.fail(this.asked.signal.reason);

  /** Once an answer has begun its own events decide, because the request's can come before the last bytes are read. */
  private onRequestClosed(): void {
    if (this.incoming === undefined) this.failWith({ kind: 'network', detail: 'connection closed without an answer' });
  }

  private onResponse(incoming: IncomingMessage): void {
    this.incoming = incoming;
    incoming.on('data', (chunk: Buffer) => this.onData(chunk));
    incoming.on('end', () => this.onEnd());
    incoming.on('close', () => this.onAnswerClosed());
    // 'close' always follows; without a listener the error would end the process.
    incoming.on('error', () => undefined);
    const announced = Number(incoming.headers['content-length'] ?? 0);
    if (incoming.statusCode === 200 && announced > this.asked.maxBodyBytes) this.failTooLarge();
  }

  private onData(chunk: Buffer): void {
    if (this.settled) return;
    this.chunks.push(chunk);
    this.receivedBytes += chunk.length;
    if (this.incoming?.statusCode === 200) {
      if (this.receivedBytes > this.asked.maxBodyBytes) this.failTooLarge();
    } else if (this.receivedBytes >= maxReasonBytes) {
      this.answer();
      this.outgoing?.destroy();
    }
  }

  private onEnd(): void {
    if (!this.settled && this.incoming?.complete === true) this.answer();
  }

  private onAnswerClosed(): void {
    const incoming = this.incoming;
    if (this.settled || incoming === undefined) return;
    if (incoming.statusCode !== 200) {
      this.answer();
      return;
    }
    const announced = incoming.headers['content-length'];
    const whole = announced === undefined ? '' : ` of ${announced}`;
    this.failWith({ kind: 'cut-off', detail: `the connection closed after ${this.receivedBytes}${whole} bytes` });
  }

  private onError(error: unknown): void {
    if (this.settled || this.incoming !== undefined) return;
    if (error instanceof LeakLensError) {
      this.fail(error);
      return;
    }
    const { url, agents } = this.asked;
    const problem = networkProblem(error, url.href, agents.hasClientCertificate);
    const stale = this.outgoing?.reusedSocket === true && problem.kind === 'network';
    if (stale) {
      this.release();
      this.settle.resolve(staleConnection);
    } else if (this.readingProxy !== null && notThere.has(problem.kind)) {
      this.fail(proxyFailure(this.readingProxy, url.href, error));
    } else {
      this.fail(new LeakLensError(this.withHeaderLimit(problem, error), error));
    }
  }

  private withHeaderLimit(problem: Problem, error: unknown): Problem {
    if (!(error instanceof Error && 'code' in error && error.code === 'HPE_HEADER_OVERFLOW')) return problem;
    return { ...problem, kind: 'too-large', limit: maxHeaderBytes, detail: 'the header of the answer is too large' };
  }

  private answer(): void {
    const { statusCode: status = 0, statusMessage: statusText = '', headers = {} } = this.incoming ?? {};
    const { href } = this.asked.url;
    if (status === 407 && this.readingProxy !== null) {
      const challenges = headers['proxy-authenticate']?.toString();
      const said = { status, statusText, challenges };
      this.fail(new LeakLensError(proxyRefusal(this.readingProxy, href, said, this.asked.agents.secrets)));
      return;
    }
    this.release();
    const bytes = joinBytes(this.chunks);
    this.settle.resolve({ status, statusText, headers, bytes, url: href });
  }

  private failTooLarge(): void {
    const limit = this.asked.maxBodyBytes;
    this.failWith({ kind: 'too-large', detail: `the body is larger than ${limit} bytes`, limit });
  }

  private failWith(problem: Omit<Problem, 'subject'>): void {
    this.fail(new LeakLensError({ ...problem, subject: this.asked.url.href }));
  }

  private fail(error: unknown): void {
    if (this.settled) return;
    this.release();
    this.settle.reject(error instanceof Error ? error : new Error(String(error)));
    this.outgoing?.destroy();
  }

  private release(): void {
    this.settled = true;
    this.asked.signal.removeEventListener('abort', this.onAbort);
  }
}

function bodyHeaders(post: HttpPost | undefined): Record<string, string> {
  if (post === undefined) return {};
  return { 'content-type': post.contentType, 'content-length': String(post.body.length) };
}
