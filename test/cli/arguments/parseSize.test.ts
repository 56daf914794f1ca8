import { expect, it } from 'vitest';
import { parseSize } from '../../../src/cli/arguments/parseSize';

it.each([
  ['512MB', 512 * 2 ** 20],
  ['512M', 512 * 2 ** 20],
  ['512MiB', 512 * 2 ** 20],
  ['1.5 GB', 1.5 * 2 ** 30],
  ['2g', 2 * 2 ** 30],
  ['100B', 100],
  ['100BB', null],
  ['512', null],
  ['MB', null],
  ['-1MB', null],
  ['1e9MB', null],
])('reads %j', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});
