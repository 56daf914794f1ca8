import { readArchiveAddress } from '../../shared/base/addresses/archiveAddress';
import type { ArchiveLook } from '../../shared/model/archive/archive';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { OpenServiceParts } from './openService';
import { archiveFault, isoTime, serviceOf } from './findReplicas';

/** What an archive has for a person to choose from: its services, and of the one that is named its replicas by their labels. @throws LeakLensError */
export async function lookIntoArchive(
  { archives, limits, clock, sinceMillis }: OpenServiceParts,
  { url, ...named }: ConnectParams,
  signal: AbortSignal,
): Promise<ArchiveLook> {
  const { service, labels, atMillis } = readArchiveAddress(url);
  const archive = await archives.open(url, { ...named, ...limits }, signal);
  try {
    const untilMillis = atMillis ?? clock.now() + archive.clockAheadMillis;
    const range = { fromMillis: untilMillis - sinceMillis, untilMillis };
    const services = await archive.services(range, signal);
    if (services.length === 0) {
      const when = `${isoTime(range.fromMillis)} to ${isoTime(range.untilMillis)}`;
      throw archiveFault(archive, 'nothing', service === null ? when : `${service}, ${when}`);
    }
    if (service === null) return { services, replicas: [] };
    const known = await serviceOf(archive, service, range, signal);
    const chosen = { ...labels, ...(await archive.serviceLabels(known, range, signal)) };
    return { services, replicas: await archive.replicas(chosen, range, signal) };
  } finally {
    archive.dispose();
  }
}
