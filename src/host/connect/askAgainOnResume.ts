import type { Disposable } from '../../shared/base/disposable';
import { requests } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import type { TargetConnections } from '../targets/targetConnections';
import type { GoDebugSessions } from '../reach/debugging/goDebugSessions';

export interface AskingAgainOptions {
  readonly sessions: Pick<GoDebugSessions, 'onDidResume'>;
  readonly connections: Pick<TargetConnections, 'states' | 'waiting' | 'keepTrying'>;
  readonly engine: Pick<EngineClient, 'request'>;
  readonly report: (thrown: unknown) => void;
}

/** When a paused program goes on, what did not answer is asked at once instead of at the end of a pause that grew meanwhile. */
export function askAgainOnResume({ sessions, connections, engine, report }: AskingAgainOptions): Disposable {
  return sessions.onDidResume(() => {
    for (const { target, problem } of connections.states) {
      if (problem?.kind === 'timeout') engine.request(requests.refresh, { targetId: target.id }).catch(report);
    }
    for (const { url, problem } of connections.waiting)
      if (problem?.kind === 'timeout') connections.keepTrying({ url });
  });
}
