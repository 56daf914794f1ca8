import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/decode/base/inflate';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import type { Profile } from '../../../src/shared/model/profile';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { generateGoHeapProfile } from '../../support/go/goProfileGenerator';
import type { PlainProfile } from '../../support/profiles/profileEncoder';
import { encodeProfile, joinFields, readWithProtobufjs, splitFields } from '../../support/profiles/profileEncoder';
import { groupedBy } from '../../../src/shared/base/groupedBy';

/** A profile's content with ids replaced by rows, so that two readings can be compared. */
function content(profile: Profile) {
  const { samples, locations, functions, strings } = profile;
  const slice = (column: Uint16Array | Uint32Array | Float64Array, offsets: Uint32Array, row: number) => [
    ...column.subarray(offsets[row], offsets[row + 1]),
  ];
  const width = profile.sampleTypes.length;
  const exact = (at: number) => samples.wideValues.get(at) ?? BigInt(samples.values[at]!);
  return {
    samples: Array.from({ length: samples.count }, (_, row) => ({
      stack: slice(samples.stackLocations, samples.stackOffsets, row),
      values: Array.from({ length: width }, (_each, at) => exact(row * width + at)),
      labels: slice(samples.labels.keys, samples.labelOffsets, row).map((key, at) => {
        const label = samples.labelOffsets[row]! + at;
        const { labels } = samples;
        return [key, labels.strings[label], labels.numbers[label], labels.units[label]];
      }),
    })),
    locations: Array.from({ length: locations.count }, (_, row) => ({
      address: locations.addresses[row],
      mapping: locations.mappings[row],
      functions: slice(locations.lineFunctions, locations.lineOffsets, row),
      lines: slice(locations.lineNumbers, locations.lineOffsets, row),
    })),
    functions: Array.from({ length: functions.count }, (_, row) => [
      functions.names[row],
      functions.systemNames[row],
      functions.files[row],
      functions.startLines[row],
    ]),
    strings: Array.from({ length: strings.count }, (_, index) => strings.at(index)),
    mappings: profile.mappings,
    header: [profile.timeNanos, profile.durationNanos, profile.period, profile.sampleTypes, profile.comments],
  };
}

/** The same from protobufjs' own reading of the message. */
function oracleContent(message: Uint8Array): ReturnType<typeof content> {
  const plain = readWithProtobufjs(message);
  const rows = (items: { id?: number | bigint }[]) => new Map(items.map(({ id }, row) => [BigInt(id ?? 0), row]));
  const [locations, functions, mappings] = [rows(plain.location), rows(plain.function), rows(plain.mapping)];
  const text = (index: number | bigint | undefined) => plain.stringTable[Number(index)]!;
  const big = (value: number | bigint | undefined) => BigInt(value ?? 0);
  const rowOf = (table: Map<bigint, number>, id: number | bigint | undefined) => table.get(big(id))!;
  return {
    samples: plain.sample.map(({ locationId = [], value = [], label = [] }) => ({
      stack: locationId.map((id) => rowOf(locations, id)),
      values: value.map(big),
      labels: label
        .map(({ key, str, num, numUnit }) => [Number(key), Number(str), Number(num), Number(numUnit)])
        .filter(([, str, num, unit]) => str !== 0 || num !== 0 || unit !== 0),
    })),
    locations: plain.location.map(({ address, mappingId, line = [] }) => ({
      address: big(address),
      mapping: mappings.has(big(mappingId)) ? rowOf(mappings, mappingId) + 1 : 0,
      functions: line.map(({ functionId }) => rowOf(functions, functionId)),
      lines: line.map((each) => Number(each.line)),
    })),
    functions: plain.function.map((each) =>
      [each.name, each.systemName, each.filename, each.startLine].map((value) => Number(value)),
    ),
    strings: plain.stringTable,
    mappings: plain.mapping.map((each) => ({
      memoryStart: big(each.memoryStart),
      memoryLimit: big(each.memoryLimit),
      fileOffset: big(each.fileOffset),
      file: text(each.filename),
      buildId: text(each.buildId),
    })),
    header: [
      big(plain.timeNanos),
      big(plain.durationNanos),
      Number(plain.period),
      plain.sampleType.map(({ type, unit }) => ({ type: text(type), unit: text(unit) })),
      plain.comment.map(text),
    ],
  };
}

const recorded = [
  ...[
    'allocs',
    'block',
    'cpu',
    'goroutine',
    'goroutineleak',
    'heap',
    'heap.delta',
    'heap.map',
    'mutex',
    'threadcreate',
  ].map((name) => `profiles/${name}.pb.gz`),
  ...['cpu', 'goroutine', 'goroutine.delta', 'heap', 'heap.delta', 'openconns'].map(
    (name) => `programs/shapes/recorded/${name}.pb.gz`,
  ),
  ...['goroutine', 'heap', 'threadcreate'].map((name) => `programs/cgocalls/recorded/${name}.pb.gz`),
];

describe('the decoder and protobufjs’ own classes read the same', () => {
  it.each(recorded)('in the recorded %s', (name) => {
    const message = inflate(readFixture(name), name);
    const profile = content(decodeProfile(message, name));
    expect(profile.samples.length).toBeGreaterThan(0);
    expect(profile).toEqual(oracleContent(message));
  });

  it('in a generated profile written in Go’s way', () => {
    const message = generateGoHeapProfile({ samples: 300, depth: 20, locations: 700, functions: 200 });
    expect(content(decodeProfile(message, 'generated'))).toEqual(oracleContent(message));
  });

  it('in any profile, packed or not, with fields in any order', () => {
    fc.assert(
      fc.property(anyProfile(), fc.boolean(), fc.infiniteStream(fc.nat()), (profile, packed, order) => {
        const message = joinFields(shuffled(splitFields(encodeProfile(profile, { packed })), order));
        expect(content(decodeProfile(message, 'any'))).toEqual(oracleContent(message));
      }),
    );
  });
});

/** Another order of fields in which the rows of each table keep theirs. */
function shuffled<T extends { number: number }>(fields: readonly T[], order: Iterator<number>): T[] {
  const queues = [...groupedBy(fields, ({ number }) => number).values()];
  return fields.map(() => {
    const waiting = queues.filter((queue) => queue.length > 0);
    const queue = waiting[(order.next().value as number) % waiting.length]!;
    return queue.shift()!;
  });
}

function anyProfile(): fc.Arbitrary<PlainProfile> {
  const int64 = fc.oneof(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
  const uint64 = fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
  const line = fc.integer({ min: 0, max: 2 ** 31 });
  const ids = (maxLength: number) =>
    fc.oneof(
      fc.nat({ max: maxLength }).map((length) => Array.from({ length }, (_, at) => at + 1)),
      fc.uniqueArray(
        fc.nat({ max: 4 * maxLength }).map((id) => id + 1),
        { maxLength },
      ),
      fc.uniqueArray(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), { maxLength }),
    );
  const strings = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }).map((texts) => ['', ...texts]);
  return fc
    .record({ strings, width: fc.integer({ min: 1, max: 5 }), functions: ids(6), locations: ids(12), mappings: ids(3) })
    .chain(({ strings: stringTable, width, functions, locations, mappings }) => {
      const text = fc.nat({ max: stringTable.length - 1 });
      const one = (from: readonly (number | bigint)[]) => fc.constantFrom(...from);
      const valueType = fc.record({ type: text, unit: text });
      const some = <T>(from: readonly unknown[], each: fc.Arbitrary<T>, maxLength: number) =>
        from.length === 0 ? fc.constant<T[]>([]) : fc.array(each, { maxLength });
      const rows = <T>(from: readonly (number | bigint)[], row: (id: number | bigint) => fc.Arbitrary<T>) =>
        fc.tuple(...from.map(row));
      return fc.record({
        stringTable: fc.constant(stringTable),
        sampleType: fc.array(valueType, { minLength: width, maxLength: width }),
        sample: fc.array(
          fc.record({
            locationId: some(
              locations,
              fc.constant(0).chain(() => one(locations)),
              20,
            ),
            value: fc.array(int64, { minLength: width, maxLength: width }),
            label: fc.array(fc.record({ key: text, str: text, num: int64, numUnit: text }), { maxLength: 3 }),
          }),
          { maxLength: 10 },
        ),
        mapping: rows(mappings, (id) =>
          fc.record({
            id: fc.constant(id),
            memoryStart: uint64,
            memoryLimit: uint64,
            fileOffset: uint64,
            filename: text,
            buildId: text,
          }),
        ),
        location: rows(locations, (id) =>
          fc.record({
            id: fc.constant(id),
            mappingId: mappings.length === 0 ? fc.constant(0) : fc.oneof(fc.constant(0), one(mappings)),
            address: uint64,
            line: some(functions, fc.record({ functionId: fc.constant(0).chain(() => one(functions)), line }), 4),
          }),
        ),
        function: rows(functions, (id) =>
          fc.record({ id: fc.constant(id), name: text, systemName: text, filename: text, startLine: line }),
        ),
        timeNanos: int64,
        durationNanos: int64,
        period: int64,
        comment: fc.array(text, { maxLength: 3 }),
      });
    });
}
