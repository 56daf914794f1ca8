import type { Random } from './random';

/** Varints at which readers go wrong: 0, −1, 2^31, 2^53, 2^63, and one that does not end. */
const varints: readonly (readonly number[])[] = [
  [0],
  [1],
  [0x7f],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
];

/** A field of a message, as far as it can be told. */
interface FieldSpan {
  readonly start: number;
  /** Behind the tag. */
  readonly value: number;
  /** Behind the length of a length-delimited field; `value` for others. */
  readonly content: number;
  readonly end: number;
  readonly wireType: number;
}

const maxFields = 5000;

/** Damages fields of a message: their lengths, numbers, tags, order and number. */
export function tamperWithFields(bytes: Uint8Array, random: Random): Uint8Array {
  const fields = splitLoosely(bytes);
  if (fields.length === 0) return bytes;
  const field = random.pick(fields);
  switch (random.below(6)) {
    case 0:
      return replaced(
        bytes,
        field.value,
        field.content === field.value ? field.end : field.content,
        random.pick(varints),
      );
    case 1:
      return replaced(bytes, field.start, field.value, random.oneIn(2) ? random.pick(varints) : [random.below(256)]);
    case 2:
      return replaced(bytes, field.start, field.end, []);
    case 3:
      return tamperInside(bytes, field, random);
    case 4:
      return multipliedInside(bytes, field, random);
    default:
      return moved(bytes, field, random.pick(fields), random);
  }
}

function tamperInside(bytes: Uint8Array, field: FieldSpan, random: Random): Uint8Array {
  const inside = bytes.subarray(field.content, field.end);
  const nested = splitLoosely(inside);
  if (nested.length === 0) return bytes;
  const inner = random.pick(nested);
  const changed = replaced(inside, inner.value, inner.end, random.pick(varints));
  const length = random.oneIn(4) ? inside.length : changed.length;
  return replaced(bytes, field.value, field.end, [...toVarint(length), ...changed]);
}

/** Most rows that a field inside another becomes: little to send, and much to keep. */
const maxRows = 20_000;

/** A sample of a great many labels or frames, a location of a great many inlined calls. */
function multipliedInside(bytes: Uint8Array, field: FieldSpan, random: Random): Uint8Array {
  const inside = bytes.subarray(field.content, field.end);
  const nested = splitLoosely(inside);
  if (nested.length === 0) return bytes;
  const inner = random.pick(nested);
  const row = inside.subarray(inner.start, inner.end);
  const rows = Buffer.concat(Array.from({ length: 1 + random.skewed(maxRows) }, () => row));
  const changed = Buffer.concat([inside.subarray(0, inner.start), rows, inside.subarray(inner.end)]);
  const header = Buffer.from(toVarint(changed.length));
  const parts = [bytes.subarray(0, field.value), header, changed, bytes.subarray(field.end)];
  return new Uint8Array(Buffer.concat(parts));
}

function moved(bytes: Uint8Array, field: FieldSpan, before: FieldSpan, random: Random): Uint8Array {
  const copy = bytes.slice(field.start, field.end);
  const times = 1 + random.skewed(200);
  const copies = Buffer.concat(Array.from({ length: times }, () => copy));
  return new Uint8Array(Buffer.concat([bytes.subarray(0, before.start), copies, bytes.subarray(before.start)]));
}

function replaced(bytes: Uint8Array, start: number, end: number, by: ArrayLike<number>): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes.subarray(0, start), Uint8Array.from(by), bytes.subarray(end)]));
}

/** The fields up to the first that is none. */
function splitLoosely(bytes: Uint8Array): FieldSpan[] {
  const fields: FieldSpan[] = [];
  for (let at = 0; at < bytes.length && fields.length < maxFields;) {
    const tag = readVarint(bytes, at);
    const wireType = Number(tag.value & 7n);
    const value = readVarint(bytes, tag.end);
    const content = wireType === 2 ? value.end : tag.end;
    const ends: Readonly<Record<number, number>> = {
      0: value.end,
      1: tag.end + 8,
      2: value.end + Number(value.value),
      5: tag.end + 4,
    };
    const end = ends[wireType];
    if (end === undefined || end > bytes.length) break;
    fields.push({ start: at, value: tag.end, content, end, wireType });
    at = end;
  }
  return fields;
}

function readVarint(bytes: Uint8Array, start: number): { value: bigint; end: number } {
  let value = 0n;
  let at = start;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return { value, end: at };
}

function toVarint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left = Math.floor(left / 128)) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left];
}
