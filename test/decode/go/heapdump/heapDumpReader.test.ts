import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeapDump } from '../../../../src/decode/go/heapdump/heapDumpReader';
import { LeakLensError } from '../../../../src/shared/model/errors';
import { noObject, type HeapDump } from '../../../../src/shared/model/go/heapDump';
import { DumpWriter, heapStart } from '../../../support/heapdumps/dumpWriter';
import { partsOf, recordedDump } from '../../../support/heapdumps/recordedDump';

const at = (offset: number) => heapStart + offset;
const read = (writer: DumpWriter) => readHeapDump(partsOf(writer.bytes), 'heap.dump');

function problemOf(bytes: Uint8Array): { kind: string; detail: string } {
  try {
    readHeapDump(partsOf(bytes), 'heap.dump');
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  }
  throw new Error('it was read');
}

/** Rows of what each object points to. */
function edges({ objects: { count, offsets, targets } }: HeapDump): number[][] {
  return Array.from({ length: count }, (_, row) => [...targets.subarray(offsets[row], offsets[row + 1])]);
}

describe('what points to what', () => {
  it('is told by rows, wherever in an object a pointer leads', () => {
    const dump = read(
      new DumpWriter()
        .params()
        .object(at(0), 16, { 0: at(8192 + 40) })
        .object(at(8192), 64, { 8: at(0), 16: at(15) })
        .segment('bss', 0x5000, 32, { 8: at(8192 + 63), 16: 0x5000 })
        .end(),
    );
    expect(edges(dump)).toEqual([[1], [0, 0]]);
    expect(dump.segments).toEqual([
      {
        kind: 'bss',
        start: 0x5000,
        size: 32,
        slots: [8],
        targets: [1],
        links: [{ offset: 16, address: 0x5000 }],
      },
    ]);
    expect(dump).toMatchObject({ goVersion: 'go1.26.8', isWhole: true });
  });

  it('is nothing between objects, behind the last, in free memory and outside of the heap', () => {
    const wild = { 0: at(24), 8: at(8192 * 3), 16: at(32 + 8192), 24: 0x1234, 32: 0 };
    const dump = read(new DumpWriter().params().object(at(32), 48, wild).segment('data', 0, 0, {}).end());
    expect(edges(dump)).toEqual([[noObject, noObject, noObject]]);
  });

  it('is found in an object of many pages, and in pages whose slots are partly free', () => {
    const writer = new DumpWriter().params().object(at(2 ** 20), 2 ** 20);
    for (const slot of [0, 1, 5, 6, 100]) writer.object(at(8192 + 32 * slot), 32);
    const pointers = {
      0: at(2 ** 20 + 700_000),
      8: at(8192 + 32 * 5),
      16: at(8192 + 32 * 4),
      24: at(8192 + 32 * 100 + 31),
    };
    const dump = read(writer.goroutine(7).frame('main.hold', pointers).end());
    expect(dump.goroutines).toEqual([
      {
        id: 7,
        isSystem: false,
        reason: 'select',
        frames: [{ function: 'main.hold', targets: [0, 3, noObject, 5] }],
      },
    ]);
  });

  it('joins samples with the stacks that allocated them', () => {
    const stack = [['main.load', '/src/main.go', 28] as const, ['main.main', '/src/main.go', 9] as const];
    const writer = new DumpWriter().params().object(at(0), 64).object(at(64), 64).segment('bss', 0, 0, {});
    const { sites, samples } = read(
      writer
        .site(77, ...stack)
        .sample(at(64), 77)
        .sample(at(0), 4711)
        .end(),
    );
    expect(sites).toEqual([
      [
        { function: 'main.load', file: '/src/main.go', line: 28 },
        { function: 'main.main', file: '/src/main.go', line: 9 },
      ],
    ]);
    expect([...samples.objects]).toEqual([1]);
  });

  it('is the same however little of the file one read gives', () => {
    const { bytes } = recordedDump('go1.27.1');
    const whole = readHeapDump(partsOf(bytes), 'dump');
    expect(readHeapDump(partsOf(bytes, 1000), 'dump')).toEqual(whole);
  });

  it('is read of an object that is larger than what is held of the file', () => {
    const size = 24 * 2 ** 20;
    const pointers = Object.fromEntries([0, 8, 4096, size - 8].map((offset, row) => [offset, at(8192 * row)]));
    const writer = new DumpWriter().params();
    for (let row = 0; row < 4; row += 1) writer.object(at(8192 * row), 8192);
    const dump = read(
      writer
        .object(at(2 ** 22), size, pointers)
        .object(at(2 ** 25), 16, { 0: at(2 ** 22) })
        .goroutine(1)
        .end(),
    );
    expect(edges(dump).slice(4)).toEqual([[0, 1, 2, 3], [4]]);
  });
});

describe('what is no such file', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'unreadable', /does not begin/],
    ['another version', Buffer.from('go1.3 heap dump\nxxxxxxxxxxx'), 'unreadable', /does not begin/],
    [
      'of a processor with 32 bits',
      new DumpWriter().params([0, 4, 0, 4096], '386').end().bytes,
      'unreadable',
      /of 386/,
    ],
    [
      'with the high byte first',
      new DumpWriter().params([1, 8, 0, 4096], 's390x').end().bytes,
      'unreadable',
      /of s390x/,
    ],
    ['over too many addresses', new DumpWriter().params([0, 8, 0, 2 ** 40]).end().bytes, 'too-large', /1024 GiB/],
    ['of unknown records', new DumpWriter().params().numbers(99).bytes, 'unreadable', /unknown kind 99/],
    ['without a heap', new DumpWriter().object(at(0), 8).end().bytes, 'unreadable', /where the heap lies/],
    ['cut before any root', new DumpWriter().params().object(at(0), 8).bytes, 'cut-off', /before it says who holds/],
  ])('%s is refused in words', (_, bytes, kind, detail) => {
    const problem = problemOf(bytes);
    expect(problem.kind).toBe(kind);
    expect(problem.detail).toMatch(detail);
  });

  it('is read as far as it goes when it tells of roots', () => {
    const dump = read(
      new DumpWriter()
        .params()
        .object(at(0), 8)
        .goroutine(1)
        .frame('main.main', { 0: at(0) }),
    );
    expect(dump).toMatchObject({ isWhole: false, goroutines: [{ frames: [{ targets: [0] }] }] });
  });
});

describe('damage', () => {
  const { bytes } = recordedDump('go1.24.13');

  it('of any byte is answered with a dump or with words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const damaged = bytes.slice();
          for (const [place, value] of changes) damaged[place] = value;
          expectDumpOrWords(damaged);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('at any end is answered so, too', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => expectDumpOrWords(bytes.subarray(0, length))),
      { numRuns: 40 },
    );
  });

  it('of what says how long things are, is', () => {
    const long = [2 ** 20, 2 ** 31, 2 ** 40, 2 ** 52, 2 ** 62];
    for (const length of long) {
      expectDumpOrWords(new DumpWriter().params().numbers(1, at(0), length).bytes);
      expectDumpOrWords(new DumpWriter().params().numbers(2, length).bytes);
      expectDumpOrWords(new DumpWriter().params().segment('bss', 0, 0, {}).numbers(16, 1, 1, length).bytes);
    }
  });
});

function expectDumpOrWords(bytes: Uint8Array): void {
  try {
    const { objects } = readHeapDump(partsOf(bytes), 'heap.dump');
    expect(objects.offsets.length).toBe(objects.count + 1);
    expect(objects.targets.every((row) => row === noObject || row < objects.count)).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(LeakLensError);
    expect(['unreadable', 'cut-off', 'too-large']).toContain((error as LeakLensError).problem.kind);
  }
}
