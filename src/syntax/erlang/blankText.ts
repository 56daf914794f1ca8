import type { ErlangText } from '../../shared/ports/sources/erlangSource';

/**
 * The text with its comments, strings and characters blanked, line for line: what is found in the rest is code. Quoted atoms of Erlang stay,
 * for they may name a function.
 */
export function blankText({ text, language }: Pick<ErlangText, 'text' | 'language'>): string {
  const comment = language === 'erlang' ? '%' : '#';
  let out = '';
  let at = 0;
  while (at < text.length) {
    const end = endOfText(text, at, { comment, language });
    if (end > at) {
      out += text.slice(at, end).replace(/[^\n]/g, ' ');
      at = end;
    } else {
      out += text[at] ?? '';
      at += 1;
    }
  }
  return out;
}

/** Where a comment, a string or a character that begins here ends; the place itself where none begins. */
function endOfText(text: string, at: number, how: { comment: string; language: ErlangText['language'] }): number {
  const first = text[at] ?? '';
  if (first === how.comment) return lineEnd(text, at);
  if (text.startsWith('"""', at)) return after(text, '"""', at + 3);
  if (first === '"') return quoteEnd(text, at);
  const isCharacter = first === (how.language === 'erlang' ? '$' : '?') && !/[\w)\]]/.test(text[at - 1] ?? ' ');
  if (isCharacter) return Math.min(text.length, at + (text[at + 1] === '\\' ? 3 : 2));
  return at;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

function quoteEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
