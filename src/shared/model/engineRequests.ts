import type { ProbeName } from './finding';
import type { Credentials } from './target/credentials';
import type { PodAddress, WorkloadAddress } from './target/kubernetes';
import type { RpcCommand } from './target/rpcCommand';
import type { ProxySettings } from './target/proxySettings';
import type { RedactionCounts } from './redaction';
import type { SnapshotFileName } from './snapshot';
import type { TlsOptions } from './target/tlsOptions';

/** What a person asks the engine for, with whatever they ask it. */
export interface ConnectParams {
  readonly url: string;
  readonly name?: string;
  /** The service that it is a replica of, as a person calls it; empty for none any more, absent for what was said before. */
  readonly service?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  /** Of a node of Erlang's, where it is not found by itself. A secret. */
  readonly cookie?: string;
  /** Path of a file that holds it: `.erlang.cookie`, `vm.args`. */
  readonly cookieFile?: string;
  /** A command by which a node of Erlang's is asked whose ports are closed. It is run: of editors' messages, only our own extension's may hold one. */
  readonly rpc?: RpcCommand;
  readonly tls?: TlsOptions;
  readonly proxy?: ProxySettings;
  /** Reached by a forward of kubectl that the engine starts, and ends with the connection; `url` is only its name. */
  readonly pod?: PodAddress;
  /** Each address that the host of `url` has is a replica of one service; they are looked up again as long as it is connected. */
  readonly eachAddress?: boolean;
  /** The same of the pods of a workload, each by a forward of its own; `url` is only its name. */
  readonly workload?: WorkloadAddress;
}

/** Something to be tried at a service that is more than a read: whoever asks for it has asked a person. */
export interface ProbeParams {
  readonly targetId: string;
  /** Of the finding. */
  readonly id: string;
  readonly probe: ProbeName;
}

export interface SeriesQuery {
  readonly targetId: string;
  /** Only points at or after this time; null for all. */
  readonly sinceMillis: number | null;
  /** The answer is thinned to at most this many points, extremes kept. */
  readonly maxPoints: number;
}

export interface ExportParams {
  readonly id: string;
  /** Absolute; what is new or empty becomes the snapshot, in anything else it is a new folder. */
  readonly directory: string;
  /** Without what can be private: see `Redactor`. */
  readonly redact: boolean;
}

export interface ExportedSnapshot {
  /** Where the files are. */
  readonly directory: string;
  readonly files: readonly SnapshotFileName[];
  /** What was taken out; null when everything was kept. */
  readonly redacted: RedactionCounts | null;
}

export interface IgnoreParams {
  /** Of the finding. */
  readonly id: string;
  /** In the person's words; it is kept beside the id for whoever reads the file later. */
  readonly reason: string;
  /** ISO date until which it holds, inclusive; null for ever. */
  readonly until: string | null;
}
