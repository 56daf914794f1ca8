import { engineNotifications, requests } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import type { TargetConnections } from '../targets/targetConnections';
import type { TrendsEngine } from './trendsEngine';
import { waitingState } from './waitingState';

/** The engine as the trends panel needs it. Looking at the panel alone does not start the engine. */
export function engineTrends(engine: EngineClient, connections: TargetConnections): TrendsEngine {
  const targets = () => [...connections.states, ...connections.waiting.map(waitingState)];
  return {
    targets,
    onTargets: (listener) =>
      connections.onDidChange(() => {
        listener(targets());
      }),
    onSeries: (listener) => engine.on(engineNotifications.seriesGrew, listener),
    series: (query) => engine.ask(requests.series, query),
  };
}
