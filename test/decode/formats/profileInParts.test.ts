import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeLimits } from '../../../src/decode/base/decodeLimits';
import { createDecoder } from '../../../src/decode/formats/decoder';
import { decodeInParts, profileInParts } from '../../../src/decode/formats/profileInParts';
import { StreamedProfile } from '../../../src/decode/proto/streamedProfile';
import type { PartedBytes } from '../../../src/shared/model/partedBytes';
import type { Profile } from '../../../src/shared/model/profile';
import { generateGoHeapProfile } from '../../support/go/goProfileGenerator';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { profileContent } from '../../support/profiles/profileContent';
import {
  encodeProfile,
  joinFields,
  splitFields,
  type EncodingStyle,
  type PlainProfile,
} from '../../support/profiles/profileEncoder';

const whole = createDecoder();

/** In one buffer that every part overwrites, as a file is read. */
function inParts(bytes: Uint8Array, length: number): PartedBytes {
  const buffer = new Uint8Array(length);
  return {
    size: bytes.length,
    async *parts() {
      for (let at = 0; at < bytes.length; at += length) {
        const part = bytes.subarray(at, at + length);
        buffer.set(part);
        yield await Promise.resolve(buffer.subarray(0, part.length));
      }
    },
  };
}

const decode = (bytes: Uint8Array, length = 4096) => profileInParts(inParts(bytes, length), 'heap');

/** The message alone, in parts that are too small to tell what it is. */
function streamed(bytes: Uint8Array, length: number): Profile {
  const message = new StreamedProfile('heap', decodeLimits(2 ** 30));
  for (let at = 0; at < bytes.length; at += length) message.add(bytes.subarray(at, at + length), at / bytes.length);
  return message.end();
}

/** One sample of each kind that a decoder could trip over. */
const plain: PlainProfile = {
  sampleType: [
    { type: 1, unit: 2 },
    { type: 3, unit: 4 },
  ],
  sample: [
    { locationId: [1, 2], value: [5, -7], label: [{ key: 5, str: 6 }] },
    { locationId: [], value: [0, 2n ** 62n + 1n] },
    { locationId: [2, 2, 2, 2], value: [1, 2], label: [{ key: 5, num: 64, numUnit: 4 }, { key: 5 }] },
  ],
  mapping: [{ id: 1, filename: 7 }],
  location: [
    { id: 1, mappingId: 1, address: 0x1000, line: [{ functionId: 1, line: 7 }] },
    { id: 2, address: 0x2000, line: [{ functionId: 2, line: 3 }, { functionId: 1 }] },
  ],
  function: [
    { id: 1, name: 7, filename: 8, startLine: 6 },
    { id: 2, name: 8 },
  ],
  stringTable: ['', 'objects', 'count', 'space', 'bytes', 'tenant', 'acme', 'main.f', 'é'.repeat(5000)],
  timeNanos: 2n ** 60n + 1n,
  period: 524288,
};

const message = encodeProfile(plain);

/** The fields of a message with those of a number in front of or behind the others. */
function moved(number: number, place: 'first' | 'last'): Uint8Array {
  const fields = splitFields(message);
  const these = fields.filter((field) => field.number === number);
  const others = fields.filter((field) => field.number !== number);
  return joinFields(place === 'first' ? [...these, ...others] : [...others, ...these]);
}

const sampleField = 2;

describe('a profile that comes in parts is the one that is read as a whole', () => {
  const recorded = readdirSync(join(import.meta.dirname, '../../fixtures/profiles')).filter((name) =>
    name.endsWith('.pb.gz'),
  );

  it.each(recorded)('%s', async (name) => {
    const packed = readFixture(`profiles/${name}`);
    const expected = profileContent(whole.profile(packed, 'heap'));
    for (const bytes of [packed, gunzipSync(packed)]) {
      for (const length of [300, 1 << 20]) {
        const read = await decode(bytes, length);
        expect(read && profileContent(read)).toEqual(expected);
      }
    }
  });

  it.each([{}, { packed: false }] satisfies EncodingStyle[])(
    'with labels, wide values, no stack: %o',
    async (style) => {
      const bytes = encodeProfile(plain, style);
      const expected = profileContent(whole.profile(bytes, 'heap'));
      for (const length of [1, 2, 3, 1000]) expect(profileContent(streamed(bytes, length))).toEqual(expected);
      const read = await decode(bytes);
      expect(read && profileContent(read)).toEqual(expected);
    },
  );

  it.each(['first', 'last'] as const)('with its strings %s', (place) => {
    const bytes = moved(6, place);
    const read = streamed(bytes, 7);
    expect(profileContent(read)).toEqual(profileContent(whole.profile(bytes, 'heap')));
  });

  it('with more samples and locations than it has room for at first', async () => {
    const bytes = generateGoHeapProfile({ samples: 20_000, depth: 12, locations: 90_000, functions: 300 });
    const expected = whole.profile(bytes, 'heap');
    const read = await decode(gzipSync(bytes), 1 << 16);
    expect(read?.samples).toEqual({ ...expected.samples, stackLocations: expect.anything() as unknown });
    expect(Buffer.from(Uint32Array.from(read!.samples.stackLocations).buffer)).toEqual(
      Buffer.from(Uint32Array.from(expected.samples.stackLocations).buffer),
    );
    expect(read?.locations).toEqual(expected.locations);
  });

  it('in several members of gzip', async () => {
    const bytes = Buffer.concat([gzipSync(message.subarray(0, 100)), gzipSync(message.subarray(100))]);
    const read = await decode(bytes, 64);
    expect(read && profileContent(read)).toEqual(profileContent(whole.profile(message, 'heap')));
  });
});

describe('what is read as a whole', () => {
  const [first, ...more] = splitFields(message).filter(({ number }) => number !== sampleField);
  const samples = splitFields(message).filter(({ number }) => number === sampleField);
  const location = (id: number) => encodeProfile({ ...plain, location: [{ id }, { id: id + 1 }] });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('heap profile: 1: 64 [1: 64] @ heap/1048576\n')],
    ['gzip within gzip', gzipSync(gzipSync(message))],
    ['something behind the gzip', Buffer.concat([gzipSync(message), Buffer.from('more')])],
    ['a gzip that is cut off', gzipSync(message).subarray(0, -20)],
    ['a damaged gzip', gzipSync(message).fill(0xff, 30, 60)],
    ['a message that is cut off', message.subarray(0, -1)],
    ['a wire type that is none', Buffer.concat([message, Buffer.from([0x7f])])],
    ['samples before their types', moved(sampleField, 'first')],
    ['samples between their types', joinFields([first!, ...samples, ...more])],
    ['no samples', encodeProfile({ ...plain, sample: [] })],
    ['locations that are not numbered from 1', location(2)],
    ['a location that is missing', encodeProfile({ ...plain, location: plain.location!.slice(0, 1) })],
    ['a location without a number', encodeProfile({ ...plain, sample: [{ locationId: [0], value: [1, 1] }] })],
    ['a number of 64 bits', encodeProfile({ ...plain, sample: [{ locationId: [2n ** 63n], value: [1, 1] }] })],
    ['too few values', encodeProfile({ ...plain, sample: [{ locationId: [1], value: [1] }] })],
    [
      'a label without a string',
      encodeProfile({ ...plain, sample: [{ value: [1, 1], label: [{ key: 99, num: 1 }] }] }),
    ],
  ])('is %s', async (_what, bytes) => {
    expect(await decode(bytes)).toBeNull();
    expect(await decode(bytes, 3)).toBeNull();
  });

  it('is more than is allowed', async () => {
    const bytes = generateGoHeapProfile({ samples: 20_000, depth: 2, locations: 10, functions: 3 });
    const limits = decodeLimits(bytes.length - 1);
    expect(await decodeInParts(inParts(gzipSync(bytes), 1000), 'heap', limits)).toBeNull();
    expect(await decodeInParts(inParts(bytes, 1000), 'heap', decodeLimits(2 ** 30))).not.toBeNull();
  });

  it('is what cannot be read any more', async () => {
    const failing: PartedBytes = {
      size: message.length,
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- fails at the first
      async *parts() {
        throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
      },
    };
    expect(await profileInParts(failing, 'heap')).toBeNull();
  });
});
