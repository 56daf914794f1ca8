import { looksLikeKubernetes, readKubernetesAddress } from '../../shared/base/addresses/kubernetesAddress';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { defaultSettings, type EngineSettings } from '../../shared/model/settings/settings';
import type { ProfileRun } from './command';
import { UsageError } from '../base/usageError';
import { sourceOptions } from './commonOptions';
import { rpcOptions } from './nodeOptions';
import { parseSize } from './parseSize';
import { t } from '@vscode/l10n';

/** What an engine is opened with, and whom it shall ask. */
export interface EngineRequest {
  readonly settings: EngineSettings;
  readonly target: ConnectParams;
}

/** The common options of a command as an engine takes them. @throws UsageError, LeakLensError for a file of secrets, and for an address in Kubernetes that is none */
export async function engineRequest(run: Pick<ProfileRun, 'line' | 'parts' | 'terminal'>): Promise<EngineRequest> {
  const { timeoutMillis, maxBodyBytes, headers, credentials, tls, proxy } = await sourceOptions(run);
  const cookieFile = run.line.option('cookie-file');
  return {
    settings: {
      ...defaultSettings,
      // There is no editor to show them.
      hintsEnabled: false,
      memoryLimitMegabytes: memoryLimit(run.line.option('memory-limit')),
      requestTimeoutSeconds: timeoutMillis / 1000,
      maximumResponseMegabytes: maxBodyBytes / 2 ** 20,
    },
    target: addressedAt(run.line.argument(0), {
      ...(headers !== undefined && { headers }),
      ...(credentials !== undefined && { credentials }),
      ...(cookieFile !== null && { cookie: await run.parts.readSecret(cookieFile) }),
      ...rpcOptions(run.line),
      ...(tls !== undefined && { tls }),
      ...(proxy !== undefined && { proxy }),
    }),
  };
}

/** The same asked at an address; what one in Kubernetes means, any other is read by whoever asks it. @throws LeakLensError `bad-url` */
export function addressedAt(url: string, asked: Omit<ConnectParams, 'url'>): ConnectParams {
  if (!looksLikeKubernetes(url)) return { ...asked, url };
  const meant = readKubernetesAddress(url);
  return { ...asked, url, ...meant, ...('pod' in meant && { name: `${meant.pod.pod}:${String(meant.pod.port)}` }) };
}

/** Megabytes; 0 for what can be found out. @throws UsageError */
function memoryLimit(text: string | null): number {
  if (text === null) return 0;
  const bytes = parseSize(text);
  if (bytes !== null && bytes >= 2 ** 20) return bytes / 2 ** 20;
  throw new UsageError(t('--memory-limit takes a size of at least 1MB, such as 512MB or 2GB, not “{0}”.', text));
}
