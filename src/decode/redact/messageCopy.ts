const lengthDelimited = 2;

/** Puts a protobuf message together out of parts of another and of new fields. */
export class MessageCopy {
  private readonly parts: Uint8Array[] = [];
  private readonly source: Uint8Array;
  private start = 0;
  private end = 0;

  constructor(source: Uint8Array) {
    this.source = source;
  }

  /** Copies a span of the source as it is; neighbours become one part. */
  keep(start: number, end: number): void {
    if (start === this.end && this.end > this.start) {
      this.end = end;
      return;
    }
    this.flush();
    this.start = start;
    this.end = end;
  }

  /** A nested message or a text. */
  field(number: number, bytes: Uint8Array): void {
    this.flush();
    this.parts.push(varintBytes((number << 3) | lengthDelimited), varintBytes(bytes.length), bytes);
  }

  /** A number, not negative. */
  number(field: number, value: number): void {
    this.flush();
    this.parts.push(varintBytes(field << 3), varintBytes(value));
  }

  finish(): Uint8Array {
    this.flush();
    return Buffer.concat(this.parts);
  }

  private flush(): void {
    if (this.end > this.start) this.parts.push(this.source.subarray(this.start, this.end));
    this.start = this.end = 0;
  }
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
