import { expect, it } from 'vitest';
import { parseDuration } from '../../../src/cli/arguments/parseDuration';

it.each([
  ['60s', 60_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['500ms', 500],
  ['1.5m', 90_000],
  ['1h2m3s4ms', 3_723_004],
  ['60', null],
  ['', null],
  ['-5s', null],
  ['5 m', null],
  ['5d', null],
  ['1e3s', null],
  ['9'.repeat(400), null],
])('a duration is written as in Go: %s', (text, millis) => {
  expect(parseDuration(text)).toBe(millis);
});
