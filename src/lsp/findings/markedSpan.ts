/** Beyond the end of any line: editors cut it to what there is. */
const wholeLine = 1_000;

/** Columns of a line, in UTF-16 units; the end is the first that is not part of it. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What of a line is marked: the operation, where it stands there as the source was read, else the code without its comment.
 * @param text null where the document is not open
 */
export function markedSpan(text: string | null, operation: string): Span {
  if (text === null) return { start: 0, end: wholeLine };
  const at = operation === '' ? -1 : text.indexOf(operation);
  if (at >= 0) return { start: at, end: at + operation.length };
  const code = withoutComment(text).trimEnd();
  const start = code.length - code.trimStart().length;
  return code.trim() === '' ? { start: 0, end: text.trimEnd().length } : { start, end: code.length };
}

/** A string or rune of Go on one line, or a comment that ends the line. What begins on a line above is not known here. */
const stringOrComment = /"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|\/\/.*|\/\*.*?\*\/\s*$/g;

function withoutComment(text: string): string {
  for (const { 0: found, index } of text.matchAll(stringOrComment))
    if (found.startsWith('/')) return text.slice(0, index);
  return text;
}
