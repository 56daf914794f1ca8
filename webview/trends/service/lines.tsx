import { Legend, type LegendProps } from '../legend';
import { ReplicaLegend } from './replicaLegend';

/** What the lines are: the numbers of one process, or the processes of a service. */
export function Lines({ store, times }: LegendProps) {
  const Rows = store.service.value === null ? Legend : ReplicaLegend;
  return <Rows store={store} times={times} />;
}
