import { expect, it } from 'vitest';
import { padColumns, textWidth } from '../../../src/shared/base/textWidth';

it.each([
  ['HeapAlloc', 9],
  ['存活堆', 6],
  ['goroutine 数', 12],
  ['占堆（84%）', 11],
  ['', 0],
  ['e\u0301a\u20dd', 2],
  ['😀 𝐀', 4],
  ['🇩', 2],
  ['ｱＡ', 3],
  ['㐀𠀀', 4],
  ['a\u200bb', 2],
])('%j takes %d columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

it.each(['Live heap', '存活堆', ''])('%j is filled up to its column', (text) => {
  expect(textWidth(padColumns(text, 14))).toBe(14);
});

it('a text that is too long for its column is left whole', () => {
  expect(padColumns('HeapReleased', 4)).toBe('HeapReleased');
});
