import type { Int64 } from '../base/int64';

/** The size and byte order of the words of a binary CPU profile: those of the machine that wrote it. */
export interface WordLayout {
  readonly bytes: 4 | 8;
  readonly littleEndian: boolean;
}

/** In the order in which pprof tries them. */
export const wordLayouts: readonly WordLayout[] = [
  { bytes: 4, littleEndian: true },
  { bytes: 4, littleEndian: false },
  { bytes: 8, littleEndian: true },
  { bytes: 8, littleEndian: false },
];

/** Reads unsigned machine words one after the other. */
export class WordReader {
  pos = 0;
  private readonly view: DataView;
  private readonly layout: WordLayout;

  constructor(bytes: Uint8Array, layout: WordLayout) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.layout = layout;
  }

  /** Whole words that are left. */
  get left(): number {
    return Math.floor((this.view.byteLength - this.pos) / this.layout.bytes);
  }

  /** To be called only while words are left. */
  next(): Int64 {
    const { bytes, littleEndian } = this.layout;
    const at = this.pos;
    this.pos += bytes;
    if (bytes === 4) return this.view.getUint32(at, littleEndian);
    const low = this.view.getUint32(littleEndian ? at : at + 4, littleEndian);
    const high = this.view.getUint32(littleEndian ? at + 4 : at, littleEndian);
    return high < 2 ** 21 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low);
  }
}
