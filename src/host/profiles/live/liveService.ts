import { DisposableStore, type Disposable } from '../../../shared/base/disposable';
import type { TargetConnections } from '../../targets/targetConnections';
import type { FollowedService } from './pollFollower';

/** A service as the connections tell of it. */
export function liveService(connections: TargetConnections, targetId: string): FollowedService {
  const state = () => connections.states.find(({ target }) => target.id === targetId);
  /** Runs whenever what is read is another one, but for nothing. */
  const whenOther = (read: () => string | number | null, run: () => void): Disposable => {
    let known = read();
    return connections.onDidChange(() => {
      const now = read();
      if (now === known) return;
      known = now;
      if (now !== null) run();
    });
  };
  return {
    onPoll: (run) => whenOther(() => state()?.latest?.atMillis ?? null, run),
    onConnected: (run) => whenOther(() => (state()?.phase === 'connected' ? 'connected' : null), run),
    goroutines: () => state()?.latest?.values['goroutines'] ?? null,
  };
}

/** For what no service has to do with. */
export const noService: FollowedService = {
  onPoll: () => new DisposableStore(),
  onConnected: () => new DisposableStore(),
  goroutines: () => null,
};
