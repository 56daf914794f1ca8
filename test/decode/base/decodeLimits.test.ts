// What an answer may hold follows from the size that a person allows: messages that are small as bytes and large in memory.
import protobuf from 'protobufjs/minimal';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { problemOf } from '../../support/profiles/decodeFixtures';

const megabyte = 2 ** 20;
const decoder = createGoDecoder({ maxInflatedBytes: megabyte });

type Field = readonly [number: number, bytes: Uint8Array];

/** A message of Profile: a sample type, and what each test adds, by field number. */
function message(fields: readonly Field[]): Uint8Array {
  const writer = new protobuf.Writer();
  for (const [field, bytes] of [[6, new Uint8Array()], [1, new Uint8Array()], ...fields] as Field[])
    writer.uint32((field << 3) | 2).bytes(bytes);
  return writer.finish();
}

function times(count: number, field: Field): Field[] {
  return Array.from({ length: count }, () => field);
}

const varints = (...numbers: number[]) => {
  const writer = new protobuf.Writer();
  for (const number of numbers) writer.uint32(number);
  return writer.finish();
};
const packed = (field: number, bytes: Uint8Array) =>
  Uint8Array.of((field << 3) | 2, ...varints(bytes.length), ...bytes);
/** Ids 1 to `count` of a table, told by field 1 of each row. */
const numbered = (count: number, field: number): Field[] =>
  Array.from({ length: count }, (_, at) => [field, Uint8Array.of(8, ...varints(at + 1))] as const);

/** A location of 2000 inlined calls, of a function that nobody names. */
const inlined: Field = [4, Uint8Array.from([8, 1, ...Array.from({ length: 2000 }, () => [0x22, 0]).flat()])];
const stack = (frames: number): Field => [2, Uint8Array.from([...packed(1, new Uint8Array(frames).fill(1)), 0x10, 1])];
const label = [0x1a, 2, 0x18, 1];

const answers: readonly (readonly [what: string, fields: readonly Field[]])[] = [
  ['65536 strings', times(66_000, [6, new Uint8Array()])],
  ['65536 samples', times(66_000, [2, Uint8Array.of(0x10, 1)])],
  ['131072 sample values', [...times(20, [1, new Uint8Array()]), ...times(7000, [2, new Uint8Array()])]],
  ['65536 labels', [[2, Uint8Array.from([0x10, 1, ...Array.from({ length: 80_000 }, () => label).flat()])]]],
  ['32768 locations', numbered(33_000, 4)],
  ['65536 lines', [[4, Uint8Array.from([8, 1, ...Array.from({ length: 80_000 }, () => [0x22, 0]).flat()])]]],
  ['32768 functions', numbered(33_000, 5)],
  ['10000 mappings', numbered(10_001, 3)],
  ['10000 comments', [[13, new Uint8Array(10_001)]]],
  ['10000 frames of one stack', [inlined, stack(6)]],
  ['1048576 frames', [inlined, ...times(132, stack(4))]],
];

describe('an answer that is small to send and large to read', () => {
  it.each(answers)('is refused for having more than %s', (what, fields) => {
    const bytes = message(fields);
    expect(bytes.length).toBeLessThan(megabyte);
    expect(problemOf(() => decoder.profile(gzipSync(bytes), 'heap'))).toEqual({
      kind: 'too-large',
      subject: 'heap',
      detail: `it has more than ${what}, which is what 1 MB allow`,
      limit: megabyte,
    });
  });

  it('is read when a person allows more', () => {
    const generous = createGoDecoder({ maxInflatedBytes: 16 * megabyte });
    expect(generous.profile(message(times(66_000, [6, new Uint8Array()])), 'heap').strings.count).toBe(66_001);
    expect(generous.profile(message([inlined, ...times(132, stack(4))]), 'heap').samples.count).toBe(132);
  });

  it('is refused by its size before it is unpacked to its end, whatever its fields are', () => {
    const unknown = gzipSync(message([[99, new Uint8Array(64 * megabyte)]]));
    expect(unknown.length).toBeLessThan(megabyte / 10);
    expect(problemOf(() => decoder.profile(unknown, 'heap'))).toMatchObject({ kind: 'too-large', limit: megabyte });
  });

  it.each([
    ['goroutines', 'goroutine 1 [running]:\nmain.main()\n\t/src/main.go:1 +0x1\n\n', 'goroutineDump'],
    ['a heap profile', 'heap profile: 1: 1 [1: 1] @ heap/1048576\n1: 1 [1: 1] @ 0x1\n', 'profile'],
  ] as const)('is refused as a text of %s, of which each line becomes much more', (_what, beginning, reading) => {
    const text = Buffer.from(beginning + '\n'.repeat(megabyte / 4));
    expect(problemOf(() => decoder[reading](text, 'text'))).toMatchObject({
      kind: 'too-large',
      detail: 'it is a text of more than 0.3 MB, a quarter of what is allowed for an answer',
    });
  });
});
