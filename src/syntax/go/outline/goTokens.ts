/** What a token is, as far as an outline needs to know: a literal is a number, a string or a rune, a mark is one character. */
export type TokenKind = 'name' | 'literal' | 'mark' | 'end';

const newline = 10;
const quote = 34;
const apostrophe = 39;
const star = 42;
const slash = 47;
const backslash = 92;
const backquote = 96;

/**
 * Walks the tokens of a Go text without building anything: comments and strings are stepped over, so that what they hold is
 * neither a name nor a bracket. Many times faster than the parser, which says what the tokens mean.
 */
export class GoTokens {
  readonly text: string;
  kind: TokenKind = 'end';
  /** Offsets of the token, UTF-16 units; `end` is exclusive. */
  start = 0;
  end = 0;
  /** A line ended between the token before and this one. */
  onNewLine = true;

  constructor(text: string) {
    this.text = text;
  }

  /** Steps to the next token. False at the end of the text. */
  next(): boolean {
    this.start = this.skipBlanks(this.end);
    if (this.start >= this.text.length) {
      this.kind = 'end';
      this.end = this.start;
      return false;
    }
    const code = this.text.charCodeAt(this.start);
    if (isNameStart(code)) this.take('name', this.endOfName(this.start + 1));
    else if (isDigit(code)) this.take('literal', this.endOfNumber(this.start + 1));
    else if (code === backquote) this.take('literal', this.endOfRaw(this.start + 1));
    else if (code === quote || code === apostrophe) this.take('literal', this.endOfQuoted(this.start + 1, code));
    else this.take('mark', this.start + 1);
    return true;
  }

  private take(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  private skipBlanks(from: number): number {
    const { text } = this;
    this.onNewLine = from === 0;
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === newline) this.onNewLine = true;
      else if (code === slash) {
        const end = this.endOfComment(at);
        if (end === at) break;
        at = end - 1;
      } else if (code > 32) break;
    }
    return at;
  }

  /** The offset itself where no comment begins. The line's end is no part of a line comment. */
  private endOfComment(at: number): number {
    const { text } = this;
    const second = text.charCodeAt(at + 1);
    if (second === slash) {
      const end = text.indexOf('\n', at);
      return end < 0 ? text.length : end;
    }
    if (second !== star) return at;
    const close = text.indexOf('*/', at + 2);
    const end = close < 0 ? text.length : close + 2;
    const line = text.indexOf('\n', at);
    if (line >= 0 && line < end) this.onNewLine = true;
    return end;
  }

  private endOfName(from: number): number {
    let at = from;
    while (at < this.text.length && isNamePart(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  /** `1.5e3` and `0x_ff`; a sign in an exponent is a mark, which hurts nobody. */
  private endOfNumber(from: number): number {
    let at = from;
    while (at < this.text.length) {
      const code = this.text.charCodeAt(at);
      if (!isNamePart(code) && code !== 46) break;
      at += 1;
    }
    return at;
  }

  private endOfRaw(from: number): number {
    const close = this.text.indexOf('`', from);
    return close < 0 ? this.text.length : close + 1;
  }

  /** A string or rune that is not closed ends with its line, as the compiler reads it. */
  private endOfQuoted(from: number, close: number): number {
    let at = from;
    for (; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === backslash) at += 1;
      else if (code === close) return at + 1;
      else if (code === newline) return at;
    }
    return Math.min(at, this.text.length);
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters beyond ASCII are taken to be letters: a name too long finds nothing, and no such mark exists in Go. */
function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}
