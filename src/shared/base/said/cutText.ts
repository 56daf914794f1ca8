import { formatBytes } from '../units';

/** Longest name, in UTF-16 units, that a terminal shows whole. The longest of real programs, full of type arguments, have some hundred. */
export const longestName = 1000;

/** Longest sentence that holds names. */
export const longestSentence = 2000;

/** Longest line of a terminal or of a page of text. */
export const longestLine = 10_000;

/**
 * A text of bounded length: what is longer ends in `… (52.0 MB)`, its size with each character counted as a byte. The service decides
 * how long its names are, so that the work is bounded, too: a long text is not read to its end.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Half a surrogate pair at the cut is dropped.
  const start = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return `${start}… (${formatBytes(text.length)})`;
}
