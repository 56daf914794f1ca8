import { readBracket, readEscapedClass } from './characterClass';
import { PatternReader } from './patternReader';
import { foldCase, PatternError, type Assertion, type CharacterSet, type SyntaxTree } from './syntaxTree';

/** As in Go's regexp/syntax. */
const maxRepeat = 1000;
const maxDepth = 250;

/** Lower-case letters that stand in `(?ims)`. `U` swaps greed, which does not change whether something matches. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

const escapedAssertions: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-boundary',
  B: 'no-word-boundary',
};

/** Parses Go's regular expressions (https://pkg.go.dev/regexp/syntax). @throws PatternError */
export function parsePattern(text: string): SyntaxTree {
  const parser = new PatternParser(text);
  const tree = parser.choice({ i: false, m: false, s: false }, 0);
  parser.expectEnd();
  return tree;
}

class PatternParser {
  private readonly reader: PatternReader;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.reader = new PatternReader(text);
  }

  expectEnd(): void {
    if (!this.reader.ended) throw new PatternError(`unexpected ): \`${this.text}\``);
  }

  /** Alternatives up to a closing parenthesis or the end. Flags set inside hold for what follows, over a `|` too. */
  choice(outer: Flags, depth: number): SyntaxTree {
    if (depth > maxDepth) throw new PatternError('expression nests too deeply');
    const { reader } = this;
    const parts: SyntaxTree[] = [];
    let sequence: SyntaxTree[] = [];
    let flags = outer;
    while (!reader.ended && reader.peek() !== ')') {
      const changed = this.flagChange(flags);
      if (changed !== null) flags = changed;
      else if (reader.take('|')) {
        parts.push({ kind: 'sequence', parts: sequence });
        sequence = [];
      } else if (!this.repeatLast(sequence)) this.readItem(sequence, flags, depth);
    }
    parts.push({ kind: 'sequence', parts: sequence });
    return parts.length === 1 ? (parts[0] ?? { kind: 'empty' }) : { kind: 'choice', parts };
  }

  /** `(?i)`, `(?s-m)`: flags without a group. */
  private flagChange(flags: Flags): Flags | null {
    const match = this.reader.match(/\(\?([imsU]*)(?:-([imsU]+))?\)/y);
    if (match === null) return null;
    return withFlags(flags, match[1] ?? '', match[2] ?? '');
  }

  /** An operator repeats what stands before it, even over a change of flags. False when there is none. */
  private repeatLast(sequence: SyntaxTree[]): boolean {
    const { reader } = this;
    const start = reader.at;
    const operator = this.operator();
    if (operator === null) return false;
    const part = sequence.pop();
    if (part === undefined) {
      throw new PatternError(`missing argument to repetition operator: \`${reader.from(start)}\``);
    }
    sequence.push({ kind: 'repeat', part, ...operator });
    if (this.operator() !== null) {
      throw new PatternError(`invalid nested repetition operator: \`${reader.from(start)}\``);
    }
    return true;
  }

  private readItem(sequence: SyntaxTree[], flags: Flags, depth: number): void {
    const { reader } = this;
    if (reader.take('\\Q')) sequence.push(...Array.from(reader.until('\\E'), (one) => literal(one, flags)));
    else sequence.push(this.single(flags, depth));
  }

  /** `*`, `+`, `?`, `{2,5}`, greedy or not. A brace that is none of these is a character. */
  private operator(): { least: number; most: number } | null {
    const match = this.reader.match(/(?:([*+?])|\{(\d{1,9})(,(\d{1,9})?)?\})\??/y);
    if (match === null) return null;
    const [whole, sign, from = '0', comma, to] = match;
    if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    const least = Number(from);
    const most = to !== undefined ? Number(to) : comma === undefined ? least : Infinity;
    if (least > maxRepeat || (most > maxRepeat && most !== Infinity) || most < least) {
      throw new PatternError(`invalid repeat count: \`${whole}\``);
    }
    return { least, most };
  }

  private single(flags: Flags, depth: number): SyntaxTree {
    const { reader } = this;
    const character = reader.next();
    switch (character) {
      case '(':
        return this.group(flags, depth);
      case '[':
        return { kind: 'character', set: readBracket(reader, folding(flags)) };
      case '.':
        return { kind: 'character', set: (code) => flags.s || code !== 10 };
      case '^':
        return { kind: 'assertion', at: flags.m ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'assertion', at: flags.m ? 'line-end' : 'text-end' };
      case '\\':
        return this.escape(flags);
      default:
        return literal(character, flags);
    }
  }

  private group(flags: Flags, depth: number): SyntaxTree {
    const { reader } = this;
    const start = reader.at - 1;
    const named = reader.match(/\?P?<(\w+)>/y);
    const flagged = named === null ? reader.match(/\?([imsU]*)(?:-([imsU]+))?:/y) : null;
    if (named === null && flagged === null && reader.peek() === '?') {
      throw new PatternError(`invalid or unsupported Perl syntax: \`${this.text.slice(start, start + 3)}\``);
    }
    const inner = flagged === null ? flags : withFlags(flags, flagged[1] ?? '', flagged[2] ?? '');
    const tree = this.choice(inner, depth + 1);
    if (!reader.take(')')) throw new PatternError(`missing closing ): \`${this.text}\``);
    return tree;
  }

  private escape(flags: Flags): SyntaxTree {
    const { reader } = this;
    const at = escapedAssertions[reader.peek()];
    if (at !== undefined) {
      reader.next();
      return { kind: 'assertion', at };
    }
    const set = readEscapedClass(reader, folding(flags));
    if (set !== null) return { kind: 'character', set };
    return codeTree(reader.escaped(), flags);
  }
}

function literal(character: string, flags: Flags): SyntaxTree {
  return codeTree(character.codePointAt(0) ?? 0, flags);
}

function codeTree(code: number, flags: Flags): SyntaxTree {
  return { kind: 'character', set: folding(flags)((other) => other === code) };
}

function folding({ i }: Flags): (set: CharacterSet) => CharacterSet {
  return i ? foldCase : (set) => set;
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const value = (name: 'i' | 'm' | 's') => (flags[name] || on.includes(name)) && !off.includes(name);
  return { i: value('i'), m: value('m'), s: value('s') };
}
