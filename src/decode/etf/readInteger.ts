/** The digits of a SMALL_BIG_EXT or LARGE_BIG_EXT, least first; a number where a double holds it exactly. */
export function readInteger(digits: Uint8Array, isNegative: boolean): number | bigint {
  let hex = '';
  for (const byte of digits) hex = byte.toString(16).padStart(2, '0') + hex;
  const size = BigInt(hex === '' ? 0 : `0x${hex}`);
  const value = isNegative ? -size : size;
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}
