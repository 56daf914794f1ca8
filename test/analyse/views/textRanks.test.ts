import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textRanks } from '../../../src/analyse/views/textRanks';

it('texts are in the order of their ranks, by code units, and equal ones have one', () => {
  expect(Array.from(textRanks(['b', '', 'B', 'b', '\u{1f600}', '\uff5e', 'ba']))).toEqual([2, 0, 1, 2, 5, 6, 4]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3 })), (texts) => {
      const ranks = textRanks(texts);
      texts.forEach((a, i) =>
        texts.forEach((b, j) => {
          expect(Math.sign((ranks[i] ?? 0) - (ranks[j] ?? 0))).toBe(a < b ? -1 : a > b ? 1 : 0);
        }),
      );
    }),
  );
});
