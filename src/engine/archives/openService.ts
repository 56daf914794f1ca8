import { printedAddress } from '../../shared/base/addresses/printedUrl';
import { readArchiveAddress } from '../../shared/base/addresses/archiveAddress';
import { LeakLensError } from '../../shared/model/errors';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
import type { Clock } from '../../shared/ports/clock';
import type { RuntimeWork, RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { ArchiveConnector, ProfileArchive } from '../../shared/ports/sources/profileArchive';
import type { ReplicaSource } from '../../shared/ports/sources/replicaSource';
import { ArchivedReplica } from './archivedReplica';
import { ArchivedService } from './archivedService';
import { archiveFault, byGrowth, findReplicas, isoTime, mostLookedAt, serviceOf } from './findReplicas';
import { momentsEach } from './pickMoments';
import type { Replica } from './replicaHistory';

export interface OpenServiceParts {
  readonly archives: ArchiveConnector;
  readonly works: RuntimeWorks;
  readonly clock: Pick<Clock, 'now'>;
  readonly limits: SourceLimits;
  /** How far back the history is looked at. */
  readonly sinceMillis: number;
}

/** The replicas of a service in an archive, each as a target, those first that grew most. */
export interface OpenedService {
  readonly sources: readonly ReplicaSource[];
  /** All that the archive knows of. */
  readonly known: number;
}

/** @throws LeakLensError where the archive does not answer, or has nothing of the service */
export async function openService(
  parts: OpenServiceParts,
  { url, ...named }: ConnectParams,
  signal: AbortSignal,
): Promise<OpenedService> {
  const work = archivedWork(parts.works, url);
  const archive = await parts.archives.open(url, { ...named, ...parts.limits }, signal);
  try {
    const { service, replicas } = await replicasIn(parts, { archive, url, work }, signal);
    const chosen = byGrowth(replicas).slice(0, mostLookedAt);
    const sources: ReplicaSource[] = [];
    for (const replica of chosen) {
      const target = await parts.archives.targetOf(service.addressOf(replica), replica.name);
      const moments = momentsEach(chosen.length);
      sources.push(new ArchivedReplica(service, { target, runtime: work.id, replica, moments }));
    }
    return { sources, known: replicas.length };
  } catch (error) {
    archive.dispose();
    throw error;
  }
}

interface Opening {
  readonly archive: ProfileArchive;
  readonly url: string;
  readonly work: ArchivedWork;
}

async function replicasIn(
  { clock, sinceMillis }: OpenServiceParts,
  { archive, url, work }: Opening,
  signal: AbortSignal,
): Promise<{ readonly service: ArchivedService; readonly replicas: readonly Replica[] }> {
  const { atMillis, service: named, labels } = readArchiveAddress(url);
  const untilMillis = atMillis ?? clock.now() + archive.clockAheadMillis;
  const range = { fromMillis: untilMillis - sinceMillis, untilMillis };
  const service = await serviceOf(archive, named, range, signal);
  const chosen = { ...labels, ...(await archive.serviceLabels(service, range, signal)) };
  const runtime = work.archived;
  const replicas = await findReplicas(archive, runtime, { labels: chosen, range }, signal);
  if (replicas.length === 0) {
    throw archiveFault(archive, 'nothing', `${service}, ${isoTime(range.fromMillis)} to ${isoTime(untilMillis)}`);
  }
  const about = { service, address: url, labels: chosen, untilMillis, isFrozen: atMillis !== null };
  return { service: new ArchivedService({ archive, runtime, clock }, about, replicas), replicas };
}

export type ArchivedWork = RuntimeWork & Required<Pick<RuntimeWork, 'archived'>>;

/** The runtime of which archives keep profiles. @throws LeakLensError `not-found` */
export function archivedWork({ all }: RuntimeWorks, url: string): ArchivedWork {
  const found = all.find((work): work is ArchivedWork => work.archived !== undefined);
  if (found !== undefined) return found;
  const subject = printedAddress(url);
  throw new LeakLensError({
    kind: 'not-found',
    subject,
    detail: 'no runtime is known of which archives keep anything',
  });
}
