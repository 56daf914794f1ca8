import type { ErlangText } from '../../shared/ports/sources/erlangSource';

/** A line without what only takes apart: heads of functions and clauses, and what stands left of a match. Columns stay. */
export function expressionPart(blanked: string, language: ErlangText['language']): string {
  const from = Math.max(headEnd(blanked, language), matchEnd(blanked));
  return ' '.repeat(from) + blanked.slice(from);
}

function headEnd(text: string, language: ErlangText['language']): number {
  const arrow = text.lastIndexOf('->');
  const afterArrow = arrow < 0 ? 0 : arrow + 2;
  if (language === 'erlang') return /^[a-z'-]/.test(text) && arrow < 0 ? text.length : afterArrow;
  if (/^\s*@/.test(text)) return text.length;
  if (!/^\s*defp?\s/.test(text)) return Math.max(afterArrow, text.lastIndexOf('<-') + 1);
  const body = /,\s*do:/.exec(text);
  return body === null ? text.length : Math.max(afterArrow, body.index + body[0].length);
}

function matchEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(/(?<=\s)=(?=\s)/g)) end = match.index + 1;
  return end;
}
