import type { LeakLensError } from '../../shared/model/errors';
import { decodeText } from '../base/textLines';
import { unreadable } from '../base/unreadable';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const wordPattern = /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/;
const maxWordBytes = 400;
const maxKeyBytes = 4096;

/**
 * Reads JSON piece by piece, and passes over what is not wanted. JSON.parse makes objects of everything, which may take sixty
 * times the room of a hostile text, and cuts numbers beyond 2^53, such as times in nanoseconds.
 */
export class JsonReader {
  private readonly bytes: Uint8Array;
  private readonly subject: string;
  private at = 0;

  constructor(bytes: Uint8Array, subject: string) {
    this.bytes = bytes;
    this.subject = subject;
  }

  /** The byte that the next value begins with, or -1 at the end. */
  peek(): number {
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
    }
    return -1;
  }

  /** Calls `member` with each key; it must read or skip the value. */
  object(member: (key: string) => void): void {
    this.expect(openBrace, 'an object');
    if (this.take(closeBrace)) return;
    do {
      const key = this.string(maxKeyBytes);
      this.expect(colon, 'a colon behind a key');
      member(key);
    } while (this.take(comma));
    this.expect(closeBrace, 'a comma or the end of the object');
  }

  /** Calls `element` for each element; it must read or skip it. */
  array(element: () => void): void {
    this.expect(openBracket, 'an array');
    if (this.take(closeBracket)) return;
    do element();
    while (this.take(comma));
    this.expect(closeBracket, 'a comma or the end of the array');
  }

  isNumber(): boolean {
    const byte = this.peek();
    return byte === 0x2d || (byte >= 0x30 && byte <= 0x39);
  }

  isString(): boolean {
    return this.peek() === quote;
  }

  isObject(): boolean {
    return this.peek() === openBrace;
  }

  isArray(): boolean {
    return this.peek() === openBracket;
  }

  /** A number, true, false or null, as written. */
  word(): string {
    this.peek();
    const start = this.at;
    while (isWordByte(this.bytes[this.at] ?? 0) && this.at - start < maxWordBytes) this.at += 1;
    const word = decodeText(this.bytes, start, this.at);
    if (!wordPattern.test(word)) {
      this.at = start;
      throw this.fail('a value');
    }
    return word;
  }

  /** A string; one of more than `maxBytes` is cut. */
  string(maxBytes: number): string {
    const start = this.at;
    const end = this.skipString();
    const inside = decodeText(this.bytes, this.bytes.indexOf(quote, start) + 1, end - 1);
    if (!inside.includes('\\')) return inside.slice(0, maxBytes);
    try {
      return (JSON.parse(`"${inside}"`) as string).slice(0, maxBytes);
    } catch {
      throw this.fail('a string');
    }
  }

  /** Passes over a value of any depth, without recursion. */
  skip(): void {
    const open = new BracketStack();
    do {
      if (this.isObject() || this.isArray()) {
        const close = this.isObject() ? closeBrace : closeBracket;
        this.at += 1;
        if (!this.take(close)) {
          open.push(close);
          this.skipKey(close);
          continue;
        }
      } else if (this.isString()) this.skipString();
      else this.word();
      this.closeBrackets(open);
    } while (open.size > 0);
  }

  /** @throws LeakLensError when anything but white space is left. */
  end(): void {
    if (this.peek() >= 0) throw this.fail('the end of the text');
  }

  fail(expected: string): LeakLensError {
    const found = this.peek() < 0 ? 'the text ends' : `found ${JSON.stringify(this.shown())}`;
    return unreadable(this.subject, `not JSON: at byte ${this.at}: expected ${expected}, ${found}`);
  }

  /** Behind a value: the ends of what it stands in, and the comma before the next one. */
  private closeBrackets(open: BracketStack): void {
    while (open.size > 0) {
      if (this.take(comma)) {
        this.skipKey(open.top);
        return;
      }
      this.expect(open.top, 'a comma or a closing bracket');
      open.pop();
    }
  }

  private skipKey(close: number): void {
    if (close !== closeBrace) return;
    this.skipString();
    this.expect(colon, 'a colon behind a key');
  }

  /** Position behind the closing quote. */
  private skipString(): number {
    this.expect(quote, 'a string');
    const { bytes } = this;
    for (; this.at < bytes.length; this.at += 1) {
      if (bytes[this.at] === backslash) this.at += 1;
      else if (bytes[this.at] === quote) return (this.at += 1);
    }
    throw this.fail('the end of a string');
  }

  private take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at += 1;
    return true;
  }

  private expect(byte: number, what: string): void {
    if (!this.take(byte)) throw this.fail(what);
  }

  private shown(): string {
    return decodeText(this.bytes, this.at, Math.min(this.bytes.length, this.at + 20));
  }
}

/** Closing brackets that are due, a byte each: a hostile text may be nothing but opening ones. */
class BracketStack {
  size = 0;
  private bytes = new Uint8Array(64);

  get top(): number {
    return this.bytes[this.size - 1] ?? 0;
  }

  push(close: number): void {
    if (this.size === this.bytes.length) {
      const grown = new Uint8Array(this.size * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.size] = close;
    this.size += 1;
  }

  pop(): void {
    this.size -= 1;
  }
}

/** Letters, digits, sign and point. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x45 ||
    (byte >= 0x2b && byte <= 0x2e && byte !== comma)
  );
}
