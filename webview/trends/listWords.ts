import { t } from '@vscode/l10n';

/** `a, b, c` with the comma of the reader's language; empty parts are left out. */
export function listWords(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce((list, part) => (list === '' ? part : t('{0}, {1}', list, part)), '');
}
