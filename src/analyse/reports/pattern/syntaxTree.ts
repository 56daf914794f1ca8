/** A regular expression, parsed. Captures are not kept: nobody asks where a name matches, only whether it does. */
export type SyntaxTree =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly at: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly SyntaxTree[] }
  | { readonly kind: 'choice'; readonly parts: readonly SyntaxTree[] }
  | { readonly kind: 'repeat'; readonly part: SyntaxTree; readonly least: number; readonly most: number };

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary';

/** Tells whether a code point belongs. */
export type CharacterSet = (code: number) => boolean;

/** What a pattern that Go's regexp would refuse fails with; the message is in the words of regexp/syntax. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** The set that ignores case, which a text does that has `(?i)`. */
export function foldCase(set: CharacterSet): CharacterSet {
  return (code) => {
    if (set(code)) return true;
    const text = String.fromCodePoint(code);
    return isIn(set, text.toLowerCase()) || isIn(set, text.toUpperCase());
  };
}

/** Case mappings of more than one character (ß to SS) do not count, as in Go's simple folding. */
function isIn(set: CharacterSet, text: string): boolean {
  const code = text.codePointAt(0) ?? -1;
  return text.length === String.fromCodePoint(code).length && set(code);
}
