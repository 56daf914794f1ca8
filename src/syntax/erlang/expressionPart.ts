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

/** The last match before a comma. Within brackets it is none, but a field of a record: `State#state{seen = [Id | Seen], total = N}`. */
function matchEnd(text: string): number {
  let depth = 0;
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (depth === 0 && character === ',') return end;
    else if (depth === 0 && /^\s=\s$/.test(text.slice(at - 1, at + 2))) end = at + 1;
  }
  return end;
}
