const initialBytes = 1024;
const lineFeed = 10;

/** Bytes that grow at their end. */
export class ByteWriter {
  private buffer = new Uint8Array(initialBytes);
  private length = 0;

  append(bytes: Uint8Array, start: number, end: number): void {
    if (end <= start) return;
    this.reserve(end - start);
    this.buffer.set(bytes.subarray(start, end), this.length);
    this.length += end - start;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  endLine(): void {
    this.byte(lineFeed);
  }

  /** Ends the line unless it has just been ended, or nothing stands there yet. */
  closeLine(): void {
    if (this.length > 0 && this.buffer[this.length - 1] !== lineFeed) this.endLine();
  }

  /** A character as UTF-8; half of a pair becomes U+FFFD. */
  character(code: number): void {
    if (code < 0x80) this.byte(code);
    else {
      const bytes = Buffer.from(String.fromCodePoint(code));
      this.append(bytes, 0, bytes.length);
    }
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }
}
