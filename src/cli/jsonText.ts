import type { Amount } from '../shared/amount';

/** JSON as the contract has it: whole numbers as numbers, but a value beyond 2^53 as a string, so that no reader rounds it. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return amountJson(inner);
    return typeof inner === 'number' && Number.isInteger(inner) ? wholeJson(inner) : inner;
  });
}

function wholeJson(whole: number): Amount | string {
  return Number.isSafeInteger(whole) ? whole : amountJson(BigInt(whole));
}

const exactLimit = 2n ** 53n;

function amountJson(amount: bigint): Amount | string {
  return amount > exactLimit || amount < -exactLimit ? String(amount) : Number(amount);
}

/**
 * A document whose last field is a list, piece by piece: a list may be longer than a string can be. One item stands on one
 * line.
 */
export function* jsonDocument(
  head: Readonly<Record<string, unknown>>,
  name: string,
  items: Iterable<unknown>,
): Generator<string> {
  const fields = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${jsonText(value)},`);
  yield `{${fields.join('')}${JSON.stringify(name)}:[`;
  let separator = '\n';
  for (const item of items) {
    yield `${separator}${jsonText(item)}`;
    separator = ',\n';
  }
  yield separator === '\n' ? ']}\n' : '\n]}\n';
}
