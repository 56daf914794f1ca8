import { t } from '@vscode/l10n';
import { looksLikeArchive } from '../../../shared/base/addresses/archiveAddress';
import { looksLikeNode } from '../../../shared/base/addresses/beamAddress';
import { looksLikeKubernetes, readKubernetesAddress } from '../../../shared/base/addresses/kubernetesAddress';
import { printedAddress } from '../../../shared/base/addresses/printedUrl';
import type { EngineApi } from '../../../shared/ports/engine/engineApi';
import type { FleetRequest, Watched, WatchRequest } from '../../../shared/ports/engine/timedWatch';
import type { Run } from '../../arguments/command';
import { addressedAt } from '../../arguments/engineRequest';
import { UsageError } from '../../base/usageError';

/** What `watch` was given: one service by its address, or by the addresses of its replicas. @throws UsageError, LeakLensError `bad-url` */
export function watchedUrls({ line, parts }: Run): readonly string[] {
  const urls = line.passedOn;
  for (const url of urls) {
    if (isKnown(url) || parts.inputs.looksLikeUrl(url)) continue;
    throw new UsageError(
      t('“{0}” is no URL: watch asks a running service, such as http://localhost:6060.', printedAddress(url)),
    );
  }
  if (line.has('start') && urls.some(looksLikeNode))
    throw new UsageError(t('--start waits for pprof, which a node does not have: start the node before.'));
  if (line.has('start') && urls.some(looksLikeKubernetes))
    throw new UsageError(t('--start waits for a service on this machine: what runs in Kubernetes is there already.'));
  if (urls.length > 1 && urls.some(looksLikeArchive))
    throw new UsageError(t('An archive has all replicas of a service: give it alone.'));
  if (urls.length > 1 && urls.some(looksLikeKubernetes) && !urls.every(isPod))
    throw new UsageError(
      t('A workload has all its pods: give it alone. Several pods are given each by its own address.'),
    );
  if (new Set(urls).size < urls.length) throw new UsageError(t('An address stands there twice: each is one replica.'));
  return urls;
}

function isPod(url: string): boolean {
  return looksLikeKubernetes(url) && 'pod' in readKubernetesAddress(url);
}

function isKnown(url: string): boolean {
  return [looksLikeArchive, looksLikeNode, looksLikeKubernetes].some((isSo) => isSo(url));
}

/** One service: one process, or replicas of which each is asked and judged alone. */
export function watchReplicas(engine: EngineApi, fleet: FleetRequest, signal: AbortSignal): Promise<Watched> {
  const [only, ...others] = fleet.replicas;
  return only !== undefined && others.length === 0 ? engine.watch(only, signal) : engine.watchFleet(fleet, signal);
}

/** The same request for each of the addresses. @throws LeakLensError `bad-url` */
export function eachUrl(urls: readonly string[], request: WatchRequest): FleetRequest {
  const replicas = urls.map((url) => ({ ...request, target: addressedAt(url, request.target) }));
  return { service: null, replicas };
}
