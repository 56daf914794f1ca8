import { readdirSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTerm } from '../../../src/decode/etf/readTerm';
import { writeTerm } from '../../../src/decode/etf/writeTerm';
import { LeakLensError } from '../../../src/shared/model/errors';
import { atom, charlist, fun, tuple, type Term } from '../../../src/shared/model/beam/term';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { repositoryRoot } from '../../support/paths';

const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const read = (hex: string) => readTerm(bytesOf(`83${hex}`), 0, 'node').term;

function problem(hex: string, limits?: Parameters<typeof readTerm>[3]) {
  try {
    return readTerm(bytesOf(hex), 0, 'node', limits);
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  }
}

describe('a term', () => {
  // As term_to_binary/1 writes them.
  it.each<[string, string, Term]>([
    ['a small integer', '61 ff', 255],
    ['an integer', '62 ff ff ff ff', -1],
    ['an integer that a double holds', '6e 07 00 ff ff ff ff ff ff 1f', Number.MAX_SAFE_INTEGER],
    ['one that it does not', '6e 07 01 00 00 00 00 00 00 20', -(2n ** 53n)],
    ['a large one', '6f 00 00 00 09 00 00 00 00 00 00 00 00 00 01', 2n ** 64n],
    ['a float', '46 40 09 21 fb 54 44 2d 18', Math.PI],
    ['an atom of Latin-1', '64 00 04 67 72 fc 6e', atom('grün')],
    ['an atom of UTF-8', '77 05 67 72 c3 bc 6e', atom('grün')],
    ['a text', '6b 00 02 68 69', charlist('hi')],
    ['a list', '6c 00 00 00 01 61 01 6a', [1]],
    ['an improper list', '6c 00 00 00 01 61 01 61 02', { kind: 'improper-list', items: [1], tail: 2 }],
    ['a binary', '6d 00 00 00 02 01 02', Uint8Array.of(1, 2)],
    ['a string of bits', '4d 00 00 00 01 03 e0', Uint8Array.of(0xe0)],
    ['a tuple', '68 02 61 01 6a', tuple(1, [])],
    ['a map', '74 00 00 00 01 61 01 61 02', { kind: 'map', entries: [[1, 2]] }],
    [
      'a pid',
      '58 77 01 6e 00 00 00 05 00 00 00 01 00 00 00 09',
      { kind: 'pid', node: 'n', id: 5, serial: 1, creation: 9 },
    ],
    [
      'a port',
      '78 77 01 6e 00 00 00 01 00 00 00 05 00 00 00 09',
      { kind: 'port', node: 'n', id: 2n ** 32n + 5n, creation: 9 },
    ],
    [
      'a reference',
      '5a 00 01 77 01 6e 00 00 00 09 00 00 00 05',
      { kind: 'reference', node: 'n', creation: 9, ids: [5] },
    ],
    ['a fun by its name', '71 77 01 6d 77 01 66 61 02', fun('m', 'f', 2)],
  ])('%s', (_what, hex, term) => {
    expect(read(hex)).toEqual(term);
  });

  it('that was packed is unpacked', () => {
    const inner = writeTerm([1000, 2000]).subarray(1);
    const packed = deflateSync(inner);
    const head = Buffer.from([131, 80, 0, 0, 0, inner.length]);
    expect(readTerm(Buffer.concat([head, packed]), 0, 'node').term).toEqual([1000, 2000]);
  });

  it('comes back as it was written', () => {
    const pid: Term = { kind: 'pid', node: 'a@b', id: 4_000_000_000, serial: 3, creation: 4_000_000_000 };
    const reference: Term = { kind: 'reference', node: 'a@b', creation: 5, ids: [1, 2, 3] };
    const term = tuple(
      0,
      256,
      -5,
      2n ** 60n,
      atom('x'),
      [],
      [1, [2]],
      Uint8Array.of(9),
      pid,
      reference,
      fun('m', 'f', 1),
    );
    const bytes = writeTerm(term);
    expect(readTerm(bytes, 0, 'node')).toEqual({ term, end: bytes.length });
  });

  it('that no question holds is not written', () => {
    expect(() => writeTerm(1.5)).toThrow(RangeError);
    expect(() => writeTerm({ kind: 'improper-list', items: [1], tail: 2 })).toThrow(RangeError);
  });
});

describe('a hostile term', () => {
  it.each([
    ['that ends early', '83 68 02 61 01', 'cut-off'],
    ['of more items than there are bytes', '83 69 ff ff ff ff 61 01', 'cut-off'],
    ['of a map of more', '83 74 7f ff ff ff 61 01', 'cut-off'],
    ['of a binary that is not there', '83 6d ff ff ff ff', 'cut-off'],
    ['of a kind that is not known', '83 e0', 'unreadable'],
    ['of another version', '82 6a', 'unreadable'],
    ['of an integer of 4 GB', '83 6f ff ff ff ff 00', 'too-large'],
    ['that unpacks to more than is allowed', '83 50 ff ff ff ff 78 9c', 'too-large'],
    ['that is packed wrongly', '83 50 00 00 00 05 00 00', 'unreadable'],
    ['of a reference of many words', '83 5a ff ff 77 01 6e', 'unreadable'],
    ['of a fun longer than all', '83 70 ff ff ff ff 01', 'unreadable'],
    ['that lies 2000 deep', `83 ${'68 01 '.repeat(2000)} 6a`, 'too-large'],
  ])('%s', (_what, hex, kind) => {
    expect(problem(hex)).toMatchObject({ kind });
  });

  it('of more terms than are allowed', () => {
    const limits = { depth: 5, terms: 10, integerBytes: 8, inflatedBytes: 100 };
    expect(problem(`83 68 0b ${'6a'.repeat(11)}`, limits)).toMatchObject({ kind: 'too-large' });
    expect(problem(`83 6b 00 14 ${'00'.repeat(20)}`, limits)).toMatchObject({ kind: 'too-large' });
  });
});

const recorded = join(repositoryRoot, 'test/fixtures/terms');

it.each(readdirSync(recorded))('what a real node answered is read to its end: %s', (file) => {
  const bytes = readFixture(`terms/${file}`);
  expect(readTerm(bytes, 0, 'node').end).toBe(bytes.length);
});
