import type { Clock } from '../../../shared/ports/clock';
import type { NodeReports } from '../../../shared/ports/runtime/nodeLooks';
import type { ErlangNode } from '../../../shared/ports/sources/erlangNode';
import { Asker } from './ask';
import { listProcesses } from './listProcesses';
import { lookAtNode } from './lookAtNode';

/** By the connection that there is. @param subject the address that a person named, for errors */
export function nodeReports(node: ErlangNode, subject: string, clock: Clock): NodeReports {
  return {
    memory: (signal) => lookAtNode(new Asker(node, signal), node, subject),
    processes: (question, signal) =>
      listProcesses(new Asker(node, signal), question, (millis) => pause(clock, millis, signal)),
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
