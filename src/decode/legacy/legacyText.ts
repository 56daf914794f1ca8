import type { LeakLensError } from '../../shared/model/errors';
import type { Mapping } from '../../shared/model/profile';
import { parseHexUint64, parseInt64 } from '../base/int64';
import type { Int64 } from '../base/int64';
import { TextLines } from '../base/textLines';
import { unreadable } from '../base/unreadable';
import { isMemoryMapSentinel, readMemoryMap } from './locations/memoryMap';

/** Characters of a line that an error shows. */
const shownCharacters = 60;

/** The lines of an older text format, each without white space around it, with errors that name the line. */
export class LegacyText {
  /** The current line, trimmed; empty before the first and behind the last. */
  line = '';
  /** False behind the last line. */
  open = true;
  readonly subject: string;
  private readonly lines: TextLines;

  constructor(bytes: Uint8Array, subject: string) {
    this.lines = new TextLines(bytes);
    this.subject = subject;
  }

  /** Moves to the next line; false behind the last. */
  next(): boolean {
    this.open = this.lines.next();
    this.line = this.open ? this.lines.text().trim() : '';
    return this.open;
  }

  /** Moves to the first line, from the current one on, that is neither empty nor a comment. */
  nextContent(): boolean {
    while (this.next()) if (!this.isBlank && !this.isComment) return true;
    return false;
  }

  get isBlank(): boolean {
    return this.line === '';
  }

  get isComment(): boolean {
    return this.line.startsWith('#') || this.isSymbol;
  }

  /** A line that names a frame, whose `#` was lost on the way: no record begins so. */
  private get isSymbol(): boolean {
    return this.line.startsWith('0x');
  }

  /** False for a last line without a line feed, which may be a part of one. */
  get isTerminated(): boolean {
    return this.lines.terminated;
  }

  /** The memory map in the lines that are left, from its heading on; none when there is no heading. */
  memoryMap(): Mapping[] {
    while (this.open && !isMemoryMapSentinel(this.line)) this.next();
    return readMemoryMap(this.lines);
  }

  fail(expected: string): LeakLensError {
    const found = this.open ? `found ${JSON.stringify(this.line.slice(0, shownCharacters))}` : 'the text ends';
    return unreadable(this.subject, `line ${this.lines.number}: expected ${expected}, ${found}`);
  }

  /** @throws LeakLensError `unreadable` when the digits make no int64. */
  int64(digits: string, what: string): Int64 {
    const number = parseInt64(digits);
    if (number === null) throw this.fail(`a 64-bit number as ${what}`);
    return number;
  }

  /**
   * The addresses of a sample, ` 0x4a 0x4b`. A stack may be as long as the text, so that no list of words is made of it.
   *
   * @throws LeakLensError `unreadable` when anything else stands between them.
   */
  addresses(text: string): Int64[] {
    const addresses: Int64[] = [];
    for (let start = wordStart(text, 0); start < text.length;) {
      const space = text.indexOf(' ', start);
      const end = space < 0 ? text.length : space;
      const address = text.startsWith('0x', start) ? parseHexUint64(text.slice(start + 2, end)) : null;
      if (address === null) throw this.fail('hexadecimal addresses of 64 bits behind the @');
      addresses.push(address);
      start = wordStart(text, end);
    }
    return addresses;
  }
}

/** Position of the next character that is no space. */
function wordStart(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}
