import { t } from '@vscode/l10n';
import { looksLikeNode } from '../../../shared/base/addresses/beamAddress';
import { looksLikeKubernetes } from '../../../shared/base/addresses/kubernetesAddress';
import { printedAddress } from '../../../shared/base/addresses/printedUrl';
import { readAddress } from '../../../shared/base/addresses/serviceAddress';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import type { EngineApi } from '../../../shared/ports/engine/engineApi';
import type { Run } from '../../arguments/command';
import { UsageError } from '../../base/usageError';

/** Each is asked by itself, and as often as it would be alone. */
const mostReplicas = 20;

/** Whether the addresses of a name are the replicas. Nothing else that can be watched has addresses. @throws UsageError */
export function asksEachAddress({ line }: Pick<Run, 'line'>): boolean {
  if (!line.has('each-address')) return false;
  const [url = '', ...others] = line.passedOn;
  if (others.length > 0) throw new UsageError(t('--each-address takes the name of one service: give one URL.'));
  if (looksLikeNode(url) || looksLikeKubernetes(url) || readAddress(url).url.protocol === 'unix:')
    throw new UsageError(
      t('“{0}” names no host: --each-address asks each address that a host has.', printedAddress(url)),
    );
  return true;
}

/**
 * A service whose replicas are the addresses of its name, which are looked up again as long as it is watched. @throws UsageError where there are
 * too many, LeakLensError as `HostAddresses`
 */
export async function eachAddress(
  { engine, timeoutMillis }: { readonly engine: EngineApi; readonly timeoutMillis: number },
  target: ConnectParams,
  signal: AbortSignal,
): Promise<ConnectParams> {
  const { proxy, url: text } = target;
  const { hostAddresses } = engine.surroundings(printedAddress(text));
  const found = await hostAddresses.of(text, { timeoutMillis, ...(proxy !== undefined && { proxy }) }, signal);
  if (found.length > mostReplicas) throw new UsageError(tooMany(readAddress(text).url.host, found.length));
  return { ...target, eachAddress: true };
}

function tooMany(host: string, count: number): string {
  return t(
    '{0} has {1} addresses, and at most {2} replicas are watched at once: give the URLs of some.',
    host,
    String(count),
    String(mostReplicas),
  );
}
