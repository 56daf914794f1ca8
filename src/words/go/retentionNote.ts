import { t } from '@vscode/l10n';

/** What a person must know of a retention profile, before its numbers. */
export function retentionNote(): string {
  return t(
    'Retention, as goref found it: who holds what is in use, the root outermost. Each object is counted once, at the first way that leads to it.',
  );
}
