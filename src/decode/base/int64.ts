/** A 64-bit integer: a number where a double holds it exactly, else a bigint. Never both for one value. */
export type Int64 = number | bigint;

const minInt64 = -(2n ** 63n);
const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;

/** The shortest form of a whole number. */
export function toInt64(value: bigint): Int64 {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Decimal digits with an optional sign; null for anything else and for what an int64 cannot hold. */
export function parseInt64(text: string): Int64 | null {
  // Nineteen digits are the most an int64 has; more digits are either zeros in front or too large.
  if (!/^-?\d{1,40}$/.test(text)) return null;
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  const exact = BigInt(text);
  return exact >= minInt64 && exact <= maxInt64 ? exact : null;
}

/** Hexadecimal digits without `0x`; null for anything else and for what a uint64 cannot hold. */
export function parseHexUint64(digits: string): Int64 | null {
  if (!/^[0-9a-f]{1,40}$/i.test(digits)) return null;
  const number = Number.parseInt(digits, 16);
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(`0x${digits}`);
  return exact <= maxUint64 ? exact : null;
}

/** The product as Go's int64 has it: beyond 64 bits it wraps. */
export function multiplyInt64(a: Int64, b: Int64): Int64 {
  const product = Number(a) * Number(b);
  if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  return toInt64(BigInt.asIntN(64, BigInt(a) * BigInt(b)));
}

/** The quotient without its fraction, as Go divides. */
export function divideInt64(dividend: Int64, divisor: Int64): Int64 {
  const exactBelow = 2 ** 50;
  if (Math.abs(Number(dividend)) < exactBelow && typeof divisor === 'number') {
    return Math.trunc(Number(dividend) / divisor) + 0;
  }
  return toInt64(BigInt(dividend) / BigInt(divisor));
}

/** The address before this one; a uint64 wraps at 0. */
export function addressBefore(address: Int64): Int64 {
  if (typeof address === 'number') return address > 0 ? address - 1 : maxUint64;
  return toInt64(address - 1n);
}
