import { expect, it } from 'vitest';
import { roomFor } from '../../../../src/host/hints/hintRoom';

const code = (columns: number) => 'x'.repeat(columns);

it.each([
  [code(20), false, 'ample'],
  [code(21), false, 'narrow'],
  [code(72), false, 'narrow'],
  [code(73), false, 'scarce'],
  // Three tabs of four, and a tab that reaches to the next stop only.
  [`\t\t\t${code(8)}`, false, 'ample'],
  [`\t\t\t${code(60)}`, false, 'narrow'],
  [`\t\t\t${code(61)}`, false, 'scarce'],
  [`xxx\t${code(16)}`, false, 'ample'],
  [`${code(20)}${' '.repeat(100)}`, false, 'ample'],
  // Where lines are wrapped nobody can scroll to the end of a hint.
  [code(20), true, 'scarce'],
])('behind %j, wrapped: %s, room is %s', (text, wraps, room) => {
  expect(roomFor(text, { tabSize: 4, wraps })).toBe(room);
});
