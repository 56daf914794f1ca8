import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { Evidence, Finding } from '../../shared/model/finding';
import type { LimitOrigin, Outlook, Reaches } from '../../shared/model/series/outlook';

/** `Memory reaches 512 MB (limit of its cgroup) in 3 h 10 min (2 h 5 min to 5 h 0 min), if it goes on like this.` @param label of the series */
export function outlookSentence({ unit, limit, origin, reaches }: Outlook, label: string): string {
  return unit === 'bytes' ? memorySentence(limit, origin, reaches) : countSentence({ limit, origin, reaches, label });
}

/** `512 MB in 3 h 10 min`, for narrow places. */
export function outlookShort({ unit, limit, reaches }: Outlook): string {
  const amount = unit === 'bytes' ? formatBytes(limit) : formatCount(limit);
  if (reaches.likelyMillis === 0) return t('{0} reached', amount);
  return t('{0} in {1}', amount, farWords(reaches.likelyMillis));
}

/** The sentence of the evidence that tells of a limit; null for all other, and for the numbers that stand in that sentence. */
export function limitEvidence({ name, value }: Evidence, { evidence }: Pick<Finding, 'evidence'>): string | null {
  const origin = origins.find((one) => name === `limit-${one}`);
  if (origin === undefined) return null;
  const millis = (which: string) => (evidence.find((one) => one.name === `limit-${which}`)?.value ?? 0) * 1000;
  const [likelyMillis, earliestMillis, latestMillis] = [millis('likely'), millis('earliest'), millis('latest')];
  return memorySentence(value, origin, { likelyMillis, earliestMillis, latestMillis });
}

const origins: readonly LimitOrigin[] = ['setting', 'cgroup', 'pod', 'go', 'machine', 'node'];

function memorySentence(limit: number, origin: LimitOrigin, reaches: Reaches): string {
  const [amount, whose] = [formatBytes(limit), originWords(origin)];
  if (reaches.likelyMillis === 0) return t('Memory has reached {0} ({1}).', amount, whose);
  const [likely, earliest, latest] = timesOf(reaches);
  return t(
    'Memory reaches {0} ({1}) in {2} ({3} to {4}), if it goes on like this.',
    amount,
    whose,
    likely,
    earliest,
    latest,
  );
}

interface CountOutlook extends Pick<Outlook, 'limit' | 'origin' | 'reaches'> {
  readonly label: string;
}

function countSentence({ limit, origin, reaches, label }: CountOutlook): string {
  const [amount, whose] = [formatCount(limit), originWords(origin)];
  if (reaches.likelyMillis === 0) return t('{0}: {1} is reached ({2}).', label, amount, whose);
  const [likely, earliest, latest] = timesOf(reaches);
  return t(
    '{0}: {1} is reached ({2}) in {3} ({4} to {5}), if it goes on like this.',
    label,
    amount,
    whose,
    likely,
    earliest,
    latest,
  );
}

function timesOf({ likelyMillis, earliestMillis, latestMillis }: Reaches): readonly [string, string, string] {
  return [farWords(likelyMillis), farWords(earliestMillis), farWords(latestMillis)];
}

const hourSeconds = 3600;

/** No finer than anybody can foresee: minutes below ten hours, hours below two days. */
function farWords(millis: number): string {
  const seconds = millis / 1000;
  const hours = Math.round(seconds / hourSeconds);
  if (hours < 10) return durationWords(seconds, t);
  return hours < 48 ? t('{0} h', hours) : t('{0} days', Math.round(hours / 24));
}

function originWords(origin: LimitOrigin): string {
  switch (origin) {
    case 'setting':
      return t('the limit that was set');
    case 'cgroup':
      return t('limit of its cgroup');
    case 'pod':
      return t('limit of its pod');
    case 'go':
      return t('GOMEMLIMIT, where the collector works ever harder');
    case 'machine':
      return t('all memory of this machine');
    case 'node':
      return t('limit of the node');
  }
}
