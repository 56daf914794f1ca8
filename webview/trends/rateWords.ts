import { t } from '@vscode/l10n';
import type { SeriesView } from '../../src/shared/model/series/seriesSpec';
import { formatBytes, formatCount, formatSignedCount } from '../../src/shared/base/units';

/** Growth in words: short beside a chart, whole in the summary. An empty text where the growth is not known yet. */

/** `↑118/min` */
export function shortRate({ unit }: SeriesView, perMinute: number | null): string {
  if (perMinute === null) return '';
  if (isSteady(unit, perMinute)) return t('steady');
  const size = Math.abs(perMinute);
  const amount = unit === 'bytes' ? formatBytes(size) : formatSignedCount(size).replace('+', '');
  return perMinute < 0 ? t('↓{0}/min', amount) : t('↑{0}/min', amount);
}

function isSteady(unit: SeriesView['unit'], perMinute: number): boolean {
  return unit === 'bytes' ? isSteadyBytes(perMinute) : isSteadyCount(perMinute);
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
