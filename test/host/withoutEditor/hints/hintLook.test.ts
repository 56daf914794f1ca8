import { expect, it } from 'vitest';
import { hintLooks, lookOf, type HintLook } from '../../../../src/host/hints/hintLook';
import type { Confidence } from '../../../../src/shared/model/finding';

it.each<[Confidence | null, HintLook]>([
  ['proven', 'leak-proven'],
  ['probable', 'leak-probable'],
  ['possible', 'blocked.suspect'],
  ['info', 'note'],
  [null, 'blocked.calm'],
])('a line whose verdict is %s looks like %s, however it grows', (confidence, look) => {
  expect(lookOf({ kinds: ['blocked', 'heap'], confidence, unsure: false })).toBe(look);
  expect(hintLooks).toContain(look);
});

it.each<Confidence | null>(['proven', 'possible', null])(
  'an unsure line is grey, whatever its verdict (%s) is',
  (confidence) => {
    expect(lookOf({ kinds: ['blocked'], confidence, unsure: true })).toBe('unsure');
  },
);
