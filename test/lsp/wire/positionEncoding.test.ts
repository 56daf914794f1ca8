import { describe, expect, it } from 'vitest';
import { chosenEncoding, fromClientColumn, toClientColumn } from '../../../src/lsp/wire/positionEncoding';

const line = 'é := "😀" // €';

describe('a column', () => {
  it.each([
    [0, 0],
    [1, 2],
    [6, 7],
    [8, 11],
    [line.length, Buffer.byteLength(line)],
    [line.length + 3, Buffer.byteLength(line) + 3],
  ])('of %d UTF-16 units is one of %d bytes, and back', (units, bytes) => {
    expect(toClientColumn(line, units, 'utf-8')).toBe(bytes);
    expect(fromClientColumn(line, bytes, 'utf-8')).toBe(units);
    expect(toClientColumn(line, units, 'utf-16')).toBe(units);
    expect(fromClientColumn(line, units, 'utf-16')).toBe(units);
  });

  it('within a character is before it', () => {
    expect(fromClientColumn(line, 1, 'utf-8')).toBe(0);
    expect(fromClientColumn(line, 9, 'utf-8')).toBe(6);
  });
});

describe('an encoding', () => {
  it.each([
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-32'], 'utf-16'],
    [['utf-32', 'utf-8', 'utf-16'], 'utf-8'],
    [['utf-16', 'utf-8'], 'utf-16'],
  ] as const)('of %j is %s', (offered, chosen) => {
    expect(chosenEncoding(offered)).toBe(chosen);
  });
});
