import type { Clock } from '../../shared/ports/clock';
import type { ErlangConnector, ErlangNode } from '../../shared/ports/sources/erlangNode';
import type { NodeLooks, OpenNode } from '../../shared/ports/runtime/nodeLooks';
import { Asker } from './questions/ask';
import { collectNow } from './questions/collectNow';
import { nodeReports } from './questions/nodeReports';
import { traceMonitors } from './questions/traceMonitors';

/** Nodes that a command looks at and lets go. */
export function createNodeLooks(connector: ErlangConnector, clock: Clock): NodeLooks {
  return {
    async open(address, options, signal) {
      return opened(await connector.connect(address, options, signal), address, clock);
    },
  };
}

function opened(node: ErlangNode, subject: string, clock: Clock): OpenNode {
  return {
    name: node.name,
    ...nodeReports(node, subject, clock),
    collect: (processes, signal) => collectNow(new Asker(node, signal), processes, subject),
    traceMonitors: (question, signal) => traceMonitors(new Asker(node, signal), question, subject),
    dispose: () => node.dispose(),
  };
}
