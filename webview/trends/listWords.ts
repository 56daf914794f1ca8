import { t } from '@vscode/l10n';

/** `a, b, c` with the comma of the reader's language; empty parts are left out. */
export function listWords(parts: readonly string[]): string {
  return join(parts, (list, part) => t('{0}, {1}', list, part));
}

/** Sentences one after the other, which not every language parts by a space; empty ones are left out. */
export function joinSentences(sentences: readonly string[]): string {
  return join(sentences, (text, sentence) => t('{0} {1}', text, sentence));
}

function join(parts: readonly string[], two: (before: string, part: string) => string): string {
  const [first = '', ...others] = parts.filter((part) => part !== '');
  return others.reduce(two, first);
}
