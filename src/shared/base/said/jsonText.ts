import type { Amount } from '../../model/report/amount';
import { cutText } from './cutText';
import { hiddenInJson } from './hiddenCharacters';
import { ownText, type Said } from './said';

/** Longest text of a value or key; part of the contract that other programs read, see README.md. */
export const longestJsonText = 10_000;

/**
 * JSON as the contract has it: whole numbers as numbers, but a value beyond 2^53 as a string, so that no reader rounds it; texts of
 * bounded length; and no character as it is that could steer the terminal it may be printed on: `\u001b`, `\u202e`.
 */
export function jsonText(value: unknown, indent = 0): Said {
  return jsonSaid(JSON.stringify(value, exactValue, indent));
}

/** The same, with numbers as JavaScript writes them, for formats that know no other. */
export function plainJsonText(value: unknown, indent: number): Said {
  return jsonSaid(JSON.stringify(value, boundedValue, indent));
}

/**
 * A document whose last field is a list, piece by piece: a list may be longer than a string can be. One item stands on one
 * line.
 */
export function* jsonDocument(
  head: Readonly<Record<string, unknown>>,
  name: string,
  items: Iterable<unknown>,
): Generator<Said> {
  const fields = Object.entries(head).map(([key, value]) => `${jsonText(key)}:${jsonText(value)},`);
  yield ownText(`{${fields.join('')}${jsonText(name)}:[`);
  let separator = '\n';
  for (const item of items) {
    yield ownText(`${separator}${jsonText(item)}`);
    separator = ',\n';
  }
  yield ownText(separator === '\n' ? ']}\n' : '\n]}\n');
}

function exactValue(_key: string, inner: unknown): unknown {
  if (typeof inner === 'bigint') return amountJson(inner);
  return typeof inner === 'number' && Number.isInteger(inner) ? wholeJson(inner) : bounded(inner);
}

function boundedValue(_key: string, inner: unknown): unknown {
  return bounded(inner);
}

function bounded(inner: unknown): unknown {
  if (typeof inner === 'string') return cutText(inner, longestJsonText);
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
  return Object.keys(inner).some((key) => key.length > longestJsonText) ? withBoundedKeys(inner) : inner;
}

/** Labels are named by whoever sets them. */
function withBoundedKeys(inner: object): object {
  return Object.fromEntries(
    Object.entries(inner).map(([key, value]) => [cutText(key, longestJsonText), value as unknown]),
  );
}

function wholeJson(whole: number): Amount | string {
  return Number.isSafeInteger(whole) ? whole : amountJson(BigInt(whole));
}

const exactLimit = 2n ** 53n;

function amountJson(amount: bigint): Amount | string {
  return amount > exactLimit || amount < -exactLimit ? String(amount) : Number(amount);
}

/** The same value, all of whose texts can be printed. JSON has escaped what is below a blank, and halves of pairs. */
function jsonSaid(json: string): Said {
  return ownText(json.replace(hiddenInJson, escapeUnits));
}

/** Beyond 16 bits JSON has only pairs of escapes. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
