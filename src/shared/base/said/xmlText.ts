import { longestSentence } from './cutText';
import { plainText } from './plainText';
import type { Said } from './said';

/** One line for an element or an attribute in quotes. Half a character, and what XML 1.0 has no place for, becomes a mark. */
export function xmlText(text: string): Said {
  const safe = plainText(text, longestSentence)
    .replace(/[\p{Surrogate}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
  return safe as Said;
}
