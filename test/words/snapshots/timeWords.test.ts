import { expect, it } from 'vitest';
import { describeTime } from '../../../src/words/snapshots/timeWords';

const moment = new Date(2026, 7, 2, 14, 32, 5).getTime();

it.each([
  ['en', /^Aug 2, 2026, 14:32:05$/],
  ['zh-cn', /^2026年8月2日\s14:32:05$/],
])('a moment is written as readers of %s write it', (language, text) => {
  expect(describeTime(moment, language)).toMatch(text);
});

it.each([undefined, 'C', 'en_US.UTF-8', ''])('a client that says %j gets the words of the machine', (language) => {
  expect(describeTime(moment, language)).toBe(describeTime(moment, undefined));
  expect(describeTime(moment, language)).toContain('32:05');
});
