import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import type { EvidenceUnit, Finding } from '../../shared/model/finding';
import { momentWords } from './momentWords';
import { formatBytes, formatCount, formatShare, formatSignedBytes, formatSignedCount } from '../../shared/base/units';

/** `120 goroutines`, `1 goroutine`. */
export function goroutineWords(count: number): string {
  return Math.round(count) === 1 ? t('1 goroutine') : t('{0} goroutines', formatCount(count));
}

/** A number with its unit. */
export function amountWords(value: number, unit: EvidenceUnit): string {
  switch (unit) {
    case 'goroutines':
      return goroutineWords(value);
    case 'bytes':
      return formatBytes(value);
    case 'objects':
      return t('{0} objects', formatCount(value));
    case 'per-minute':
      return t('{0} per minute', formatSignedCount(value));
    case 'bytes-per-minute':
      return t('{0} per minute', formatSignedBytes(value));
    case 'seconds':
      return durationWords(value, t);
    case 'minutes':
      return t('{0} min', formatCount(value));
    case 'millis':
      // From nowhere in particular: with its day.
      return momentWords(value, NaN);
    case 'ratio':
      return formatShare(value);
    case 'count':
    case 'none':
      return numberWords(value);
    default:
      return t('{0} {1}', formatCount(value), unit);
  }
}

/** Two digits after the point at most, none for whole numbers. */
export function numberWords(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(2).replace(/\.?0+$/, '');
}

/** `↑60/min` or `↑9.10 MB/min`; null where the change is too small to be worth a word. */
export function rateWords({ rate }: Pick<Finding, 'rate'>): string | null {
  if (rate === null || !Number.isFinite(rate.value)) return null;
  if (rate.unit === 'bytes-per-minute') return Math.abs(rate.value) < 1 ? null : bytesRate(rate.value);
  return Math.abs(rate.value) < 0.05 ? null : countRate(rate.value);
}

/** `↑9.10 MB/min` */
export function bytesRate(perMinute: number): string {
  const amount = formatBytes(Math.abs(perMinute));
  return perMinute < 0 ? t('↓{0}/min', amount) : t('↑{0}/min', amount);
}

/** `↑118/min` */
export function countRate(perMinute: number): string {
  const amount = formatSignedCount(Math.abs(perMinute)).replace('+', '');
  return perMinute < 0 ? t('↓{0}/min', amount) : t('↑{0}/min', amount);
}

/** Parts of one line, most important first: the same separator in every place. */
export function listWords(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
