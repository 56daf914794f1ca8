/** Numbers of a header in the byte order and word size it is written in. Beyond its end everything is 0. */
export class Fields {
  private readonly bytes: Buffer;
  private readonly littleEndian: boolean;

  constructor(bytes: Buffer, littleEndian: boolean) {
    this.bytes = bytes;
    this.littleEndian = littleEndian;
  }

  u16(at: number): number {
    if (at + 2 > this.bytes.length) return 0;
    return this.littleEndian ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.littleEndian ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  /** An offset or size; no file is so large that a double could not hold it. */
  u64(at: number): number {
    const [low, high] = this.littleEndian ? [at, at + 4] : [at + 4, at];
    return this.u32(high) * 0x1_0000_0000 + this.u32(low);
  }

  /** Text up to a NUL, or of `size` bytes. */
  text(at: number, size: number): string {
    const part = this.bytes.subarray(at, at + size);
    const end = part.indexOf(0);
    return part.subarray(0, end < 0 ? part.length : end).toString('latin1');
  }
}
