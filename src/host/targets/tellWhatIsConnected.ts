import type { Disposable } from '../../shared/base/disposable';
import { setContext } from '../base/contextKeys';
import { contextKeys } from '../base/contributionNames';
import type { TargetConnections } from './targetConnections';

/** Keeps up to date what `when` clauses ask, so that a command that could not act is not offered. */
export function tellWhatIsConnected(
  connections: Pick<TargetConnections, 'states' | 'waiting' | 'onDidChange'>,
  report: (thrown: unknown) => void,
): Disposable {
  let [connected, known] = [false, false];
  return connections.onDidChange(() => {
    const { states, waiting } = connections;
    const now = { connected: states.length > 0, known: states.length + waiting.length > 0 };
    if (now.connected !== connected) setContext(contextKeys.connected, now.connected, report);
    if (now.known !== known) setContext(contextKeys.hasTargets, now.known, report);
    ({ connected, known } = now);
  });
}
