import type { BuildInfo } from '../../shared/model/process/buildInfo';
import { LeakLensError } from '../../shared/model/errors';
import type { LiveProfile } from '../../shared/model/views/liveProfile';
import type {
  NeighbourAnswer,
  NeighbourPage,
  ProfileRequest,
  ProfileSource,
  SourceAnswer,
} from '../../shared/ports/sources/profileSource';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
import type { MemoryLimit } from '../../shared/model/series/outlook';
import type { Target } from '../../shared/model/target/target';
import type { HttpAgents } from '../net/httpAgents';
import { urlAt } from '../net/atAddress';
import { httpGet } from '../net/httpGet';
import type { HttpGetAnswer } from '../net/httpGet';
import type { WantedBody } from './bodyProblem';
import { linkSignals } from '../base/linkSignals';
import { neighbourUrl } from './neighbourPages';
import { pprofProblem } from './pprofProblem';
import { createLocalProcess } from '../processes/localProcess';
import { RequestQueue } from '../base/requestQueue';

export interface PprofEndpoint {
  readonly target: Target;
  /** Owned by the source from now on. */
  readonly agents: HttpAgents;
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

/** What a person looks at, below the base URL. */
const livePaths: Readonly<Record<LiveProfile, string>> = {
  heap: 'heap',
  allocs: 'allocs',
  goroutine: 'goroutine',
  'goroutine-dump': 'goroutine?debug=2',
  cpu: 'profile',
  block: 'block',
  mutex: 'mutex',
  threadcreate: 'threadcreate',
};

const maxCommandLineBytes = 1024 * 1024;

const neighbourBytes: Readonly<Record<NeighbourPage, number>> = { variables: 1024 * 1024, metrics: 4 * 1024 * 1024 };
/** What a service publishes may wait for the very lock that is stuck, and the first look at the lines would wait with it. */
const neighbourTimeoutMillis = 3000;
const notAsked: NeighbourAnswer = { answer: null, elapsedMillis: null };

/** A pprof endpoint that has proved to answer. */
export class PprofSource implements ProfileSource {
  readonly target: Target;
  readonly runtime = 'go';
  private readonly endpoint: PprofEndpoint;
  private readonly queue = new RequestQueue();
  private readonly life = new AbortController();
  private readonly process;

  constructor(endpoint: PprofEndpoint) {
    this.target = endpoint.target;
    this.endpoint = endpoint;
    const { target, agents } = endpoint;
    const url = agents.address === null ? target.url : urlAt(new URL(target.url), agents.address).href;
    this.process = createLocalProcess({ url, commandLine: () => this.commandLine() });
  }

  async fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer> {
    const answer = await this.ask(this.target.url + paths[request], this.endpoint.limits(), signal);
    return this.checked(answer, request);
  }

  /** Go ends a recording when whoever asked for it goes away (net/http/pprof, sleep). */
  async look(profile: LiveProfile, seconds: number | null, signal: AbortSignal): Promise<SourceAnswer> {
    const { timeoutMillis, ...limits } = this.endpoint.limits();
    const recorded = seconds === null ? '' : `?seconds=${String(seconds)}`;
    const url = this.target.url + livePaths[profile] + recorded;
    const answer = await this.ask(url, { ...limits, timeoutMillis: timeoutMillis + (seconds ?? 0) * 1000 }, signal);
    return this.checked(answer, wantedBody(profile));
  }

  processId(): Promise<number | null> {
    return this.process.processId();
  }

  residentBytes(): Promise<number | null> {
    return this.process.residentBytes();
  }

  buildInfo(): Promise<BuildInfo | null> {
    return this.process.buildInfo();
  }

  builtAtMillis(): Promise<number | null> {
    return this.process.builtAtMillis();
  }

  memoryLimits(): Promise<readonly MemoryLimit[]> {
    return this.process.memoryLimits();
  }

  /** Most services have none, so whatever goes wrong says only that. */
  async neighbour(page: NeighbourPage): Promise<NeighbourAnswer> {
    const url = neighbourUrl(this.target.url, page);
    if (url === null) return notAsked;
    const { timeoutMillis, maxBodyBytes } = this.endpoint.limits();
    const limits = {
      timeoutMillis: Math.min(timeoutMillis, neighbourTimeoutMillis),
      maxBodyBytes: Math.min(maxBodyBytes, neighbourBytes[page]),
    };
    try {
      const answer = await this.ask(url, limits, this.life.signal);
      const problem = pprofProblem(this.endpoint.agents, answer, null);
      return { answer: problem === null ? answer : null, elapsedMillis: answer.elapsedMillis };
    } catch {
      return notAsked;
    }
  }

  /** Ends the request under way and those that wait: they fail with `cancelled`. */
  dispose(): void {
    this.life.abort();
    this.endpoint.agents.dispose();
  }

  private checked(answer: HttpGetAnswer, wanted: WantedBody): SourceAnswer {
    const problem = pprofProblem(this.endpoint.agents, answer, wanted);
    if (problem !== null) throw new LeakLensError(problem);
    return { bytes: answer.bytes, url: answer.url, elapsedMillis: answer.elapsedMillis };
  }

  private async ask(url: string, limits: SourceLimits, signal: AbortSignal): Promise<HttpGetAnswer> {
    const { agents } = this.endpoint;
    const cancelled = (cause: unknown) =>
      new LeakLensError({ kind: 'cancelled', subject: url, detail: 'cancelled' }, cause);
    const linked = linkSignals([signal, this.life.signal], cancelled);
    try {
      return await this.queue.run(linked.signal, () => httpGet(agents, { url, limits, signal: linked.signal }));
    } finally {
      linked.dispose();
    }
  }

  /** The arguments of the process that answers, joined by NUL; null when this pprof does not serve them. */
  private async commandLine(): Promise<Uint8Array | null> {
    const limits = { ...this.endpoint.limits(), maxBodyBytes: maxCommandLineBytes };
    const answer = await this.ask(`${this.target.url}cmdline`, limits, this.life.signal);
    const problem = pprofProblem(this.endpoint.agents, answer, null);
    if (problem === null) return answer.bytes;
    if (problem.kind === 'unknown-profile' || problem.kind === 'no-pprof') return null;
    throw new LeakLensError(problem);
  }
}

/** What its body has to begin like. */
function wantedBody(profile: LiveProfile): WantedBody {
  return profile === 'heap' || profile === 'goroutine' || profile === 'goroutine-dump' ? profile : 'profile';
}
