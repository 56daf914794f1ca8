import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';

/** What a profile says that it is of: the name of the program. */
export function profileName({ mappings: [main] }: Profile): string {
  const file = main?.file ?? '';
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return name === '' ? t('Profile') : name;
}

/** When it was recorded; empty where it does not say. */
export function recordedAt({ timeNanos }: Profile): string {
  const date = new Date(Number(timeNanos / 1_000_000n));
  if (timeNanos === 0n || Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
