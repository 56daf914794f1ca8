import { t } from '@vscode/l10n';
import type { SeriesId } from '../../shared/model/series/series';
import type { StagedFinding } from '../../shared/ports/engine/engineApi';
import { seriesViews, type Runtimes } from '../../shared/ports/runtime/runtime';
import type { ServiceWords } from '../../shared/ports/words/serviceWords';

export interface ReplicaWordsParts {
  readonly serviceWords: Pick<ServiceWords, 'exception'>;
  readonly runtimes: Pick<Runtimes, 'all'>;
}

/** `1 of 3 replicas`; empty for a service by itself. */
export function replicasShort({ replicas }: Pick<StagedFinding, 'replicas'>): string {
  if (replicas === undefined) return '';
  return t('{0} of {1} replicas', replicas.having.length, replicas.of);
}

/** Who has it, where it is worst, and by which numbers this one is the exception; none for a service by itself. */
export function replicaSentences(
  { replicas }: Pick<StagedFinding, 'replicas'>,
  { serviceWords, runtimes }: ReplicaWordsParts,
): readonly string[] {
  if (replicas === undefined) return [];
  const { having, of, outlierIn } = replicas;
  const worst = having[0]?.name ?? '';
  const whole = t('In {0} of {1} replicas, worst in {2}.', having.length, of, worst);
  if (outlierIn.length === 0) return [whole];
  return [whole, serviceWords.exception(worst, seriesNames(outlierIn, runtimes))];
}

/** Names of numbers within a text; one that no runtime knows is called by its id. */
export function seriesNames(ids: readonly SeriesId[], { all }: Pick<Runtimes, 'all'>): readonly string[] {
  const views = all.flatMap((runtime) => seriesViews(runtime));
  return ids.map((id) => views.find((one) => one.id === id)?.name ?? id);
}
