import { PatternError, type CharacterSet } from './syntaxTree';
import type { PatternReader } from './patternReader';

const range =
  (from: number, to: number): CharacterSet =>
  (code) =>
    code >= from && code <= to;
const oneOf = (text: string): CharacterSet => {
  const codes = new Set(Array.from(text, (character) => character.codePointAt(0)));
  return (code) => codes.has(code);
};
const either =
  (...sets: readonly CharacterSet[]): CharacterSet =>
  (code) =>
    sets.some((set) => set(code));
const not =
  (set: CharacterSet): CharacterSet =>
  (code) =>
    !set(code);

const digit = range(0x30, 0x39);
const lower = range(0x61, 0x7a);
const upper = range(0x41, 0x5a);
const letter = either(lower, upper);

/** `\w` of Go: ASCII only, as all Perl classes are there. */
export const wordCharacter = either(digit, letter, oneOf('_'));

const perlClasses: Readonly<Record<string, CharacterSet>> = { d: digit, s: oneOf('\t\n\f\r '), w: wordCharacter };

const namedClasses: Readonly<Record<string, CharacterSet>> = {
  alnum: either(digit, letter),
  alpha: letter,
  ascii: range(0, 0x7f),
  blank: oneOf('\t '),
  cntrl: either(range(0, 0x1f), range(0x7f, 0x7f)),
  digit,
  graph: range(0x21, 0x7e),
  lower,
  print: range(0x20, 0x7e),
  punct: either(range(0x21, 0x2f), range(0x3a, 0x40), range(0x5b, 0x60), range(0x7b, 0x7e)),
  space: oneOf('\t\n\v\f\r '),
  upper,
  word: wordCharacter,
  xdigit: either(digit, range(0x41, 0x46), range(0x61, 0x66)),
};

/** What a set becomes where case does not count; the set itself where it does. */
type Fold = (set: CharacterSet) => CharacterSet;

/** `\d`, `\W`, `\pL`, `\P{Greek}` behind a backslash that is read already; null when it is another escape. */
export function readEscapedClass(reader: PatternReader, fold: Fold): CharacterSet | null {
  const name = reader.peek();
  const perl = perlClasses[name.toLowerCase()];
  if (perl !== undefined) {
    reader.next();
    return name === name.toLowerCase() ? perl : not(perl);
  }
  if (name !== 'p' && name !== 'P') return null;
  reader.next();
  const braced = reader.match(/\{(\^?)([A-Za-z_]+)\}/y);
  const [negation = '', property = ''] = braced === null ? ['', reader.next()] : [braced[1], braced[2]];
  const set = fold(unicodeProperty(property));
  return (negation === '^') === (name === 'P') ? set : not(set);
}

function unicodeProperty(name: string): CharacterSet {
  for (const property of name === 'Any' ? ['Any'] : [`General_Category=${name}`, `Script=${name}`]) {
    try {
      const one = new RegExp(`^\\p{${property}}$`, 'u');
      return (code) => one.test(String.fromCodePoint(code));
    } catch {
      continue;
    }
  }
  throw new PatternError(`invalid character class range: \`\\p{${name}}\``);
}

/** The rest of a bracket expression, behind its `[`. Case is folded before a set is turned round, as in Go. */
export function readBracket(reader: PatternReader, fold: Fold): CharacterSet {
  const start = reader.at - 1;
  const isNegated = reader.take('^');
  const sets: CharacterSet[] = [];
  for (let first = true; first || reader.peek() !== ']'; first = false) {
    if (reader.ended) throw new PatternError(`missing closing ]: \`${reader.from(start)}\``);
    sets.push(readNamed(reader, fold) ?? readRange(reader, start));
  }
  reader.next();
  const set = fold(either(...sets));
  return isNegated ? not(set) : set;
}

/** `[:alpha:]` or an escaped class inside a bracket expression. */
function readNamed(reader: PatternReader, fold: Fold): CharacterSet | null {
  const named = reader.match(/\[:(\^?)([a-z]+):\]/y);
  if (named !== null) {
    const set = namedClasses[named[2] ?? ''];
    if (set === undefined) throw new PatternError(`invalid character class range: \`${named[0]}\``);
    return named[1] === '^' ? not(fold(set)) : set;
  }
  if (reader.peek() !== '\\') return null;
  const before = reader.at;
  reader.next();
  const set = readEscapedClass(reader, fold);
  if (set === null) reader.at = before;
  return set;
}

function readRange(reader: PatternReader, start: number): CharacterSet {
  const from = reader.character();
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '') return range(from, from);
  reader.next();
  const to = reader.character();
  if (to < from) throw new PatternError(`invalid character class range: \`${reader.from(start)}\``);
  return range(from, to);
}
