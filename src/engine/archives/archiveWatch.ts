import { readArchiveAddress } from '../../shared/base/addresses/archiveAddress';
import type { TimeRange } from '../../shared/model/archive/archive';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import type { Finding } from '../../shared/model/finding';
import type { WatchedFleet, WatchedReplica } from '../../shared/model/replica';
import type { SeriesPoint } from '../../shared/model/series/series';
import type { Grown, Told } from '../../shared/model/told';
import type { VerdictThresholds } from '../../shared/model/verdictThresholds';
import type { Clock } from '../../shared/ports/clock';
import type { WatchNews } from '../../shared/ports/engine/timedWatch';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { ArchivedRuntime } from '../../shared/ports/runtime/archivedRuntime';
import type { ProfileArchive } from '../../shared/ports/sources/profileArchive';
import { archiveFault, byGrowth, findReplicas, isoTime, mostLookedAt, serviceOf } from './findReplicas';
import { fleetOf } from './fleetOf';
import { isOpen, joinReplicas, type JoinedFinding } from './joinReplicas';
import { momentsEach } from './pickMoments';
import { replicaHistory, type Replica } from './replicaHistory';

export interface ArchiveWatchParts {
  readonly archive: ProfileArchive;
  readonly analysis: Pick<Analysis, 'outliers' | 'versionOutlier'>;
  readonly runtime: ArchivedRuntime;
  readonly thresholds: VerdictThresholds;
  readonly clock: Pick<Clock, 'now'>;
}

export interface ArchiveWatchRequest {
  readonly address: string;
  /** How far back. */
  readonly sinceMillis: number;
  readonly progress: (news: WatchNews) => void;
}

/** What a service's history tells. */
export interface WatchedHistory {
  readonly range: TimeRange;
  readonly fleet: WatchedFleet;
  readonly findings: readonly JoinedFinding[];
  readonly takenBack: readonly Finding[];
  readonly grown: readonly Grown[];
  /** Of the replica with the worst finding, or of the first. */
  readonly points: readonly SeriesPoint[];
  /** Moments whose profiles were looked at, of all replicas. */
  readonly moments: number;
}

/** One replica, looked at. */
interface Seen {
  readonly replica: Replica;
  readonly told: Told | null;
  readonly moments: number;
  readonly watched: Omit<WatchedReplica, 'outlierIn'>;
}

/** Judges what an archive kept of a service, each replica alone, and says what they have in common. @throws LeakLensError */
export async function archiveWatch(
  parts: ArchiveWatchParts,
  request: ArchiveWatchRequest,
  signal: AbortSignal,
): Promise<WatchedHistory> {
  const { archive, clock } = parts;
  const { atMillis, service: named, labels } = readArchiveAddress(request.address);
  const untilMillis = atMillis ?? clock.now() + archive.clockAheadMillis;
  const range = { fromMillis: untilMillis - request.sinceMillis, untilMillis };
  const service = await serviceOf(archive, named, range, signal);
  const chosen = { ...labels, ...(await archive.serviceLabels(service, range, signal)) };
  const replicas = await findReplicas(archive, parts.runtime, { labels: chosen, range }, signal);
  if (replicas.length === 0) {
    throw archiveFault(archive, 'nothing', `${service}, ${isoTime(range.fromMillis)} to ${isoTime(range.untilMillis)}`);
  }
  const seen = await lookAt(parts, replicas, request, signal);
  return historyOf(parts, { service, range }, seen);
}

/** Those that grew most first: of very many replicas, the rest is told by its numbers alone. */
async function lookAt(
  parts: ArchiveWatchParts,
  replicas: readonly Replica[],
  { progress }: ArchiveWatchRequest,
  signal: AbortSignal,
): Promise<readonly Seen[]> {
  const sorted = byGrowth(replicas);
  const count = momentsEach(Math.min(sorted.length, mostLookedAt));
  const seen: Seen[] = [];
  let stopped: Problem | null = null;
  for (const [at, replica] of sorted.entries()) {
    const points = pointsOf(parts.runtime, replica);
    const last = points.at(-1);
    if (last !== undefined) {
      progress({
        kind: 'replica',
        name: replica.name,
        at: at + 1,
        of: Math.min(sorted.length, mostLookedAt),
        point: last,
      });
    }
    if (at >= mostLookedAt || stopped !== null) {
      seen.push(notLookedAt(replica, points, at < mostLookedAt ? stopped : null));
      continue;
    }
    try {
      seen.push(await look(parts, replica, { count, points }, signal));
    } catch (error) {
      // An archive that goes away meanwhile does not take with it what is known by then.
      if (signal.aborted || !(error instanceof LeakLensError) || !seen.some(({ told }) => told !== null)) throw error;
      stopped = error.problem;
      seen.push(notLookedAt(replica, points, stopped));
    }
  }
  return seen;
}

async function look(
  { archive, runtime, thresholds }: ArchiveWatchParts,
  replica: Replica,
  { count, points }: { readonly count: number; readonly points: readonly SeriesPoint[] },
  signal: AbortSignal,
): Promise<Seen> {
  const { name, labels } = replica;
  try {
    const history = await replicaHistory(archive, replica, count, signal);
    const told = history.moments.length === 0 ? null : await runtime.judge(history, thresholds, signal);
    const findings = (told?.findings ?? []).filter(isOpen).map(({ id }) => id);
    const isHealthy = told !== null && history.moments.length > 1 && findings.length === 0;
    const watched = { name, labels, points, findings, isHealthy, problem: null, isLookedAt: told !== null };
    return { replica, told, moments: history.moments.length, watched };
  } catch (error) {
    // Of one replica that cannot be read the others are not lost; what stops all questions does stop here.
    if (!(error instanceof LeakLensError) || !ofOne.has(error.problem.kind)) throw error;
    const watched = { name, labels, points, findings: [], isHealthy: false, problem: error.problem, isLookedAt: false };
    return { replica, told: null, moments: 0, watched };
  }
}

/** Failures that say something of one answer alone. */
const ofOne: ReadonlySet<string> = new Set(['archive', 'unreadable', 'too-large', 'cut-off', 'timeout', 'http-status']);

function notLookedAt(replica: Replica, points: readonly SeriesPoint[], problem: Problem | null): Seen {
  const { name, labels } = replica;
  const watched = { name, labels, points, findings: [], isHealthy: false, problem, isLookedAt: false };
  return { replica, told: null, moments: 0, watched };
}

function historyOf(
  { analysis, runtime }: ArchiveWatchParts,
  { service, range }: { readonly service: string; readonly range: TimeRange },
  seen: readonly Seen[],
): WatchedHistory {
  const joined = joinReplicas(
    seen.map(({ watched, told }) => ({ name: watched.name, findings: told?.findings ?? [] })),
  );
  const failed = seen.find(({ watched }) => watched.problem !== null);
  if (failed?.watched.problem && seen.every(({ told }) => told === null))
    throw new LeakLensError(failed.watched.problem);
  const worst = joined.find(({ finding }) => isOpen(finding))?.replicas[0]?.name;
  const first = seen.find(({ watched }) => watched.name === worst) ?? seen[0];
  const present = new Set(joined.map(({ finding }) => finding.id));
  const replicas = seen.map(({ watched }) => watched);
  return {
    range,
    fleet: fleetOf(
      analysis,
      service,
      replicas,
      runtime.levels.map((level) => level.series),
    ),
    findings: joined,
    takenBack: first?.told?.takenBack.filter(({ id }) => !present.has(id)) ?? [],
    grown: first?.told?.grown ?? [],
    points: first?.watched.points ?? [],
    moments: seen.reduce((sum, { moments }) => sum + moments, 0),
  };
}

function pointsOf(runtime: ArchivedRuntime, { levels }: Replica): readonly SeriesPoint[] {
  const series = new Map(runtime.levels.map(({ profile, series: id }) => [profile, id]));
  const points = levels.flatMap(({ profile, points: all }) =>
    all.map(({ atMillis, value }): SeriesPoint => ({
      atMillis,
      life: 0,
      values: { [series.get(profile) ?? profile]: value },
    })),
  );
  return points.sort((a, b) => a.atMillis - b.atMillis);
}
