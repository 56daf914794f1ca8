import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelReplica } from '../../../src/shared/wires/panelMessages';
import type { Readout } from '../readout';

/** One number of each process at the moment that is read; null where it did not tell. */
export function replicaValues(
  replicas: readonly PanelReplica[],
  { id }: Pick<SeriesView, 'id'>,
  readout: Readout | null,
): readonly (number | null)[] {
  return replicas.map(({ lines }) => readout?.values[lines[id] ?? ''] ?? null);
}
