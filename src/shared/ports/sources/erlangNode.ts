import type { Disposable } from '../../base/disposable';
import type { Term } from '../../model/beam/term';
import type { RpcCommand } from '../../model/target/rpcCommand';
import type { SourceLimits } from '../../model/target/sourceLimits';
import type { TlsOptions } from '../../model/target/tlsOptions';

/** A function that is called within a node; it exists there already, for nothing is ever loaded. */
export interface ErlangCall {
  readonly module: string;
  readonly name: string;
  readonly args: readonly Term[];
}

/** What a call answers. */
export interface ErlangAnswer {
  readonly term: Term;
  readonly bytes: number;
  /** From sending to the last byte. */
  readonly elapsedMillis: number;
}

/**
 * One node that let us in. Calls never overlap: a second waits for the first. A connection that is lost is opened anew by the next
 * call, except where the cookie was wrong: the node writes each such attempt into its log.
 */
export interface ErlangNode extends Disposable {
  /** As it names itself: `shop@host`. */
  readonly name: string;
  /** Of the life that answered last: a node that was started anew has another. */
  readonly creation: number;
  /** @throws LeakLensError */
  call(call: ErlangCall, signal: AbortSignal): Promise<ErlangAnswer>;
}

export interface ErlangOptions extends SourceLimits {
  /** Read before each call after connecting, so that a limit a person raises holds at once; else the limits above hold. */
  readonly currentLimits?: () => SourceLimits;
  /** Whoever has it may do everything with the node: never logged, stored or shown. Absent: where Erlang itself keeps it. */
  readonly cookie?: string;
  /** Read where no cookie was given: a file that holds nothing else, or arguments of a node (`vm.args`). */
  readonly cookieFile?: string;
  readonly tls?: TlsOptions;
  /** Asks through this command in place of the distribution: no port is reached, no cookie is needed. */
  readonly rpc?: RpcCommand;
}

export interface ErlangConnector {
  /** @param address as `readBeamAddress` takes it. @throws LeakLensError */
  connect(address: string, options: ErlangOptions, signal: AbortSignal): Promise<ErlangNode>;
}
