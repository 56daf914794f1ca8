import type { SourceEdit } from '../../../shared/model/sourceFix';
import type { GoFile, GoNode } from './goNode';

/** Replaces the text between two offsets. */
export function replaceBetween(
  file: GoFile,
  start: number,
  { end, text }: { readonly end: number; readonly text: string },
): SourceEdit {
  const at = (offset: number) => ({ line: file.row(offset) + 1, column: file.column(offset) });
  return { path: file.path, start: at(start), end: at(end), text };
}

/**
 * Adds a line after a statement, indented like it. Null where gofmt would move other text: when the statement's last line
 * holds more than the statement and a comment, or that comment is aligned with one on the next line.
 */
export function lineAfter(statement: GoNode, text: string): SourceEdit | null {
  const { file } = statement;
  const first = file.row(statement.start);
  const last = file.row(Math.max(statement.start, statement.end - 1));
  const indent = file.text.slice(file.lineStarts[first] ?? 0, statement.start);
  const end = endOfRow(file, last);
  if (!/^[ \t]*$/.test(indent) || !/^\s*(\/\/.*)?$/.test(file.text.slice(statement.end, end))) return null;
  if (file.commentRows.has(last) && file.commentRows.has(last + 1)) return null;
  const newline = file.text.startsWith('\r\n', end) ? '\r\n' : '\n';
  return replaceBetween(file, end, { end, text: `${newline}${indent}${text}` });
}

/** Length of the text of a row, without the end of line. */
function endOfRow(file: GoFile, row: number): number {
  const next = file.lineStarts[row + 1];
  if (next === undefined) return file.text.length;
  return file.text[next - 2] === '\r' ? next - 2 : next - 1;
}

/** False when gofmt aligns something with what follows on the line: a comment at its end, with another on a line beside it. */
export function mayWiden(node: GoNode): boolean {
  const { file } = node;
  const row = file.row(node.end);
  if (!file.commentRows.has(row)) return true;
  return !file.commentRows.has(row - 1) && !file.commentRows.has(row + 1);
}
