import { isArchiveGap } from './isArchiveGap';
import type { ArchiveLabels, ArchivedPoint, ArchivedType } from '../../shared/model/archive/archive';
import type {
  HistoryLevel,
  HistoryMoment,
  HistoryProfile,
  ReplicaHistory,
} from '../../shared/ports/runtime/archivedRuntime';
import type { ProfileArchive } from '../../shared/ports/sources/profileArchive';
import { pickMoments, thinned } from './pickMoments';

/** One kind of numbers of one replica. */
export interface ReplicaLevel {
  /** By pprof's name. */
  readonly profile: string;
  readonly type: ArchivedType;
  readonly points: readonly ArchivedPoint[];
}

export interface Replica {
  readonly name: string;
  readonly labels: ArchiveLabels;
  readonly levels: readonly ReplicaLevel[];
}

/** What the judge keeps at its finest, but for room. */
const mostPoints = 100;

/** A moment of the first kind of numbers, and what the others were nearest to it. */
export interface PickedMoment {
  readonly atMillis: number;
  readonly points: ReadonlyMap<ReplicaLevel, ArchivedPoint>;
}

/** Fetches the profiles of some moments of a replica, one at a time; what an archive does not have any more is left out. @throws LeakLensError */
export async function replicaHistory(
  archive: ProfileArchive,
  replica: Replica,
  count: number,
  signal: AbortSignal,
): Promise<ReplicaHistory> {
  const moments: HistoryMoment[] = [];
  let sinceMillis = -Infinity;
  for (const picked of pickedOf(replica.levels, count)) {
    const moment = await momentOf(archive, replica, { picked, sinceMillis }, signal);
    if (moment === null) continue;
    moments.push(moment);
    sinceMillis = moment.atMillis;
  }
  return { subject: `${archive.kind}:${archive.subject} ${replica.name}`, labels: replica.labels, moments };
}

/**
 * Fetches the profiles of one moment. Null where the archive does not have all of them any more: with one of them alone a moment tells half;
 * its numbers count all the same. Numbers since the moment before: the numbers from there on stand beside it. @throws LeakLensError
 */
export async function momentOf(
  archive: ProfileArchive,
  { labels, levels }: Pick<Replica, 'labels' | 'levels'>,
  { picked, sinceMillis }: { readonly picked: PickedMoment; readonly sinceMillis: number },
  signal: AbortSignal,
): Promise<HistoryMoment | null> {
  const { atMillis, points } = picked;
  const profiles: Record<string, HistoryProfile> = {};
  for (const [level, point] of points) {
    const profile = await profileNear(archive, { level, point, labels }, signal);
    if (profile !== null) profiles[level.profile] = profile;
  }
  if (Object.keys(profiles).length < points.size) return null;
  return { atMillis, profiles, between: betweenOf(levels, sinceMillis, atMillis) };
}

interface Wanted {
  readonly level: ReplicaLevel;
  readonly point: ArchivedPoint;
  readonly labels: ArchiveLabels;
}

/** Of a scrape that is not there (any more) the one before or after it does as well. */
async function profileNear(
  archive: ProfileArchive,
  { level, point, labels }: Wanted,
  signal: AbortSignal,
): Promise<HistoryProfile | null> {
  const at = level.points.indexOf(point);
  for (const near of [point, level.points[at + 1], level.points[at - 1]]) {
    if (near === undefined) continue;
    const bytes = await profileOrNone(archive, { type: level.type, labels, moment: near.moment }, signal);
    if (bytes !== null) return { bytes, expected: near.value };
  }
  return null;
}

async function profileOrNone(
  archive: ProfileArchive,
  question: Parameters<ProfileArchive['profile']>[0],
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await archive.profile(question, signal);
  } catch (error) {
    if (isArchiveGap(error)) return null;
    throw error;
  }
}

/** The picks of each kind side by side: they are scraped one after the other, a moment apart. */
export function pickedOf(levels: readonly ReplicaLevel[], count: number): readonly PickedMoment[] {
  const picks = levels.map((level) => ({ level, picked: pickMoments(level.points, count) }));
  const most = Math.max(0, ...picks.map(({ picked }) => picked.length));
  return Array.from({ length: most }, (_, at): PickedMoment => {
    const points = new Map(
      picks.flatMap(({ level, picked }) => {
        const point = picked[at];
        return point === undefined ? [] : [[level, point] as const];
      }),
    );
    return { atMillis: Math.max(...[...points.values()].map(({ atMillis }) => atMillis)), points };
  });
}

function betweenOf(levels: readonly ReplicaLevel[], fromMillis: number, untilMillis: number): readonly HistoryLevel[] {
  const all = levels.flatMap(({ profile, points }) =>
    thinned(points, mostPoints).map(({ atMillis, value }) => ({ atMillis, profile, sum: value })),
  );
  const between = all.filter(({ atMillis }) => atMillis > fromMillis && atMillis < untilMillis);
  return between.sort((a, b) => a.atMillis - b.atMillis);
}
