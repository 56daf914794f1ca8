import { someNames } from '../../shared/base/archives/someNames';
import { wantedType } from '../../shared/base/archives/wantedType';
import { replicaNames, type ArchiveLabels, type TimeRange } from '../../shared/model/archive/archive';
import { LeakLensError } from '../../shared/model/errors';
import type { ArchivedRuntime } from '../../shared/ports/runtime/archivedRuntime';
import type { ProfileArchive } from '../../shared/ports/sources/profileArchive';
import type { Replica, ReplicaLevel } from './replicaHistory';

/** Numbers a replica. */
const mostPoints = 300;

/** Of so many replicas, those that grew most, profiles are looked at. */
export const mostLookedAt = 20;

/** Whose replicas are wanted, and of when. */
export interface ReplicaQuestion {
  readonly labels: ArchiveLabels;
  readonly range: TimeRange;
}

/** The replicas that an archive knows of a service, with their numbers. @throws LeakLensError */
export async function findReplicas(
  archive: ProfileArchive,
  { levels }: Pick<ArchivedRuntime, 'levels'>,
  { labels, range }: ReplicaQuestion,
  signal: AbortSignal,
): Promise<readonly Replica[]> {
  const types = await archive.types(range, signal);
  const found = new Map<string, { readonly labels: ArchiveLabels; readonly levels: ReplicaLevel[] }>();
  for (const { profile } of levels) {
    const type = wantedType(types, profile);
    if (type === null) continue;
    for (const one of await archive.series({ type, labels, range, mostPoints }, signal)) {
      const key = replicaKey(one.labels);
      const known = found.get(key) ?? { labels: one.labels, levels: [] };
      found.set(key, known);
      if (one.points.length > 0) known.levels.push({ profile, type, points: one.points });
    }
  }
  const all = [...found.values()].filter((one) => one.levels.length > 0);
  const names = replicaNames(all.map((one) => one.labels));
  return all.map((one, at) => ({ ...one, name: names[at] ?? '' }));
}

/** One text for one set of labels. */
export function replicaKey(labels: ArchiveLabels): string {
  return JSON.stringify(labels, Object.keys(labels).sort());
}

/** Those that grew most first. */
export function byGrowth(replicas: readonly Replica[]): readonly Replica[] {
  return [...replicas].sort((a, b) => growthOf(b) - growthOf(a));
}

/** The largest growth of any of its numbers, as a share of what it was. */
function growthOf({ levels }: Replica): number {
  const shares = levels.map(({ points }) => {
    const first = points[0]?.value ?? 0;
    return ((points.at(-1)?.value ?? 0) - first) / Math.max(first, 1);
  });
  return Math.max(...shares);
}

/** The service that was named, or the only one that there is. @throws LeakLensError `no-service` */
export async function serviceOf(
  archive: ProfileArchive,
  named: string | null,
  range: TimeRange,
  signal: AbortSignal,
): Promise<string> {
  const known = await archive.services(range, signal);
  const [only, ...others] = known;
  if (named === null && only !== undefined && others.length === 0) return only;
  if (named !== null && (known.includes(named) || known.length === 0)) return named;
  throw archiveFault(archive, 'no-service', someNames(known, named));
}

export function archiveFault(
  archive: ProfileArchive,
  why: 'nothing' | 'no-service' | 'no-type' | 'silent',
  detail: string,
): LeakLensError {
  return new LeakLensError({ kind: 'archive', subject: archive.subject, detail, archive: why });
}

export function isoTime(millis: number): string {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? String(millis) : date.toISOString();
}
