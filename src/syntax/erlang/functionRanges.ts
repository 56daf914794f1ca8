import type { ErlangText, FunctionLines } from '../../shared/ports/sources/erlangSource';

export interface FunctionRange extends FunctionLines {
  /** The lines with which its clauses begin. */
  readonly clauses: readonly number[];
}

/** The functions of a file whose comments and strings are blanked. Clauses of one function are one range where they follow each other. */
export function functionRanges(lines: readonly string[], language: ErlangText['language']): readonly FunctionRange[] {
  const heads = lines.flatMap((text, row) => {
    const head = language === 'erlang' ? erlangHead(text, lines, row) : elixirHead(text, lines, row);
    return head === null ? [] : [{ ...head, row }];
  });
  const found: FunctionRange[] = [];
  for (const [at, { name, arity, row }] of heads.entries()) {
    const end = heads[at + 1]?.row ?? lines.length;
    const before = found.at(-1);
    if (before?.name === name && before.arity === arity) {
      found[found.length - 1] = { ...before, end, clauses: [...before.clauses, row + 1] };
    } else found.push({ name, arity, line: row + 1, end, clauses: [row + 1] });
  }
  return found;
}

interface Head {
  readonly name: string;
  readonly arity: number;
}

/** A clause begins in the first column, and what begins there with a minus is an attribute. */
function erlangHead(text: string, lines: readonly string[], row: number): Head | null {
  const [whole, quoted, plain] = /^(?:'([^']+)'|([a-z][\w@]*))\s*\(/.exec(text) ?? [];
  if (whole === undefined) return null;
  return { name: quoted ?? plain ?? '', arity: arityAt(lines, row, whole.length) };
}

function elixirHead(text: string, lines: readonly string[], row: number): Head | null {
  const [whole, name] = /^\s*defp?\s+([a-z_]\w*[?!]?)/.exec(text) ?? [];
  if (whole === undefined || name === undefined) return null;
  const rest = text.slice(whole.length);
  return { name, arity: rest.startsWith('(') ? arityAt(lines, row, whole.length + 1) : 0 };
}

/** Longer heads are not read to their end. */
const mostHeadLines = 40;

/** How many arguments stand between the parenthesis that was just opened and its end. */
function arityAt(lines: readonly string[], row: number, column: number): number {
  let depth = 1;
  let commas = 0;
  let hasText = false;
  for (let at = row; at < Math.min(lines.length, row + mostHeadLines); at += 1) {
    const text = lines[at] ?? '';
    for (let place = at === row ? column : 0; place < text.length; place += 1) {
      const character = text[place] ?? '';
      if ('([{'.includes(character)) depth += 1;
      else if (')]}'.includes(character)) depth -= 1;
      else if (character === ',' && depth === 1) commas += 1;
      if (depth === 0) return hasText ? commas + 1 : 0;
      if (character !== ' ') hasText = true;
    }
  }
  return hasText ? commas + 1 : 0;
}
