import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonReader } from '../../../src/decode/metrics/jsonReader';
import { problemOf } from '../../support/profiles/decodeFixtures';

/** Passes over a whole text, as over a value that nobody wants. */
function skipped(text: string): 'json' | 'refused' {
  const reader = new JsonReader(new TextEncoder().encode(text), 'vars');
  try {
    reader.skip();
    reader.end();
    return 'json';
  } catch {
    return 'refused';
  }
}

/** Reads everything that can be read. */
function readAll(reader: JsonReader): unknown {
  if (reader.isString()) return reader.string(1000);
  if (reader.isArray()) {
    const elements: unknown[] = [];
    reader.array(() => elements.push(readAll(reader)));
    return elements;
  }
  if (!reader.isObject()) return JSON.parse(reader.word());
  const members: [string, unknown][] = [];
  reader.object((key) => members.push([key, readAll(reader)]));
  return Object.fromEntries(members);
}

describe('the JSON reader', () => {
  it('reads and passes over what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(readAll(new JsonReader(new TextEncoder().encode(text), 'vars'))).toEqual(JSON.parse(text));
        expect(skipped(text)).toBe('json');
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', '0.5', '1e3', 'null', 'tru', ' ', '"');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let parsed: 'json' | 'refused' = 'json';
        try {
          JSON.parse(text);
        } catch {
          parsed = 'refused';
        }
        expect([text, skipped(text)]).toEqual([text, parsed]);
      }),
      { numRuns: 3000 },
    );
  });

  it('passes over any depth', () => {
    const depth = 200_000;
    expect(skipped('['.repeat(depth) + ']'.repeat(depth))).toBe('json');
    expect(skipped('['.repeat(depth))).toBe('refused');
  });

  it('says where and what it expected', () => {
    const reader = new JsonReader(new TextEncoder().encode('{"a" 1}'), 'vars');
    expect(problemOf(() => reader.object(() => reader.skip()))).toMatchObject({
      kind: 'unreadable',
      detail: 'not JSON: at byte 5: expected a colon behind a key, found "1}"',
    });
  });
});
