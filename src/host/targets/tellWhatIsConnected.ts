import type { Disposable } from '../../shared/base/disposable';
import { changedContexts } from '../base/contextKeys';
import { contextKeys } from '../base/contributionNames';
import type { TargetConnections } from './targetConnections';
import { answers } from './targetPick';

/** Keeps up to date what `when` clauses ask, so that a command that could not act is not offered. */
export function tellWhatIsConnected(
  connections: Pick<TargetConnections, 'states' | 'waiting' | 'onDidChange'>,
  report: (thrown: unknown) => void,
): Disposable {
  const tell = changedContexts(report);
  return connections.onDidChange(() => {
    const { states, waiting } = connections;
    tell(contextKeys.hasTargets, states.length + waiting.length > 0);
    tell(contextKeys.connected, states.some(answers));
    tell(contextKeys.away, waiting.length > 0 || states.some((state) => !answers(state)));
  });
}
