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
interface Picked {
  readonly atMillis: number;
  readonly points: ReadonlyMap<ReplicaLevel, ArchivedPoint>;
}

/** Fetches the profiles of some moments of a replica, one at a time; what an archive does not have any more is left out. @throws LeakLensError */
export async function replicaHistory(
  archive: ProfileArchive,
  { name, labels, levels }: Replica,
  count: number,
  signal: AbortSignal,
): Promise<ReplicaHistory> {
  const moments: HistoryMoment[] = [];
  let fromMillis = -Infinity;
  for (const { atMillis, points } of pickedOf(levels, count)) {
    const profiles: Record<string, HistoryProfile> = {};
    for (const [level, point] of points) {
      const profile = await profileNear(archive, { level, point, labels }, signal);
      if (profile !== null) profiles[level.profile] = profile;
    }
    // Without one of them a moment tells half; its numbers count all the same.
    if (Object.keys(profiles).length < points.size) continue;
    moments.push({ atMillis, profiles, between: betweenOf(levels, fromMillis, atMillis) });
    fromMillis = atMillis;
  }
  return { subject: `${archive.kind}:${archive.subject} ${name}`, labels, moments };
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
function pickedOf(levels: readonly ReplicaLevel[], count: number): readonly Picked[] {
  const picks = levels.map((level) => ({ level, picked: pickMoments(level.points, count) }));
  const most = Math.max(0, ...picks.map(({ picked }) => picked.length));
  return Array.from({ length: most }, (_, at): Picked => {
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
