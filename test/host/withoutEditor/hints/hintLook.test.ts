import { expect, it } from 'vitest';
import { hintLooks, lookOf, type HintLook } from '../../../../src/host/hints/hintLook';
import type { Confidence } from '../../../../src/shared/model/finding';

it.each<[Confidence | null, boolean, HintLook]>([
  ['proven', true, 'leak-proven'],
  ['probable', false, 'leak-probable'],
  ['possible', false, 'blocked.growing'],
  ['info', true, 'note'],
  [null, true, 'blocked.growing'],
  [null, false, 'blocked.steady'],
])('a line whose verdict is %s and that grows (%s) looks like %s', (confidence, growing, look) => {
  expect(lookOf({ line: 0, kinds: ['blocked', 'heap'], text: '', growing, confidence, unsure: false })).toBe(look);
  expect(hintLooks).toContain(look);
});

it.each<Confidence | null>(['proven', 'possible', null])(
  'an unsure line is grey, whatever its verdict (%s) is',
  (confidence) => {
    expect(lookOf({ line: 0, kinds: ['blocked'], text: '', growing: true, confidence, unsure: true })).toBe('unsure');
  },
);
