import type { OpenWatchedNode, WatchedNode } from '../../../shared/ports/runtime/watchedNode';
import type { NodeFiles } from '../../../shared/ports/nodeFiles';
import type { ErlangConnector } from '../../../shared/ports/sources/erlangNode';
import { nodeReports } from '../questions/nodeReports';
import { captureNode } from './captureNode';
import { NodeWatch, type NodeWatchParts } from './nodeWatch';

/** What it takes to follow nodes where this stands. */
export interface NodeReading extends NodeWatchParts {
  readonly connector: ErlangConnector;
  readonly files: NodeFiles;
}

/** Nodes whose answers are read where they are called: for a program that does one thing, and waits for it. */
export function directNodes({ connector, files, ...parts }: NodeReading): OpenWatchedNode {
  return async (address, options, signal): Promise<WatchedNode> => {
    const node = await connector.connect(address, options, signal);
    const watch = new NodeWatch(parts, node, address);
    return {
      name: node.name,
      round: (question, during) => watch.round(question, during),
      verdicts: (thresholds) => Promise.resolve(watch.verdicts(thresholds)),
      remember: () => Promise.resolve(watch.remember()),
      recall: (memory) => {
        watch.recall(memory);
        return Promise.resolve();
      },
      code: (modules, during) => watch.code(modules, during),
      collect: (process, during) => watch.collect(process, during),
      traceMonitors: (question, during) => watch.traceMonitors(question, during),
      capture: (question, during) =>
        captureNode(node, question, { files, now: () => parts.clock.now(), subject: address }, during),
      ...nodeReports(node, address, parts.clock),
      dispose: () => node.dispose(),
    };
  };
}
