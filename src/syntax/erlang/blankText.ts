import type { ErlangText } from '../../shared/ports/sources/erlangSource';

type Source = Pick<ErlangText, 'text' | 'language'>;

/**
 * The text with its comments, strings, sigils and characters blanked, line for line: what is found in the rest is code. Quoted atoms of
 * Erlang stay, for they may name a function; what looks like a string or a comment within them is none.
 */
export function blankText(source: Source): string {
  const { text } = source;
  const parts: string[] = [];
  let at = 0;
  let kept = 0;
  while (at < text.length) {
    if (text[at] === "'" && source.language === 'erlang') at = quoteEnd(text, at, "'");
    const end = endOfText(source, at);
    if (end > at) {
      parts.push(text.slice(kept, at), text.slice(at, end).replace(/[^\n]/g, ' '));
      at = end;
      kept = end;
    } else at += 1;
  }
  return parts.join('') + text.slice(kept);
}

/** Where a comment, a string, a sigil or a character that begins here ends; the place itself where none begins. */
function endOfText({ text, language }: Source, at: number): number {
  const first = text[at] ?? '';
  if (first === (language === 'erlang' ? '%' : '#')) return lineEnd(text, at);
  if (text.startsWith('"""', at)) return after(text, '"""', at + 3);
  if (first === '"') return language === 'erlang' ? quoteEnd(text, at, '"') : stringEnd(text, at + 1, '"');
  const isCharacter = first === (language === 'erlang' ? '$' : '?') && !/[\w)\]]/.test(text[at - 1] ?? ' ');
  if (isCharacter) return Math.min(text.length, at + (text[at + 1] === '\\' ? 3 : 2));
  if (language === 'erlang') return at;
  if (text.startsWith("'''", at)) return after(text, "'''", at + 3);
  if (first === "'") return stringEnd(text, at + 1, "'");
  return first === '~' ? sigilEnd(text, at) : at;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

/** What begins with a quote at `start`, and has nothing nested in it. */
function quoteEnd(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

/** `"…"` of Elixir, which may have expressions in it, with strings of their own: `"#{name("x")}"`. */
function stringEnd(text: string, from: number, close: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === close) return at + 1;
    else if (text.startsWith('#{', at)) at = expressionEnd(text, at + 2) - 1;
  }
  return text.length;
}

function expressionEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = stringEnd(text, at + 1, '"') - 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** `~r/"/`, `~w(a b)`, `~S"""…"""`: only those with a small letter have expressions in them. */
function sigilEnd(text: string, at: number): number {
  const [whole, letters = '', open = ''] =
    /^~([a-z]|[A-Z][A-Z\d]*)("""|'''|[/|"'([{<])/.exec(text.slice(at, at + 20)) ?? [];
  if (whole === undefined) return at;
  const from = at + whole.length;
  if (open.length === 3) return after(text, open, from);
  const close = closers[open] ?? open;
  return /[a-z]/.test(letters) ? stringEnd(text, from, close) : quoteEnd(text, from - 1, close);
}
