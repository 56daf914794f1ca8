/** A varint has no more. */
const mostVarintBytes = 10;

/**
 * Where the field that begins at `start` ends; -1 when that is not there yet.
 *
 * @throws Error for a wire type that no message has, as protobufjs does
 */
export function fieldEnd(bytes: Uint8Array, start: number): number {
  const tagEnd = varintEnd(bytes, start);
  if (tagEnd < 0) return -1;
  const end = bodyEnd(bytes, tagEnd, (bytes[start] ?? 0) & 7);
  return end > bytes.length ? -1 : end;
}

function bodyEnd(bytes: Uint8Array, at: number, wireType: number): number {
  switch (wireType) {
    case 0:
      return varintEnd(bytes, at);
    case 1:
      return at + 8;
    case 2: {
      const lengthEnd = varintEnd(bytes, at);
      return lengthEnd < 0 ? -1 : lengthEnd + varint(bytes, at, lengthEnd);
    }
    case 5:
      return at + 4;
    default:
      throw new Error(`invalid wire type ${String(wireType)}`);
  }
}

/** -1 when it is not there yet. */
function varintEnd(bytes: Uint8Array, start: number): number {
  const most = Math.min(bytes.length, start + mostVarintBytes);
  for (let at = start; at < most; at += 1) if ((bytes[at] ?? 0) < 128) return at + 1;
  if (most === start + mostVarintBytes) throw new Error('invalid varint encoding');
  return -1;
}

/** Of a length: no sum of bits that a double does not hold is one of anything that comes. */
function varint(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = end - 1; at >= start; at -= 1) value = value * 128 + ((bytes[at] ?? 0) & 127);
  return value;
}
