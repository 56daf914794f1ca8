import type { LiveProfile } from '../../model/views/liveProfile';
import type { BuildInfo } from '../../model/process/buildInfo';
import type { Credentials } from '../../model/target/credentials';
import type { ProxySettings } from '../../model/target/proxySettings';
import type { SourceLimits } from '../../model/target/sourceLimits';
import type { RpcCommand } from '../../model/target/rpcCommand';
import type { TlsOptions } from '../../model/target/tlsOptions';
import type { MemoryLimit } from '../../model/series/outlook';
import type { TargetSource } from './targetSource';

/** What a pprof endpoint of a Go process can be asked for. */
export type ProfileRequest =
  /** Heap profile, proto. */
  | 'heap'
  /** Heap profile as text, which ends with runtime.MemStats. */
  | 'heap-text'
  /** Goroutine profile, proto: counts by stack, cheap at any size. */
  | 'goroutine'
  /** Every goroutine with state, age and creator: stops the world in proportion to their number. */
  | 'goroutine-dump'
  /** The goroutines that the runtime's own detector proves to be stuck (Go 1.27; 1.26 by experiment): costs a collection. */
  | 'goroutine-leak';

export interface SourceAnswer {
  /** The body as received: gzip is left to the decoder. */
  readonly bytes: Uint8Array;
  /** URL asked, without credentials. */
  readonly url: string;
  /** Wall time from sending the request to the last byte. */
  readonly elapsedMillis: number;
}

/** Pages that Go services serve beside pprof, and that tell of their runtime at a small price: expvar's, and Prometheus'. */
export type NeighbourPage = 'variables' | 'metrics';

/** What came of asking for such a page. */
export interface NeighbourAnswer {
  /** Null when nothing of the kind is there. */
  readonly answer: SourceAnswer | null;
  /** Wall time of asking, ms: also that of a refusal, which tells how far away the service is. Null when nothing was asked. */
  readonly elapsedMillis: number | null;
}

/** A pprof endpoint that answers. Requests of one source never overlap: a second waits for the first. */
export interface ProfileSource extends TargetSource {
  /** @throws LeakLensError */
  fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer>;
  /**
   * What a person wants to look at now. Absent where answers are only played back.
   * @param seconds how long a profile that is recorded is recorded; the limit of time begins behind that. Cancelled, the service stops.
   * @throws LeakLensError
   */
  look?(profile: LiveProfile, seconds: number | null, signal: AbortSignal): Promise<SourceAnswer>;
  /** Resident set size of the process in bytes where this machine can tell (a local process on Linux), else null. Never throws. */
  residentBytes(): Promise<number | null>;
  /** The number of the process, where it is surely one of this machine (on Linux), else null. Absent where it never is. Never throws. */
  processId?(): Promise<number | null>;
  /** How the program that runs there was built, where this machine can tell (a local process on Linux), else null. Never throws. */
  buildInfo?(): Promise<BuildInfo | null>;
  /** When the program that runs there was written, ms since 1970, where this machine can tell (a local process on Linux), else null. Never throws. */
  builtAtMillis?(): Promise<number | null>;
  /** What the memory of the process is limited by, where this machine or kubectl can tell; asked once a process. Never throws. */
  memoryLimits?(): Promise<readonly MemoryLimit[]>;
  /** What is served beside pprof (`/debug/vars`, `/metrics`). One request. Never throws. */
  neighbour?(page: NeighbourPage): Promise<NeighbourAnswer>;
}

export interface SourceOptions extends SourceLimits {
  /** Read before each request after connecting, so that a limit a person raises holds at once; else the limits above hold. */
  readonly currentLimits?: () => SourceLimits;
  readonly name?: string;
  /** Sent with each request. They win over `credentials`, and those over credentials in the URL. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  /** Of a node of Erlang's. A secret. */
  readonly cookie?: string;
  /** Path of a file that holds it. */
  readonly cookieFile?: string;
  /** Of a node of Erlang's whose ports are closed. */
  readonly rpc?: RpcCommand;
  readonly tls?: TlsOptions;
  readonly proxy?: ProxySettings;
  /** The IP address at which the host is asked, of those that it has. Its name is what credentials, `Host` and certificates go by. */
  readonly address?: string;
}

/** Whether somebody connected a pprof endpoint, for the runtimes that ask one. */
export function isProfileSource(source: TargetSource): source is ProfileSource {
  return 'fetch' in source && 'residentBytes' in source;
}

/** Finds what a person typed, and proves that it answers. */
export interface TargetConnector<Source extends TargetSource = TargetSource> {
  /** @throws LeakLensError */
  connect(url: string, options: SourceOptions, signal: AbortSignal): Promise<Source>;
}

/** Finds the pprof endpoint behind what a person typed. */
export type SourceConnector = TargetConnector<ProfileSource>;
