import { describe, expect, it } from 'vitest';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import type { Profile } from '../../../src/shared/model/profile';
import { problemOf } from '../../support/profiles/decodeFixtures';
import type { PlainProfile } from '../../support/profiles/profileEncoder';
import { encodeProfile, joinFields, splitFields } from '../../support/profiles/profileEncoder';
import { profileFromText } from '../../support/profiles/profileText';
import { groupedBy } from '../../../src/shared/base/groupedBy';

const decode = (profile: PlainProfile): Profile => decodeProfile(encodeProfile(profile), 'heap');

/** One sample in main.f (heap.go:7), called by main.main. Tests change what they are about. */
const small: PlainProfile = {
  sampleType: [{ type: 1, unit: 2 }],
  sample: [{ locationId: [1, 2], value: [5] }],
  location: [
    { id: 1, address: 0x1000, line: [{ functionId: 1, line: 7 }] },
    { id: 2, address: 0x2000, line: [{ functionId: 2, line: 3 }] },
  ],
  function: [
    { id: 1, name: 3, systemName: 3, filename: 5, startLine: 6 },
    { id: 2, name: 4, systemName: 4, filename: 5 },
  ],
  stringTable: ['', 'space', 'bytes', 'main.f', 'main.main', 'heap.go'],
};

/** Stacks as `function:line`, leaf first; a location's inlined lines in order. */
function stacks(profile: Profile): string[][] {
  const { samples, locations, functions, strings } = profile;
  return Array.from({ length: samples.count }, (_, row) => {
    const from = samples.stackOffsets[row]!;
    return [...samples.stackLocations.subarray(from, samples.stackOffsets[row + 1])].flatMap((location) => {
      const lines = locations.lineOffsets.subarray(location, location + 2);
      return Array.from({ length: lines[1]! - lines[0]! }, (_each, line) => {
        const at = lines[0]! + line;
        return `${strings.at(functions.names[locations.lineFunctions[at]!]!)}:${locations.lineNumbers[at]!}`;
      });
    });
  });
}

describe('a profile made of text', () => {
  it('has its stacks leaf first, inlined calls in their location', () => {
    const profile = profileFromText(`
      ~main.inlined@a.go:5;main.leak@a.go:9;main.main@m.go:3 10 4096 {tenant=acme, bytes:64}
      main.main 1 8`);
    expect(stacks(profile)).toEqual([['main.inlined:5', 'main.leak:9', 'main.main:3'], ['main.main:1']]);
    expect([...profile.samples.stackOffsets]).toEqual([0, 2, 3]);
    expect([...profile.samples.values]).toEqual([10, 4096, 1, 8]);
    expect([...profile.samples.labelOffsets]).toEqual([0, 2, 2]);
    const { keys, strings, numbers, units } = profile.samples.labels;
    const text = (index: number | undefined) => profile.strings.at(index ?? -1);
    expect([...keys].map(text)).toEqual(['tenant', 'bytes']);
    expect([text(strings[0]), numbers[1], units[1]]).toEqual(['acme', 64, 0]);
  });

  it('has the header fields', () => {
    const profile = profileFromText('main.main 1 8', {
      period: 524288,
      periodType: { type: 'space', unit: 'bytes' },
      timeNanos: 1_795_180_254_874_373_030n,
      durationNanos: 30n,
      comments: ['one', 'two'],
      docUrl: 'https://example.com',
      dropFrames: 'drop',
      keepFrames: 'keep',
    });
    expect(profile).toMatchObject({
      period: 524288,
      periodType: { type: 'space', unit: 'bytes' },
      timeNanos: 1_795_180_254_874_373_030n,
      durationNanos: 30n,
      comments: ['one', 'two'],
      docUrl: 'https://example.com',
      dropFrames: 'drop',
      keepFrames: 'keep',
    });
  });
});

describe('the default sample type', () => {
  const heap = 'main.main 1 2 3 4';

  it.each([
    ['unset, as Go’s heap has it: the last', '', 3],
    ['alloc_space, as Go’s allocs has it', 'alloc_space', 1],
    ['a name that is not there: the last', 'wall', 3],
  ])('%s', (_what, defaultSampleType, index) => {
    expect(profileFromText(heap, { defaultSampleType }).defaultSampleType).toBe(index);
  });

  it('is -1 when there are none', () => {
    expect(decode({ stringTable: [''] }).defaultSampleType).toBe(-1);
  });
});

describe('the wire', () => {
  const reference = decode(small);
  const fields = splitFields(encodeProfile(small));

  it('may have its fields in any order', () => {
    const backwards = [...groupedBy(fields, ({ number }) => number).values()].reverse().flat();
    expect(stacks(decodeProfile(joinFields(backwards), 'heap'))).toEqual(stacks(reference));
  });

  it('may interleave the rows of its tables', () => {
    const interleaved = [...fields].sort((a, b) => (fields.indexOf(a) % 3) - (fields.indexOf(b) % 3));
    expect(decodeProfile(joinFields(interleaved), 'heap').samples.count).toBe(1);
  });

  it('may pack repeated numbers or not, in one message, as Go does', () => {
    const unpacked = splitFields(encodeProfile(small, { packed: false })).filter(({ number }) => number === 2);
    const profile = decodeProfile(joinFields([...fields, ...unpacked]), 'heap');
    expect(stacks(profile)).toEqual([...stacks(reference), ...stacks(reference)]);
    expect([...profile.samples.values]).toEqual([5, 5]);
  });

  it('may hold unknown fields of every wire type, groups included', () => {
    const unknown = Uint8Array.of(
      ...[0xf8, 0x01, 0x96, 0x01],
      ...[0xf9, 0x01, 1, 2, 3, 4, 5, 6, 7, 8],
      ...[0xfa, 0x01, 2, 0xff, 0xff],
      ...[0xfb, 0x01, 0x08, 1, 0xfc, 0x01],
      ...[0xfd, 0x01, 1, 2, 3, 4],
    );
    const withUnknown = joinFields([{ number: 31, wireType: 0, bytes: unknown }, ...fields]);
    expect(stacks(decodeProfile(withUnknown, 'heap'))).toEqual(stacks(reference));
  });

  it('keeps nothing of the message it came from', () => {
    const message = encodeProfile(small);
    const profile = decodeProfile(message, 'heap');
    message.fill(0xff);
    expect(stacks(profile)).toEqual(stacks(reference));
    expect(profile.strings.at(5)).toBe('heap.go');
  });
});

describe('numbers of 64 bits', () => {
  const wide = 2n ** 63n - 1n;

  it('keeps values exactly: as doubles where they fit, beside them where not', () => {
    const values = [-1n, -(2n ** 63n), wide, 2n ** 53n + 1n, 2n ** 40n, 2n ** 62n, -(2n ** 53n) - 1n];
    const { samples } = decode({ ...small, sampleType: values.map(() => ({ type: 1 })), sample: [{ value: values }] });
    expect([...samples.values]).toEqual(values.map(Number));
    const exact = values.map((_, at) => samples.wideValues.get(at) ?? BigInt(samples.values[at]!));
    expect(exact).toEqual(values);
    expect([...samples.wideValues.keys()]).toEqual([2, 3, 6]);
  });

  it('keeps addresses, times and mapping bounds', () => {
    const profile = decode({
      ...small,
      location: [{ id: 1, mappingId: 4, address: 2n ** 64n - 1n }, { id: 2 }],
      mapping: [{ id: 4, memoryStart: 2n ** 63n, memoryLimit: 2n ** 64n - 1n, fileOffset: 5, filename: 5, buildId: 1 }],
      timeNanos: wide,
      durationNanos: -1n,
    });
    expect(profile.locations.addresses[0]).toBe(2n ** 64n - 1n);
    expect([...profile.locations.mappings]).toEqual([1, 0]);
    expect(profile.mappings).toEqual([
      { memoryStart: 2n ** 63n, memoryLimit: 2n ** 64n - 1n, fileOffset: 5n, file: 'heap.go', buildId: 'space' },
    ]);
    expect([profile.timeNanos, profile.durationNanos]).toEqual([wide, -1n]);
  });

  it('tells ids apart that have the same low 32 bits, or the same nearest double', () => {
    const ids = [7n, 2n ** 32n + 7n, 2n ** 63n + 7n, 2n ** 63n + 8n];
    const profile = decode({
      ...small,
      location: ids.map((id, at) => ({ id, line: [{ functionId: 1, line: at }] })),
      sample: [{ locationId: [...ids].reverse(), value: [1] }],
    });
    expect([...profile.samples.stackLocations]).toEqual([3, 2, 1, 0]);
  });
});

describe('ids', () => {
  it.each([
    ['1 to n in order', [1, 2, 3]],
    ['1 to n in another order', [3, 1, 2]],
    ['with gaps', [10, 20, 30]],
    ['addresses', [0x7fffffff0000, 0x400123, 0x400456]],
    ['in order at first', [1, 2, 900]],
    ['zero among them, as some exporters have it', [0, 1, 2]],
  ])('%s', (_what, ids) => {
    const profile = decode({
      ...small,
      location: ids.map((id) => ({ id, mappingId: id, line: [{ functionId: id, line: id }] })),
      function: ids.map((id) => ({ id, name: 3 })),
      mapping: ids.map((id) => ({ id })),
      sample: [{ locationId: ids, value: [1] }],
    });
    expect([...profile.samples.stackLocations]).toEqual([0, 1, 2]);
    expect([...profile.locations.lineFunctions]).toEqual([0, 1, 2]);
    expect([...profile.locations.mappings]).toEqual(ids.map((id, row) => (id === 0 ? 0 : row + 1)));
  });

  it('of a function may be missing in a line, as from some .NET exporters: the function has no name', () => {
    const profile = decode({
      ...small,
      location: [
        { id: 1, line: [{ line: 9 }] },
        { id: 2, line: [{ functionId: 2 }] },
      ],
    });
    expect(profile.functions.count).toBe(3);
    expect(stacks(profile)).toEqual([[':9', 'main.main:0']]);
  });

  it('of a mapping that does not exist is none, as in pprof', () => {
    const profile = decode({ ...small, location: [{ id: 1, mappingId: 9 }, { id: 2 }] });
    expect([...profile.locations.mappings]).toEqual([0, 0]);
  });
});

describe('stacks and labels', () => {
  it('may be empty, as those of threadcreate', () => {
    expect(stacks(decode({ ...small, sample: [{ value: [4] }, { locationId: [2], value: [1] }] }))).toEqual([
      [],
      ['main.main:3'],
    ]);
  });

  it('may have locations without lines, when nothing is symbolised', () => {
    const profile = decode({
      ...small,
      location: [
        { id: 1, address: 0x10 },
        { id: 2, address: 0x20 },
      ],
    });
    expect([...profile.locations.lineOffsets]).toEqual([0, 0, 0]);
    expect([...profile.samples.stackLocations]).toEqual([0, 1]);
  });

  it('leaves out a label that says nothing, as pprof does', () => {
    const label = [{ key: 1 }, { key: 1, num: -4 }, { key: 1, numUnit: 2 }, { key: 1, str: 2 }];
    const { labels, labelOffsets } = decode({ ...small, sample: [{ locationId: [1], value: [1], label }] }).samples;
    expect([...labelOffsets]).toEqual([0, 3]);
    expect([...labels.numbers]).toEqual([-4, 0, 0]);
    expect([...labels.units]).toEqual([0, 2, 0]);
  });

  it('reads more samples, frames, lines and labels than any first guess of room', () => {
    const text = Array.from({ length: 3000 }, (_, at) => {
      const frames = Array.from({ length: 40 }, (_each, depth) => `f${(at + depth) % 4000}@a.go:${depth}`);
      return `${frames.join(';')} ${at} {a=b${at}, n:${at + 1}}`;
    });
    const { samples, locations } = profileFromText(text.join('\n'));
    expect([samples.count, samples.stackLocations.length, samples.labels.keys.length]).toEqual([3000, 120_000, 6000]);
    expect(samples.labels.numbers[5999]).toBe(3000);
    expect(locations.lineNumbers[samples.stackLocations[119_999]!]).toBe(39);
  });
});

describe('stacks', () => {
  it.each([
    [65_536, 16],
    [65_537, 32],
  ])('name the last of %d locations in %d bits', (count, bits) => {
    const text = Array.from({ length: count }, (_, at) => `f@a.go:${at + 1} 1`).join('\n');
    const { samples, locations } = profileFromText(text);
    expect(locations.count).toBe(count);
    expect(samples.stackLocations.BYTES_PER_ELEMENT * 8).toBe(bits);
    expect(samples.stackLocations.every((row, at) => row === at)).toBe(true);
  });
});

describe('strings', () => {
  it('with invalid UTF-8 are read with replacement characters', () => {
    const message = encodeProfile(small);
    const at = Buffer.from(message).indexOf('heap.go');
    message[at] = 0xff;
    expect(decodeProfile(message, 'heap').strings.at(5)).toBe('\ufffdeap.go');
  });

  it('outside the table are empty', () => {
    const { strings } = decode(small);
    expect([strings.count, strings.at(6), strings.at(-1), strings.at(Number.NaN)]).toEqual([6, '', '', '']);
  });
});

describe('a message that is damaged', () => {
  const message = encodeProfile(small);

  it('is never read as a shorter one, wherever it is cut', () => {
    for (let length = 0; length < message.length; length += 1) {
      const problem = problemOf(() => decodeProfile(message.subarray(0, length), 'heap'));
      expect(problem).toMatchObject({ kind: 'unreadable', subject: 'heap' });
    }
  });

  it.each<[string, PlainProfile, RegExp]>([
    ['a sample with too few values', { ...small, sample: [{ value: [] }] }, /sample 0 has 0 values for 1 sample types/],
    ['a sample with too many values', { ...small, sample: [{ value: [1, 2] }] }, /has 2 values for 1/],
    ['samples without sample types', { ...small, sampleType: [] }, /without any sample type/],
    ['a location that does not exist', { ...small, sample: [{ locationId: [3], value: [1] }] }, /location id 3/],
    ['location id 0', { ...small, sample: [{ locationId: [0], value: [1] }] }, /location id 0/],
    ['a function that does not exist', { ...small, location: [{ id: 1, line: [{ functionId: 8 }] }] }, /function id 8/],
    ['two locations of one id', { ...small, location: [{ id: 1 }, { id: 1 }] }, /location id 1 is taken/],
    ['two functions of one id', { ...small, function: [{ id: 2 }, { id: 2 }] }, /function id 2 is taken/],
    ['two mappings of one id', { ...small, mapping: [{ id: 5 }, { id: 5 }] }, /mapping id 5 is taken/],
    ['a name outside the string table', { ...small, function: [{ id: 1, name: 6 }] }, /function name is string 6/],
    ['a negative string index', { ...small, comment: [-1] }, /comment is string -1/],
    ['no string table', { ...small, stringTable: [] }, /string table/],
    ['a string table that does not begin with ""', { stringTable: ['a'] }, /first string/],
  ])('is refused for %s', (_what, profile, detail) => {
    const problem = problemOf(() => decode(profile));
    expect(problem.kind).toBe('unreadable');
    expect(problem.detail).toMatch(detail);
    expect(problem.detail).toMatch(/at byte \d+/);
  });

  it('is refused when a known field has the wrong wire type', () => {
    expect(problemOf(() => decodeProfile(Uint8Array.of(0x10, 5, ...message), 'heap')).detail).toMatch(/wire type 0/);
  });

  it('never ends in anything but a profile or a LeakLensError, whatever byte is changed', () => {
    for (let at = 0; at < message.length; at += 1) {
      for (const byte of [0, 1, 0x7f, 0x80, 0xff]) {
        const damaged = message.slice();
        damaged[at] = byte;
        try {
          decodeProfile(damaged, 'heap');
        } catch (error) {
          expect(error).toHaveProperty('problem.kind', 'unreadable');
        }
      }
    }
  });

  it('cannot demand memory by claiming many sample types for many samples', () => {
    const many = (count: number, tag: number) => Array.from({ length: count }, () => [tag, 0]).flat();
    const hostile = Uint8Array.from([...many(1000, 0x0a), ...many(60_000, 0x12), 0x32, 0]);
    expect(problemOf(() => decodeProfile(hostile, 'heap')).detail).toMatch(/sample 0 has 0 values/);
    const types = Uint8Array.from([...many(60_000, 0x0a), 0x32, 0]);
    expect(problemOf(() => decodeProfile(types, 'heap')).detail).toMatch(/at most 1024 sample types/);
  });

  it('says that two profiles stand in one file, which their time gives away', () => {
    const one = encodeProfile({ ...small, timeNanos: 5 });
    const two = new Uint8Array(Buffer.concat([one, one]));
    expect(problemOf(() => decodeProfile(two, 'heap')).detail).toMatch(/expected one profile, found a second/);
  });
});
