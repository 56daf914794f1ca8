import { t } from '@vscode/l10n';
import type { SeriesView } from '../../src/shared/model/seriesSpec';
import { formatBytes, formatCount, formatSignedBytes, formatSignedCount } from '../../src/shared/base/units';

/** Growth in words: short beside a chart, whole in the summary. An empty text where the growth is not known yet. */

/** Of one line among several. */
export function namedRate({ name, unit }: SeriesView, perMinute: number | null): string {
  if (perMinute === null) return '';
  return isSteady(unit, perMinute) ? t('{0} steady', name) : t('{0} {1}/min', name, signed(unit, perMinute));
}

/** Of the line that its chart is named for. */
export function bareRate({ unit }: SeriesView, perMinute: number | null): string {
  if (perMinute === null) return '';
  return isSteady(unit, perMinute) ? t('steady') : t('{0}/min', signed(unit, perMinute));
}

function isSteady(unit: SeriesView['unit'], perMinute: number): boolean {
  return unit === 'bytes' ? isSteadyBytes(perMinute) : isSteadyCount(perMinute);
}

function signed(unit: SeriesView['unit'], perMinute: number): string {
  return unit === 'bytes' ? formatSignedBytes(perMinute) : formatSignedCount(perMinute);
}

export function bytesTrend(bytesPerMinute: number | null): string {
  if (bytesPerMinute === null) return '';
  if (isSteadyBytes(bytesPerMinute)) return t('steady');
  const amount = formatBytes(Math.abs(bytesPerMinute));
  return bytesPerMinute > 0 ? t('rising {0} per minute', amount) : t('falling {0} per minute', amount);
}

export function countTrend(perMinute: number | null): string {
  if (perMinute === null) return '';
  if (isSteadyCount(perMinute)) return t('steady');
  const amount = Math.abs(perMinute);
  const words = amount < 9.95 ? String(Math.round(amount * 10) / 10) : formatCount(amount);
  return perMinute > 0 ? t('rising {0} per minute', words) : t('falling {0} per minute', words);
}

/** Below what the shown digits can tell. */
function isSteadyBytes(bytesPerMinute: number): boolean {
  return Math.abs(bytesPerMinute) < 512;
}

function isSteadyCount(perMinute: number): boolean {
  return Math.abs(perMinute) < 0.05;
}
