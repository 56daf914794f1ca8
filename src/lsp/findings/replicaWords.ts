import { t } from '@vscode/l10n';
import type { StagedFinding } from '../../shared/ports/engine/engineApi';

/** `1 of 3 replicas`; empty for a service by itself. */
export function replicasShort({ replicas }: Pick<StagedFinding, 'replicas'>): string {
  if (replicas === undefined) return '';
  return t('{0} of {1} replicas', replicas.having.length, replicas.of);
}
