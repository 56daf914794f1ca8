/**
 * An exact integer: a number while a double holds every integer of its size, else a bigint. Profiles count in int64, and a
 * sum of them must not lose its last digits. The operators < and > compare the two kinds exactly.
 */
export type Amount = number | bigint;

/** The number where it is exact, else the bigint itself. */
export function toAmount(value: bigint): Amount {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

/** The amount without its sign. */
export function magnitude(amount: Amount): Amount {
  return amount < 0 ? -amount : amount;
}

/** Orders by magnitude, largest first. */
export function byMagnitude(a: Amount, b: Amount): number {
  const left = magnitude(a);
  const right = magnitude(b);
  return left === right ? 0 : left > right ? -1 : 1;
}

/** The sum of two amounts. */
export function addAmounts(a: Amount, b: Amount): Amount {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b;
  return toAmount(BigInt(a) + BigInt(b));
}
