import { t } from '@vscode/l10n';
import type { StagedFinding } from '../../shared/ports/engine/engineApi';

/** `1 of 3 replicas`; empty for a service by itself. */
export function replicasShort({ replicas }: Pick<StagedFinding, 'replicas'>): string {
  if (replicas === undefined) return '';
  return t('{0} of {1} replicas', replicas.having.length, replicas.of);
}

/** Who has it, where it is worst, and that this one is the exception; none for a service by itself. */
export function replicaSentences({ replicas }: Pick<StagedFinding, 'replicas'>): readonly string[] {
  if (replicas === undefined) return [];
  const { having, of, isOutlier } = replicas;
  const worst = having[0]?.name ?? '';
  const whole = t('In {0} of {1} replicas, worst in {2}.', having.length, of, worst);
  return isOutlier ? [whole, t('{0} is the exception: it grows, and its peers do not.', worst)] : [whole];
}
