import type { Disposable } from '../../base/disposable';
import type { RpcCommand } from '../../model/target/rpcCommand';
import type { Target } from '../../model/target/target';

/** A target that answered when it was connected. How it is asked only its runtime knows, which knows it again (`asProfileSource`). */
export interface TargetSource extends Disposable {
  readonly target: Target;
  /** Id of the runtime that knows how to ask it, and what its answers mean. */
  readonly runtime: string;
  /** By which command of a person's it is asked; absent where it is asked itself. */
  readonly command?: RpcCommand;
}
