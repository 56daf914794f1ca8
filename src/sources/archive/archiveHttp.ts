import { LeakLensError, type ArchiveFault, type Problem } from '../../shared/model/errors';
import type { PollCost } from '../../shared/model/target/pollPace';
import type { Clock } from '../../shared/ports/clock';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';
import { RequestQueue } from '../base/requestQueue';
import { answerProblem } from '../net/answerProblem';
import { answerReason } from '../net/answerReason';
import type { HttpAgents } from '../net/httpAgents';
import type { HttpAnswer, HttpPost } from '../net/httpExchange';
import { httpGet, type HttpGetAnswer, type HttpGetRequest } from '../net/httpGet';
import { hiddenProblem } from '../net/withoutSecrets';
import { AnswerCache } from './answerCache';

/** A list of labels or numbers that is larger is none that anybody reads. */
const maxTableBytes = 32 * 2 ** 20;

/** One profile of one process. */
const maxProfileBytes = 256 * 2 ** 20;

const clockSlackMillis = 5000;

/** What proxies answer for a server that they do not reach, or wait for in vain. */
const gatewayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whom to ask, and how. */
export interface ArchiveReach {
  readonly base: string;
  /** Owned from now on. */
  readonly agents: HttpAgents;
  readonly options: SourceOptions;
  readonly clock: Pick<Clock, 'now'>;
}

/** What is asked of an archive. */
export interface ArchiveAsk {
  /** Below the base URL, with its query. */
  readonly path: string;
  readonly post?: HttpPost;
  readonly wants: 'table' | 'profile';
}

/** One archive as it is asked: one question at a time, with limits, none twice. */
export class ArchiveHttp {
  /** Ends in a slash; without credentials. */
  readonly base: string;
  private readonly agents: HttpAgents;
  private readonly options: SourceOptions;
  private readonly clock: Pick<Clock, 'now'>;
  private readonly queue = new RequestQueue();
  private readonly cache = new AnswerCache();
  private ahead = 0;
  private spent: PollCost = { bytes: 0, millis: 0, requests: 0 };

  constructor({ base, agents, options, clock }: ArchiveReach) {
    this.base = base;
    this.agents = agents;
    this.options = options;
    this.clock = clock;
  }

  /** Of all that was asked so far. */
  get cost(): PollCost {
    return this.spent;
  }

  /** Its clock less ours, ms, by the header of its last answer: whole seconds. */
  get clockAheadMillis(): number {
    return this.ahead;
  }

  dispose(): void {
    this.agents.dispose();
  }

  /**
   * What was answered, as `read` takes it. What cannot be taken is asked for again the next time: a page of a proxy's
   * holds no longer than until then. @throws LeakLensError, and what `read` throws
   */
  async answerTo<T>(ask: ArchiveAsk, read: (bytes: Uint8Array) => T, signal: AbortSignal): Promise<T> {
    const question = `${ask.path} ${ask.post === undefined ? '' : Buffer.from(ask.post.body).toString('base64')}`;
    const known = this.cache.get(question);
    if (known !== null) return read(known);
    const { bytes } = await this.queue.run(signal, () => this.answer(ask, signal));
    try {
      const taken = read(bytes);
      this.cache.keep(question, bytes);
      return taken;
    } catch (error) {
      // That nothing is there of a moment is an answer.
      if (error instanceof LeakLensError && error.problem.archive === 'gone') this.cache.keep(question, bytes);
      throw error;
    }
  }

  /** @throws LeakLensError */
  json(bytes: Uint8Array): unknown {
    const text = Buffer.from(bytes).toString('utf8');
    try {
      return JSON.parse(text);
    } catch (error) {
      if (isPage(bytes)) throw this.fault('web-page', 'a web page in place of an answer');
      const detail = `no JSON: ${error instanceof Error ? error.message : String(error)}`;
      throw new LeakLensError({ kind: 'unreadable', subject: this.base, detail: this.agents.secrets.inText(detail) });
    }
  }

  fault(archive: ArchiveFault, detail: string, more: Partial<Problem> = {}): LeakLensError {
    return new LeakLensError({ kind: 'archive', subject: this.base, detail, archive, ...more });
  }

  private async answer({ path, post, wants }: ArchiveAsk, signal: AbortSignal): Promise<HttpAnswer> {
    const limits = this.options.currentLimits?.() ?? this.options;
    const maxBodyBytes = Math.min(limits.maxBodyBytes, wants === 'table' ? maxTableBytes : maxProfileBytes);
    const url = this.base + path;
    const { timeoutMillis } = limits;
    const request = { url, limits: { timeoutMillis, maxBodyBytes }, signal, ...(post !== undefined && { post }) };
    const answer = await this.exchanged(request, wants);
    this.note(answer);
    const problem = this.problemOf(answer);
    if (problem !== null)
      throw new LeakLensError(hiddenProblem({ ...problem, subject: this.base }, this.agents.secrets));
    return answer;
  }

  private async exchanged(request: HttpGetRequest, wants: ArchiveAsk['wants']): Promise<HttpGetAnswer> {
    try {
      return await httpGet(this.agents, request);
    } catch (error) {
      if (!(error instanceof LeakLensError)) throw error;
      const { problem } = error;
      if (problem.kind === 'too-large' && wants === 'table') {
        const { detail, limit } = problem;
        throw this.fault('too-much', detail, limit === undefined ? {} : { limit });
      }
      // The question stands in the address with all its labels, which tell a person nothing.
      throw new LeakLensError({ ...problem, subject: this.base }, error);
    }
  }

  private note({ headers, bytes, elapsedMillis }: HttpGetAnswer): void {
    const { spent } = this;
    this.spent = {
      bytes: spent.bytes + bytes.length,
      millis: spent.millis + elapsedMillis,
      requests: spent.requests + 1,
    };
    const date = Date.parse(headers.date ?? '');
    const ahead = date - this.clock.now();
    // The header has whole seconds: clocks that agree as far as that tells agree.
    if (!Number.isNaN(date)) this.ahead = Math.abs(ahead) < clockSlackMillis ? 0 : ahead;
  }

  private problemOf(answer: HttpAnswer): Problem | null {
    const problem = answerProblem(answer, this.agents.hasCredentials);
    if (problem === null) return null;
    const reason = answerReason(answer);
    const { status } = answer;
    const about = { status, ...(reason !== '' && { reason }) };
    // Pyroscope's words for a request without X-Scope-OrgID (grafana/dskit user.ErrNoOrgID).
    if (status === 401 && /no org id/i.test(reason)) return this.fault('no-tenant', problem.detail, about).problem;
    if (status === 404 && reason === '') return this.fault('no-interface', problem.detail, about).problem;
    if (status === 404 && !isJson(answer)) return this.fault('no-interface', problem.detail, about).problem;
    if (gatewayStatuses.has(status) && !isJson(answer)) return this.fault('gateway', problem.detail, about).problem;
    if (isJson(answer) && status !== 401 && status !== 403)
      return this.fault('rejected', problem.detail, about).problem;
    return problem;
  }
}

function isJson({ headers }: HttpAnswer): boolean {
  return /\bjson\b/.test(headers['content-type'] ?? '');
}

/** Whether an answer begins as pages do. */
export function isPage(bytes: Uint8Array): boolean {
  return /^\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}
