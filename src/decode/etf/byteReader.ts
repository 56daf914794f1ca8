import { LeakLensError } from '../../shared/model/errors';

/** Reads bytes in order and never past their end. @throws LeakLensError `cut-off` */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly subject: string;
  private readonly view: DataView;
  private at: number;

  constructor(bytes: Uint8Array, offset: number, subject: string) {
    this.bytes = bytes;
    this.subject = subject;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = offset;
  }

  get offset(): number {
    return this.at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2));
  }

  u32(): number {
    return this.view.getUint32(this.take(4));
  }

  i32(): number {
    return this.view.getInt32(this.take(4));
  }

  u64(): bigint {
    return this.view.getBigUint64(this.take(8));
  }

  f64(): number {
    return this.view.getFloat64(this.take(8));
  }

  span(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  private take(length: number): number {
    const start = this.at;
    if (length > this.left) {
      const detail = `${length} more bytes are needed at byte ${start}, ${this.left} are there`;
      throw new LeakLensError({ kind: 'cut-off', subject: this.subject, detail });
    }
    this.at += length;
    return start;
  }
}
