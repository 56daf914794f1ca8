/** Of Go: comments, which say nothing, texts, names with keywords, numbers. The rest is punctuation, which most lines share. */
const token = /\/\/.*|\/\*.*?\*\/|("(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])+'|[\p{L}_][\p{L}\p{Nd}_]*|\d[\w.]*)/gsu;

/** Longer lines were not written by a person. */
const maxLength = 2000;

/** At least this share of the words of both lines has to be common to them. */
const leastShare = 0.5;

/**
 * True when a line can still be recognised as the one it was: with the same words, or at least half of them. White space,
 * comments and punctuation do not count, unless there is nothing else.
 */
export function isSameStatement(before: string, after: string): boolean {
  const [from, to] = [words(before), words(after)];
  if (from.length + to.length === 0) return withoutSpace(before) === withoutSpace(after);
  const left = new Map<string, number>();
  for (const word of from) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of to) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common += 1;
  }
  return (2 * common) / (from.length + to.length) >= leastShare;
}

/** A line without white space and comments: what is left is all that a compiler sees. */
export function codeOf(line: string): string {
  return line
    .slice(0, maxLength)
    .replace(token, (text: string) => (/^\/[/*]/.test(text) ? '' : text))
    .replace(/\s+/g, '');
}

function words(line: string): string[] {
  return [...line.slice(0, maxLength).matchAll(token)].flatMap(([, word]) => word ?? []);
}

function withoutSpace(line: string): string {
  return line.replace(/\/\/.*/, '').replace(/\s+/g, '');
}
