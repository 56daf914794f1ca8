import { t } from '@vscode/l10n';
import { shortVersion } from '../../shared/base/shortVersion';
import type { HavingReplicas, ReplicaException } from '../../shared/model/replica';
import type { SeriesNameOf } from '../../shared/model/series/seriesSpec';

/** Who has a finding, where it is worst, and what that replica does that its peers do not. */
export function replicaSentences(replicas: HavingReplicas & ReplicaException, nameOf: SeriesNameOf): readonly string[] {
  const { having, of } = replicas;
  const worst = having[0]?.name ?? '';
  const whole = t('In {0} of {1} replicas, worst in {2}.', having.length, of, worst);
  const exception = exceptionSentence(worst, replicas, nameOf);
  return exception === null ? [whole] : [whole, exception];
}

/** What a replica does that its peers do not; that its whole version does it says more. Null where it is no exception. */
export function exceptionSentence(
  name: string,
  { outlierIn, outlyingVersion }: ReplicaException,
  nameOf: SeriesNameOf,
): string | null {
  const listed = (ids: readonly string[]) => ids.map(nameOf).reduce((list, one) => t('{0}, {1}', list, one));
  if (outlyingVersion !== null) {
    const { label, version, growing, of, others, grows } = outlyingVersion;
    return t(
      '{0} {1} is the exception: growth of {2} on {3} of its {4} replicas, and on none of the {5} others.',
      label,
      shortVersion(version),
      listed(grows),
      growing,
      of,
      others,
    );
  }
  if (outlierIn.length === 0) return null;
  return t('{0} is the exception: growth of {1}, and no such growth with its peers.', name, listed(outlierIn));
}
