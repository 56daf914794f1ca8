import { describe, expect, it } from 'vitest';
import { parseLabels, unquoteGo } from '../../../src/decode/base/goQuoted';

describe('unquoteGo', () => {
  it.each([
    ['plain', 'plain'],
    ['\\a\\b\\f\\n\\r\\t\\v', '\x07\b\f\n\r\t\v'],
    ['say \\"hi\\" \\\\ \\x41', 'say "hi" \\ A'],
    ['\\u00e9\\U0001f600', 'é😀'],
    ['\\101', 'A'],
    ['\\xff', '\ufffd'],
    ['\\Uffffffff', '\ufffd'],
  ])('%s', (inside, text) => {
    expect(unquoteGo(inside)).toBe(text);
  });
});

describe('parseLabels', () => {
  it.each([
    ['', {}],
    ['"a":"b"', { a: 'b' }],
    ['"a": "b", "c": ""', { a: 'b', c: '' }],
    ['a: b, "c d": e.f/g_h', { a: 'b', 'c d': 'e.f/g_h' }],
    ['"a, b": "c: d}"', { 'a, b': 'c: d}' }],
  ])('{%s}', (text, labels) => {
    expect(parseLabels(text)).toEqual(labels);
  });

  it('reads an empty value', () => {
    expect(parseLabels('a: , "b" : "c"')).toEqual({ a: '', b: 'c' });
  });

  it.each(['running', 'a: "b', 'a b: c', ': b', 'a: b; c: d'])('refuses what is no list of pairs: %s', (text) => {
    expect(parseLabels(text)).toBeNull();
  });
});
