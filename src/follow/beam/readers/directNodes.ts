import type { OpenWatchedNode, WatchedNode } from '../../../shared/ports/runtime/watchedNode';
import type { ErlangConnector } from '../../../shared/ports/sources/erlangNode';
import { NodeWatch, type NodeWatchParts } from './nodeWatch';

/** What it takes to follow nodes where this stands. */
export interface NodeReading extends NodeWatchParts {
  readonly connector: ErlangConnector;
}

/** Nodes whose answers are read where they are called: for a program that does one thing, and waits for it. */
export function directNodes({ connector, ...parts }: NodeReading): OpenWatchedNode {
  return async (address, options, signal): Promise<WatchedNode> => {
    const node = await connector.connect(address, options, signal);
    const watch = new NodeWatch(parts, node, address);
    return {
      name: node.name,
      round: (question, during) => watch.round(question, during),
      verdicts: (thresholds) => Promise.resolve(watch.verdicts(thresholds)),
      dispose: () => node.dispose(),
    };
  };
}
