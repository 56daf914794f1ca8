import { t } from '@vscode/l10n';
import { cutText, longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { shortVersion } from '../../shared/base/shortVersion';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { HavingReplicas, ReplicaAmount, VersionException, WatchedReplica } from '../../shared/model/replica';
import { seriesViews } from '../../shared/ports/runtime/runtime';
import type { WatchReport } from './watchReport';

const mostNamed = 6;

/** Which replicas have a finding, and where it is worst: `1 of 3, worst gateway-b: 3,133, +295 a minute`. */
export function replicaWords({ having, of: all }: HavingReplicas): string {
  const [worst, ...others] = having;
  if (worst === undefined) return t('none of {0}', String(all));
  const said = t('{0} of {1}, worst {2}: {3}', String(having.length), String(all), worst.name, amountWords(worst));
  return others.length === 0 ? said : t('{0}; also {1}', said, namesOf(others));
}

/** What a reader must know of the replicas besides: which are healthy, and which could not be looked at. */
export function replicaNotes({ fleet, runtime }: Pick<WatchReport, 'fleet' | 'runtime'>): readonly string[] {
  if (fleet === undefined) return [];
  const { replicas, version } = fleet;
  const healthy = replicas.filter(({ isHealthy }) => isHealthy);
  const gone = replicas.filter(({ isGone }) => isGone === true);
  const late = replicas.filter(({ isLate, isGone }) => isLate === true && isGone !== true);
  const left = replicas.filter(({ isLookedAt, problem }) => !isLookedAt && problem === null);
  const notes: string[] = [];
  if (healthy.length > 0) notes.push(t('Healthy: {0}.', namesOf(healthy)));
  if (late.length > 0) notes.push(t('Came meanwhile: {0}.', namesOf(late)));
  if (gone.length > 0) notes.push(t('Gone meanwhile: {0}. What was found in them stands.', namesOf(gone)));
  for (const { name, alsoAt = [] } of replicas) {
    if (alsoAt.length > 0) notes.push(t('{0} and {1} are one process: it counts once.', name, alsoAt.join(', ')));
  }
  if (left.length > 0)
    notes.push(t('Not looked at, since others grew more or no profile of them is kept: {0}.', namesOf(left)));
  if (version !== null) notes.push(versionNote(version, runtime));
  for (const { name, outlierIn } of replicas) {
    const grown = seriesViews(runtime).filter(({ id }) => outlierIn.includes(id));
    if (grown.length > 0)
      notes.push(
        t(
          '{0} is the exception: growth of {1}, and no such growth with its peers.',
          name,
          grown.map((one) => one.name).join(', '),
        ),
      );
  }
  for (const { name, problem } of replicas) {
    if (problem !== null) notes.push(t('{0} could not be looked at: {1}.', name, problem.detail));
  }
  return notes.map((note) => terminalText(note, longestSentence));
}

function versionNote(exception: VersionException, runtime: WatchReport['runtime']): string {
  const { label, version, growing, of, others, grows } = exception;
  const names = seriesViews(runtime).filter(({ id }) => grows.includes(id));
  return t(
    '{0} {1} is the exception: growth of {2} on {3} of its {4} replicas, and on none of the {5} others.',
    label,
    shortVersion(version),
    names.map(({ name }) => name).join(', '),
    growing,
    of,
    others,
  );
}

function amountWords({ amount, rate }: ReplicaAmount): string {
  const words = (value: number) => (amount.unit === 'bytes' ? formatBytes(value) : formatCount(Math.round(value)));
  if (rate === null) return words(amount.value);
  return t('{0}, +{1} a minute', words(amount.value), words(rate.value));
}

function namesOf(some: readonly Pick<WatchedReplica, 'name'>[]): string {
  const names = some.slice(0, mostNamed).map(({ name }) => cutText(name, 80));
  const more = some.length - names.length;
  return more > 0 ? t('{0} and {1} more', names.join(', '), String(more)) : names.join(', ');
}
