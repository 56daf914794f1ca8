import { l10n } from 'vscode';
import { plainText } from '../../shared/base/said/plainText';
import { engineNotifications, requests, type Outcome, type TargetState } from '../../shared/wires/lspMessages';
import type { SeriesQuery } from '../../shared/model/engineRequests';
import type { SeriesTable } from '../../shared/model/series/series';
import type { EngineClient } from '../engine/engineClient';
import type { TargetConnections } from '../targets/targetConnections';
import { serviceKey } from '../targets/targetNodes';
import { describePhase, describeReplica, describeService } from '../targets/targetWords';
import { asServicePoints, joinedTables, queriesOf } from './serviceSeries';
import { replicasOf, withServiceStates, type ServiceStateWords } from './serviceState';
import type { TrendsEngine } from './trendsEngine';
import { waitingState } from './waitingState';

/** The engine as the trends panel needs it, with each service beside its replicas. Looking at the panel alone does not start the engine. */
export function engineTrends(engine: EngineClient, connections: TargetConnections): TrendsEngine {
  const targets = () => [...withServiceStates(connections.states, words), ...connections.waiting.map(waitingState)];
  return {
    targets,
    onTargets: (listener) =>
      connections.onDidChange(() => {
        listener(targets());
      }),
    onSeries: (listener) =>
      engine.on(engineNotifications.seriesGrew, (growth) => {
        listener(growth);
        const replica = connections.states.find(({ target }) => target.id === growth.targetId);
        const service = replica === undefined ? null : serviceKey(replica);
        if (replica === undefined || service === null) return;
        listener({ targetId: service, points: asServicePoints(replica, growth.points) });
      }),
    series: (query) => {
      const replicas = replicasOf(query.targetId, connections.states);
      return replicas.length === 0
        ? engine.ask(requests.series, query)
        : joinedSeries(query, replicas, (one) => engine.ask(requests.series, one));
    },
  };
}

const words: ServiceStateWords = {
  replica: (state) => describeReplica(state) || describePhase(state),
  service: describeService,
  line: (name, label) => l10n.t('{0}: {1}', plainText(name), label),
};

/** What one replica cannot tell is left out; the others are drawn. */
async function joinedSeries(
  query: SeriesQuery,
  replicas: readonly TargetState[],
  ask: (query: SeriesQuery) => Promise<Outcome<SeriesTable>>,
): Promise<Outcome<SeriesTable>> {
  const outcomes = await Promise.all(queriesOf(query, replicas).map(ask));
  const failed = outcomes.find(({ ok }) => !ok);
  if (failed !== undefined && outcomes.every(({ ok }) => !ok)) return failed;
  const told = replicas.flatMap((replica, at) => {
    const outcome = outcomes[at];
    return outcome?.ok === true ? [{ replica, table: outcome.value }] : [];
  });
  const value = joinedTables(
    told.map(({ replica }) => replica),
    told.map(({ table }) => table),
  );
  return { ok: true, value };
}
