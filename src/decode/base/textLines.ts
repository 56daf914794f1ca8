const lineFeed = 10;
const carriageReturn = 13;

/**
 * Walks the lines of a text that stays in bytes: a goroutine dump may be 64 MiB of which a few kilobytes are distinct, so
 * text is made only of what is new.
 */
export class TextLines {
  /** The current line without its end. */
  start = 0;
  end = 0;
  /** False for a last line without a line feed. */
  terminated = true;
  /** Number of the current line, from 1; 0 before the first. */
  number = 0;
  readonly bytes: Uint8Array;
  private nextStart = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Moves to the next line; false at the end of the text. */
  next(): boolean {
    const { bytes } = this;
    if (this.nextStart >= bytes.length) return false;
    this.number += 1;
    this.start = this.nextStart;
    const feed = bytes.indexOf(lineFeed, this.start);
    this.terminated = feed >= 0;
    this.end = this.terminated ? feed : bytes.length;
    this.nextStart = this.end + 1;
    if (this.end > this.start && bytes[this.end - 1] === carriageReturn) this.end -= 1;
    return true;
  }

  get isEmpty(): boolean {
    return this.start === this.end;
  }

  /** Whether the current line begins with an ASCII text. */
  startsWith(prefix: string): boolean {
    return this.startsWithAt(prefix, this.start);
  }

  /** Leaves white space at the end out of the current line. */
  trimEnd(): void {
    for (let last = this.bytes[this.end - 1]; this.end > this.start && (last === 32 || last === 9);) {
      this.end -= 1;
      last = this.bytes[this.end - 1];
    }
  }

  /** Whether a line follows the current one. */
  get hasMore(): boolean {
    return this.nextStart < this.bytes.length;
  }

  /** Whether an ASCII text begins at a position of the current line. */
  startsWithAt(prefix: string, start: number): boolean {
    if (this.end - start < prefix.length) return false;
    for (let at = 0; at < prefix.length; at += 1) {
      if (this.bytes[start + at] !== prefix.charCodeAt(at)) return false;
    }
    return true;
  }

  text(): string {
    return decodeText(this.bytes, this.start, this.end);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A span of bytes as text; invalid UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}
