// A service of several replicas as the host tells the page of it, without an editor.
import { toSeriesTable, type SeriesPoint, type SeriesTable } from '../../../src/shared/model/series/series';
import type { TargetState } from '../../../src/shared/wires/lspMessages';
import type { PanelTarget } from '../../../src/shared/wires/panelMessages';
import { joinedTables } from '../../../src/host/trends/serviceSeries';
import { withServiceStates, type ServiceStateWords, type TrendsState } from '../../../src/host/trends/serviceState';
import { goSeriesViews } from '../../support/go/goSeriesViews';
import { point } from './seriesBuilder';

export const exceptionSentence = 'gateway-b is the exception: growth of goroutines, and no such growth with its peers.';

export const plainWords: ServiceStateWords = {
  replica: ({ exception }) => (exception === undefined ? 'healthy' : '1 leak'),
  service: (replicas) => `${String(replicas.length)} replicas`,
  line: (name, label) => `${name}: ${label}`,
};

export function replicaState(name: string, more: Partial<TargetState> = {}): TargetState {
  return {
    target: { id: `localhost-${name}`, name, url: `http://localhost/${name}/debug/pprof/` },
    phase: 'connected',
    condition: { kind: 'connecting' },
    conditionText: { short: 'watching', sentence: '' },
    replicaOf: { service: 'gateway', address: null },
    ...{ problem: null, nextAttemptMillis: null, latest: null, runtime: 'go', series: goSeriesViews() },
    ...{ limits: [], outlooks: [], growth: {}, liveHeapPerMinute: null, goroutinesPerMinute: null },
    ...{ cost: null, pace: null, missing: [] },
    ...more,
  };
}

/** Five of which the second stands out, or as many of them as are wanted. */
export function fleetStates(names = ['a', 'b', 'c', 'd', 'e']): readonly TargetState[] {
  return names.map((letter) =>
    replicaState(`gateway-${letter}`, letter === 'b' ? { exception: exceptionSentence } : {}),
  );
}

/** Five minutes: each replica is asked every five seconds, one after the other; the second one leaks. */
export function fleetTable(states: readonly TargetState[]): SeriesTable {
  const tables = states.map((state, place) => toSeriesTable(pointsOf(state, place)));
  return joinedTables(states, tables);
}

export function pointsOf({ exception }: TargetState, place: number): readonly SeriesPoint[] {
  return Array.from({ length: 60 }, (_, row) => {
    const wave = Math.sin(row / 5 + place) * 3;
    const leak = exception === undefined ? 0 : row * 12;
    return point({
      at: row * 5 + place,
      liveHeap: (20 + place * 2 + wave / 3 + leak / 10) * 1024 ** 2,
      goroutines: Math.round(120 + place * 15 + wave * 3 + leak),
    });
  });
}

/** The service among what the page is told. */
export function serviceOf(states: readonly TargetState[]): TrendsState {
  const found = withServiceStates(states, plainWords).find(({ service }) => service !== undefined);
  if (found === undefined) throw new Error('no service');
  return found;
}

export function asPanelTarget({ target, phase, conditionText, series, service }: TrendsState): PanelTarget {
  return {
    ...{ id: target.id, name: target.name, url: '', phase, condition: conditionText.short },
    ...{ problem: '', asOf: '', cost: '', missing: [], series, growth: {}, limits: [], outlooks: [] },
    ...(service !== undefined && { service }),
  };
}
