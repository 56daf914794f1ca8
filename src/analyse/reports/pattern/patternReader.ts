import { PatternError } from './syntaxTree';

const escapes: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Walks the text of a pattern by characters. */
export class PatternReader {
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The character `ahead` of the next one; empty at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }

  /** The next character, surrogate pairs whole; empty at the end. */
  next(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return '';
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  /** Takes the text if it comes next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** Takes what a sticky expression matches next. */
  match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** Everything from an offset up to here, for a message. */
  from(start: number): string {
    return this.text.slice(start, Math.max(this.at, start + 1));
  }

  /** Everything up to a mark, which is taken too; all the rest when there is none. */
  until(mark: string): string {
    const end = this.text.indexOf(mark, this.at);
    const found = this.text.slice(this.at, end < 0 ? this.text.length : end);
    this.at = end < 0 ? this.text.length : end + mark.length;
    return found;
  }

  /** The code point of the next character, escaped or not. */
  character(): number {
    const character = this.next();
    if (character === '') throw new PatternError('missing closing ]: `[`');
    return character === '\\' ? this.escaped() : (character.codePointAt(0) ?? 0);
  }

  /** The code point behind a backslash that is read already. */
  escaped(): number {
    const start = this.at - 1;
    const octal = this.match(/0[0-7]{0,2}|[1-7][0-7]{1,2}/y);
    if (octal !== null) return Number.parseInt(octal[0], 8);
    const hexadecimal = this.match(/x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})/y);
    if (hexadecimal !== null) return this.codePoint(hexadecimal[1] ?? hexadecimal[2] ?? '', start);
    const character = this.next();
    if (character === '') throw new PatternError('trailing backslash at end of expression: ``');
    const known = escapes[character];
    if (known !== undefined) return known;
    const code = character.charCodeAt(0);
    if (code < 0x80 && !/[0-9A-Za-z]/.test(character)) return code;
    throw new PatternError(`invalid escape sequence: \`${this.from(start)}\``);
  }

  private codePoint(digits: string, start: number): number {
    const code = Number.parseInt(digits, 16);
    if (code > 0x10ffff) throw new PatternError(`invalid escape sequence: \`${this.from(start)}\``);
    return code;
  }
}
