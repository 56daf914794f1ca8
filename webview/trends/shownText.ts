/** Names of a line: longer ones are cut by the panel's width long before. */
const longestName = 200;

/** Sentences that hold names. */
export const longestSentence = 500;

/**
 * Text from outside as one line of bounded length. Preact lets nothing of it become HTML; here goes what could hide, break
 * or reorder the text around it: control, formatting and bidirectional characters, each run of them as one space.
 */
export function shownText(text: string, longest = longestName): string {
  // Cut first: a service decides how long its name is.
  const start = text.slice(0, longest * 4).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  if (start.length <= longest && text.length <= longest * 4) return start;
  return `${start.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}
