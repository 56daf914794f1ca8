import { LeakLensError } from '../../shared/model/errors';
import { joinBytes } from '../base/joinBytes';

/** Bytes as they come, cut into the messages that they are. Each is joined once, when all of it is there. */
export class FrameReader {
  private chunks: Uint8Array[] = [];
  private held = 0;
  private readonly maxBytes: () => number;
  private readonly subject: string;
  /** Of the length before each message: 2 during the handshake, 4 after it; over TLS always 4 (inet_tls_dist.erl, `{packet,4}`). */
  headerBytes: 2 | 4;

  constructor(subject: string, headerBytes: 2 | 4, maxBytes: () => number) {
    this.subject = subject;
    this.headerBytes = headerBytes;
    this.maxBytes = maxBytes;
  }

  push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.held += chunk.length;
  }

  /** The first bytes of what has come and is not taken yet. */
  get begin(): number | undefined {
    return this.chunks[0]?.[0];
  }

  /** The next whole message, null until all of it has come. @throws LeakLensError `too-large`, before anything is kept for it */
  next(): Uint8Array | null {
    const length = this.announced();
    if (length === null || this.held < this.headerBytes + length) return null;
    return this.take(this.headerBytes + length).subarray(this.headerBytes);
  }

  private announced(): number | null {
    const { headerBytes } = this;
    if (this.held < headerBytes) return null;
    let length = 0;
    for (let at = 0; at < headerBytes; at += 1) length = length * 256 + this.byteAt(at);
    const limit = this.maxBytes();
    if (length <= limit) return length;
    const detail = `a message of ${length} bytes is announced`;
    throw new LeakLensError({ kind: 'too-large', subject: this.subject, detail, limit });
  }

  private byteAt(index: number): number {
    let left = index;
    for (const chunk of this.chunks) {
      if (left < chunk.length) return chunk[left] ?? 0;
      left -= chunk.length;
    }
    return 0;
  }

  private take(length: number): Uint8Array {
    const [first] = this.chunks;
    // Most messages come in one piece with others behind them.
    const all = this.chunks.length === 1 && first !== undefined ? first : joinBytes(this.chunks);
    const rest = all.subarray(length);
    this.chunks = rest.length === 0 ? [] : [rest];
    this.held = rest.length;
    return all.subarray(0, length);
  }
}
