import { processNumbers } from '../../shared/base/replicaColumns';
import type { SeriesQuery } from '../../shared/model/engineRequests';
import type { SeriesId, SeriesPoint, SeriesTable } from '../../shared/model/series/series';
import { toSeriesTable } from '../../shared/model/series/series';
import type { TargetState } from '../../shared/wires/lspMessages';
import { mainSeries } from '../targets/targetGrowth';
import { replicaLine } from './serviceState';

/** What each replica of a service is asked for, so that all of them together are no more than what one would be. */
export function queriesOf(query: SeriesQuery, replicas: readonly TargetState[]): readonly SeriesQuery[] {
  const maxPoints = Math.max(leastPoints, Math.floor(query.maxPoints / replicas.length));
  return replicas.map(({ target }) => ({ ...query, targetId: target.id, maxPoints }));
}

/** A line of fewer says nothing. */
const leastPoints = 60;

/**
 * The points of one replica as points of its service: its own lines alone, and of one life, since others go on when it is replaced. Which of its
 * processes they are of stands beside them.
 */
export function asServicePoints(replica: TargetState, points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const lines = mainSeries(replica.series).map(({ id }) => [id, replicaLine(replica.target.id, id)] as const);
  const ownLife = replicaLine(replica.target.id, processNumbers.life);
  const ownBuild = replicaLine(replica.target.id, processNumbers.build);
  return points.map(({ atMillis, life, build = 0, values }) => ({
    ...{ atMillis, life: 0, build: 0 },
    values: { ...valuesOf(lines, values), [ownLife]: life, [ownBuild]: build },
  }));
}

/** The tables of all replicas as one, in order of time. */
export function joinedTables(replicas: readonly TargetState[], tables: readonly SeriesTable[]): SeriesTable {
  const points = replicas.flatMap((replica, at) => asServicePoints(replica, pointsOf(tables[at])));
  return toSeriesTable(points.toSorted((a, b) => a.atMillis - b.atMillis));
}

function valuesOf(
  lines: readonly (readonly [SeriesId, SeriesId])[],
  values: SeriesPoint['values'],
): SeriesPoint['values'] {
  return Object.fromEntries(lines.map(([id, line]) => [line, values[id] ?? null]));
}

function pointsOf(table: SeriesTable | undefined): readonly SeriesPoint[] {
  if (table === undefined) return [];
  const columns = Object.entries(table.values);
  return table.atMillis.map((atMillis, row) => ({
    atMillis,
    life: table.life[row] ?? 0,
    build: table.build[row] ?? 0,
    values: Object.fromEntries(columns.map(([id, column]) => [id, column[row] ?? null])),
  }));
}
