import type { Clock } from '../../shared/ports/clock';
import type { ErlangConnector, ErlangNode } from '../../shared/ports/sources/erlangNode';
import type { NodeLooks, OpenNode } from '../../shared/ports/runtime/nodeLooks';
import { Asker } from './questions/ask';
import { collectNow } from './questions/collectNow';
import { listProcesses } from './questions/listProcesses';
import { lookAtNode } from './questions/lookAtNode';
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
    memory: (signal) => lookAtNode(new Asker(node, signal), node, subject),
    processes: (question, signal) =>
      listProcesses(new Asker(node, signal), question, (millis) => pause(clock, millis, signal)),
    collect: (processes, signal) => collectNow(new Asker(node, signal), processes, subject),
    traceMonitors: (question, signal) => traceMonitors(new Asker(node, signal), question, subject),
    dispose: () => node.dispose(),
  };
}

function pause(clock: Clock, millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      timer.dispose();
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    };
    const timer = clock.after(millis, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
