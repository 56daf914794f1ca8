// What jemalloc itself writes of its heap, as a program wrote it whose allocations are known: see its folder in the fixtures.
import { describe, expect, it } from 'vitest';
import { heapColumns } from '../../../src/analyse/base/heapColumns';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { goRedactor } from '../../../src/decode/go/goRedactor';
import type { Profile } from '../../../src/shared/model/profile';
import { problemOf, readFixture } from '../../support/profiles/decodeFixtures';
import { profileContent } from '../../support/profiles/profileContent';

const decoder = createGoDecoder();
const recorded = (name: string) => readFixture(`programs/jemalloc/recorded/${name}.heap.txt`);
const readText = (text: string) => decoder.profile(new TextEncoder().encode(text), 'heap');

/** Sums of all samples by sample type. */
function sums(profile: Profile): Readonly<Record<string, number>> {
  const { samples } = profileContent(profile);
  const of = (column: number) => samples.reduce((sum, { values }) => sum + Number(values[column]), 0);
  return Object.fromEntries(profile.sampleTypes.map(({ type }, column) => [type, of(column)]));
}

/** Objects and bytes that the program keeps, and that it gave back. One in 16 KB is sampled. */
const kept = { objects: 4000, bytes: 13_024_000 };
const dropped = { objects: 8000, bytes: 48_000_000 };

describe('a heap of jemalloc', () => {
  it('is scaled up to what the program keeps, within what sampling makes of it', () => {
    const profile = decoder.profile(recorded('kept'), 'heap');
    const { objects = 0, space = 0, ...others } = sums(profile);
    expect(others).toEqual({});
    expect(space / kept.bytes).toBeGreaterThan(0.85);
    expect(space / kept.bytes).toBeLessThan(1.15);
    expect(objects / kept.objects).toBeGreaterThan(0.85);
    expect(objects / kept.objects).toBeLessThan(1.2);
    expect([profile.period, heapColumns(profile).space]).toEqual([16_384, 1]);
  });

  it('has what was ever allocated where jemalloc was told to count that, and what is alive is another column', () => {
    const profile = decoder.profile(recorded('accumulated'), 'heap');
    const { alloc_space: allocated = 0, inuse_space: inUse = 0 } = sums(profile);
    expect(inUse / kept.bytes).toBeGreaterThan(0.85);
    expect(inUse / kept.bytes).toBeLessThan(1.15);
    expect(allocated / (kept.bytes + dropped.bytes)).toBeGreaterThan(0.85);
    expect(allocated / (kept.bytes + dropped.bytes)).toBeLessThan(1.15);
  });

  it('has the addresses of calls, in the files of the memory map, and says that it has no names', () => {
    const profile = decoder.profile(recorded('kept'), 'heap');
    const { samples, locations } = profileContent(profile);
    // Line 4 of the text, whose addresses are those behind the calls.
    expect(samples[0]?.stack.map((row) => locations[row]?.address?.toString(16)).slice(4, 6)).toEqual([
      '55e8e5a41177',
      '55e8e5a411f9',
    ]);
    expect(profile.comments).toEqual([expect.stringContaining('no names')]);
  });

  it('adds up the threads no second time, whatever they are called', () => {
    const text =
      'heap_v2/1\n t*: 3: 30 [0: 0]\n t0: 3: 30 [0: 0] main\n@ 0x10 0x20\n t*: 3: 30 [0: 0]\n t0: 1: 10 [0: 0]\n t1: 2: 20 [0: 0]\n';
    expect(sums(readText(text))).toEqual({ objects: 3, space: 30 });
  });

  it('is said to be cut where its records are less than its heading', () => {
    const text = 'heap_v2/1\n t*: 3: 30 [0: 0]\n@ 0x10\n t*: 1: 10 [0: 0]\n';
    expect(readText(text).comments[0]).toContain('may be cut');
  });

  it.each([
    ['without the numbers of a record', 'heap_v2/1\n t*: 1: 1 [0: 0]\n@ 0x10\n', 't*: 1: 64'],
    ['with the numbers of one thread alone', 'heap_v2/1\n t*: 1: 1 [0: 0]\n@ 0x10\n t0: 1: 1 [0: 0]\n', 't*: 1: 64'],
    ['with an address that is none', 'heap_v2/1\n t*: 1: 1 [0: 0]\n@ 0xzz\n t*: 1: 1 [0: 0]\n', 'hexadecimal'],
    ['with a line of another kind', 'heap_v2/1\n t*: 1: 1 [0: 0]\nhello\n', 'addresses of a record'],
    ['with a rate beyond 64 bits', 'heap_v2/99999999999999999999\n t*: 1: 1 [0: 0]\n', '64-bit'],
  ])('%s is unreadable, by its line', (_what, text, words) => {
    const problem = problemOf(() => readText(text));
    expect(problem).toMatchObject({ kind: 'unreadable', detail: expect.stringMatching(/^line \d/) as string });
    expect(problem.detail).toContain(words);
  });

  it('is as much without what can be private, the names of threads among it', () => {
    const text = Buffer.from(recorded('kept'))
      .toString('latin1')
      .replace(/(t0: 802.*)/, '$1 customer-7');
    const opened = goRedactor.file('heap.pb.gz', Buffer.from(text, 'latin1'));
    const redacted = Buffer.from(opened.bytes).toString('latin1');
    expect(redacted).not.toContain('customer-7');
    expect(sums(readText(redacted))).toEqual(sums(readText(text)));
  });
});
