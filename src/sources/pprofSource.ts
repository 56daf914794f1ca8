import type { BuildInfo } from '../shared/buildInfo';
import { LeakLensError } from '../shared/errors';
import type { ProfileRequest, ProfileSource, SourceAnswer, SourceLimits } from '../shared/ports';
import type { Target } from '../shared/target';
import { answerProblem } from './answerProblem';
import { bodyProblem } from './bodyProblem';
import type { HttpAgents } from './httpAgents';
import { httpGet } from './httpGet';
import type { HttpGetAnswer } from './httpGet';
import { linkSignals } from './linkSignals';
import { createLocalProcess } from './localProcess';
import { RequestQueue } from './requestQueue';

export interface PprofEndpoint {
  readonly target: Target;
  /** Owned by the source from now on. */
  readonly agents: HttpAgents;
  readonly headers: Readonly<Record<string, string>>;
  /** Read before each request. */
  readonly limits: () => SourceLimits;
}

/** Below the base URL. `gc=1` is never asked: it would run a collection in the service. */
const paths: Readonly<Record<ProfileRequest, string>> = {
  heap: 'heap',
  'heap-text': 'heap?debug=1',
  goroutine: 'goroutine',
  'goroutine-dump': 'goroutine?debug=2',
  'goroutine-leak': 'goroutineleak',
};

const maxCommandLineBytes = 1024 * 1024;

/** A pprof endpoint that has proved to answer. */
export class PprofSource implements ProfileSource {
  readonly target: Target;
  private readonly endpoint: PprofEndpoint;
  private readonly queue = new RequestQueue();
  private readonly life = new AbortController();
  private readonly process;

  constructor(endpoint: PprofEndpoint) {
    this.target = endpoint.target;
    this.endpoint = endpoint;
    this.process = createLocalProcess({ url: endpoint.target.url, commandLine: () => this.commandLine() });
  }

  async fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer> {
    const answer = await this.ask(paths[request], this.endpoint.limits(), signal);
    const problem = answerProblem(answer) ?? bodyProblem(request, answer);
    if (problem !== null) throw new LeakLensError(problem);
    return { bytes: answer.bytes, url: answer.url, elapsedMillis: answer.elapsedMillis };
  }

  residentBytes(): Promise<number | null> {
    return this.process.residentBytes();
  }

  buildInfo(): Promise<BuildInfo | null> {
    return this.process.buildInfo();
  }

  /** Ends the request under way and those that wait: they fail with `cancelled`. */
  dispose(): void {
    this.life.abort();
    this.endpoint.agents.dispose();
  }

  private async ask(path: string, limits: SourceLimits, signal: AbortSignal): Promise<HttpGetAnswer> {
    const { agents, headers, target } = this.endpoint;
    const url = target.url + path;
    const cancelled = (cause: unknown) =>
      new LeakLensError({ kind: 'cancelled', subject: url, detail: 'cancelled' }, cause);
    const linked = linkSignals([signal, this.life.signal], cancelled);
    try {
      return await this.queue.run(linked.signal, () =>
        httpGet(agents, { url, headers, limits, signal: linked.signal }),
      );
    } finally {
      linked.dispose();
    }
  }

  /** The arguments of the process that answers, joined by NUL; null when this pprof does not serve them. */
  private async commandLine(): Promise<Uint8Array | null> {
    const limits = { ...this.endpoint.limits(), maxBodyBytes: maxCommandLineBytes };
    const answer = await this.ask('cmdline', limits, this.life.signal);
    const problem = answerProblem(answer);
    if (problem === null) return answer.bytes;
    if (problem.kind === 'unknown-profile' || problem.kind === 'no-pprof') return null;
    throw new LeakLensError(problem);
  }
}
