import { readArchiveAddress } from '../../shared/base/addresses/archiveAddress';
import { printedUrl } from '../../shared/base/addresses/printedUrl';
import type { Clock } from '../../shared/ports/clock';
import type { ArchiveConnector, ProfileArchive } from '../../shared/ports/sources/profileArchive';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';
import { parseTargetUrl } from '../pprof/parseTargetUrl';
import { prepareAgents } from '../pprof/prepareAgents';
import { ArchiveHttp } from './archiveHttp';
import { ParcaArchive } from './parcaArchive';
import { PyroscopeArchive } from './pyroscopeArchive';
import { replicaTarget } from './replicaTarget';

/** What proves that an archive answers: it is asked for a moment of its present, and tells its time by the way. */
const proofMillis = 60_000;

/** Parca and Pyroscope. */
export function createArchiveConnector(clock: Pick<Clock, 'now'>): ArchiveConnector {
  return {
    open: (address, options, signal) => open({ address, options, clock }, signal),
    targetOf: (address, name) => Promise.resolve(replicaTarget(address, name)),
  };
}

interface Opening {
  readonly address: string;
  readonly options: SourceOptions;
  readonly clock: Pick<Clock, 'now'>;
}

async function open({ address, options, clock }: Opening, signal: AbortSignal): Promise<ProfileArchive> {
  const { kind, base } = readArchiveAddress(address);
  const target = parseTargetUrl(base);
  const path = target.url.href.endsWith('/') ? target.url.href : `${target.url.href}/`;
  const http = new ArchiveHttp({
    base: printedUrl(path),
    agents: await prepareAgents(target, options),
    options,
    clock,
  });
  const archive = kind === 'parca' ? new ParcaArchive(http) : new PyroscopeArchive(http);
  try {
    const now = clock.now();
    await archive.services({ fromMillis: now - proofMillis, untilMillis: now }, signal);
    return archive;
  } catch (error) {
    archive.dispose();
    throw error;
  }
}
