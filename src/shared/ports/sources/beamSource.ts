import type { WatchedNode } from '../runtime/watchedNode';
import type { TargetSource } from './targetSource';

/** A node of Erlang's that let us in. */
export interface BeamSource extends TargetSource {
  readonly node: WatchedNode;
}

/** Whether somebody connected a node, for the runtime that asks one. */
export function isBeamSource(source: TargetSource): source is BeamSource {
  return 'node' in source;
}
