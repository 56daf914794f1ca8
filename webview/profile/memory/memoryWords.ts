import { t } from '@vscode/l10n';
import { formatBytes, formatShare } from '../../../src/shared/base/units';
import type { MemoryView } from '../../../src/shared/model/views/memoryView';
import { dateAndTime } from '../../base/clockTime';

/** One part at one moment. */
export interface PartNow {
  readonly id: string;
  readonly label: string;
  readonly explanation: string;
  readonly advice: string;
  readonly isResident: boolean;
  /** CSS. */
  readonly color: string;
  readonly bytes: number | null;
}

export function partsAt({ parts }: MemoryView, at: number): readonly PartNow[] {
  return parts.map(({ color, bytes, ...part }) => ({
    ...part,
    color: opaqueColor(color),
    bytes: bytes[at] ?? null,
  }));
}

/** Themes have some colours of charts half transparent, black in high contrast. @param name of the theme colour */
export function opaqueColor(name: string): string {
  return `rgb(from var(--vscode-${name}) r g b / 1)`;
}

export function totalOf(parts: readonly Pick<PartNow, 'bytes'>[]): number {
  return parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

export function bytesText(bytes: number | null): string {
  return bytes === null ? t('unknown') : formatBytes(bytes);
}

export function shareOf(bytes: number | null, total: number): string {
  return bytes === null || total <= 0 ? '' : formatShare(bytes / total);
}

export function momentWords(atMillis: number, isLast: boolean): string {
  const time = dateAndTime(atMillis);
  return isLast ? t('Memory as of {0}', time) : t('Memory as it was at {0}', time);
}
