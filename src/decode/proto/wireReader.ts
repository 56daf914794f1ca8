import protobuf from 'protobufjs/minimal';
import type { LeakLensError } from '../../shared/model/errors';
import { requireRows, type CountedRows, type DecodeLimits } from '../base/decodeLimits';
import { unreadable } from '../base/unreadable';

const varint = 0;
const lengthDelimited = 2;

/** Varints below this many bytes hold at most 28 bits, which the 32-bit reader keeps whole. */
const wideVarintBytes = 5;

/**
 * protobufjs' reader, driven by hand, with what profile.proto needs on top: 64-bit numbers without loss and without
 * objects (`Reader.uint32` keeps the low 32 bits, `Reader.int64` allocates), and errors which say where and what.
 */
export class WireReader extends protobuf.Reader {
  /** Halves of the last varint that was read as 64 bits, unsigned. */
  private low = 0;
  private high = 0;
  private readonly subject: string;
  private readonly limits: DecodeLimits;

  constructor(bytes: Uint8Array, subject: string, limits: DecodeLimits) {
    super(bytes);
    this.subject = subject;
    this.limits = limits;
  }

  /** Goes on at the first of other bytes. */
  goOnIn(bytes: Uint8Array): void {
    this.buf = bytes;
    this.pos = 0;
    this.len = bytes.length;
  }

  /** @throws LeakLensError `too-large` when there are more than an answer may have */
  require(what: CountedRows, count: number): void {
    requireRows(what, count, this.limits, this.subject);
  }

  /** Whether an answer may have so many. */
  allows(what: CountedRows, count: number): boolean {
    return count <= this.limits.rows[what];
  }

  /** Of a name, in characters. */
  get nameLength(): number {
    return this.limits.nameLength;
  }

  /** An error at a byte of the unpacked message. */
  fail(expected: string, offset = this.pos): LeakLensError {
    return unreadable(this.subject, `at byte ${offset} of the message: ${expected}`);
  }

  /** Reads the length of a nested message or packed field, and answers where it ends. */
  enter(tag: number, what: string, limit: number): number {
    if ((tag & 7) !== lengthDelimited) {
      throw this.fail(`expected ${what} as a length-delimited field, found wire type ${tag & 7}`);
    }
    const length = this.size();
    const end = this.pos + length;
    if (end > limit) {
      throw this.fail(`${what} should have ${length} bytes, but only ${limit - this.pos} are left: the end is missing`);
    }
    return end;
  }

  /** Proves that what was entered ended where its length said. */
  leave(end: number, what: string): void {
    if (this.pos !== end) throw this.fail(`expected ${what} to end at byte ${end}`);
  }

  /** Skips a field that this decoder does not know. */
  skipField(tag: number): void {
    this.skipType(tag & 7, 0, tag >>> 3);
  }

  /** An int64 as the nearest double; `lastBigInt` has the exact one when that is not a safe integer. */
  signed(tag: number, what: string): number {
    this.expectVarint(tag, what);
    return this.nextSigned();
  }

  /** A uint64 as the nearest double; `lastBigInt` has the exact one when that is not a safe integer. */
  unsigned(tag: number, what: string): number {
    this.expectVarint(tag, what);
    return this.nextUnsigned();
  }

  /** The next varint as int64, for packed fields. */
  nextSigned(): number {
    const start = this.pos;
    const narrow = this.uint32();
    if (this.pos - start < wideVarintBytes) return narrow;
    this.readWide(start);
    return (this.high | 0) * 2 ** 32 + this.low;
  }

  /** The next varint as uint64, for packed fields. */
  nextUnsigned(): number {
    const start = this.pos;
    const narrow = this.uint32();
    if (this.pos - start < wideVarintBytes) return narrow;
    this.readWide(start);
    return this.high * 2 ** 32 + this.low;
  }

  /** A uint64 that only names something: a number where that is exact. */
  id(tag: number, what: string): number | bigint {
    const value = this.unsigned(tag, what);
    return Number.isSafeInteger(value) ? value : this.lastBigInt();
  }

  exactSigned(tag: number, what: string): bigint {
    const value = this.signed(tag, what);
    return Number.isSafeInteger(value) ? BigInt(value) : this.lastSignedBigInt();
  }

  exactUnsigned(tag: number, what: string): bigint {
    const value = this.unsigned(tag, what);
    return Number.isSafeInteger(value) ? BigInt(value) : this.lastBigInt();
  }

  /** Exact value of the last read that did not answer a safe integer. */
  lastBigInt(): bigint {
    return (BigInt(this.high) << 32n) | BigInt(this.low);
  }

  lastSignedBigInt(): bigint {
    return BigInt.asIntN(64, this.lastBigInt());
  }

  private expectVarint(tag: number, what: string): void {
    if ((tag & 7) !== varint) throw this.fail(`expected ${what} as a varint, found wire type ${tag & 7}`);
  }

  /** Reads the varint at `start` again, all 64 bits. That it ends within ten bytes and the buffer is known by now. */
  private readWide(start: number): void {
    const { buf, pos: end } = this;
    let low = 0;
    let high = 0;
    let shift = 0;
    for (let at = start; at < end; at += 1, shift += 7) {
      const bits = (buf[at] ?? 0) & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
    }
    this.low = low >>> 0;
    this.high = high >>> 0;
  }
}
