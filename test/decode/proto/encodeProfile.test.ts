import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import { encodeProfile } from '../../../src/decode/proto/encodeProfile';
import type { Profile } from '../../../src/shared/model/profile';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { hasPprof } from '../../support/go/goPprof';
import { repositoryRoot } from '../../support/paths';
import { profileContent } from '../../support/profiles/profileContent';
import { profileFromText } from '../../support/profiles/profileText';
import { readWithPprof } from '../../support/go/readWithPprof';

const decoder = createGoDecoder();
const recorded = readdirSync(join(repositoryRoot, 'test/fixtures/profiles')).filter((name) =>
  /\.(pb\.gz|debug1\.txt)$/.test(name),
);

const again = (profile: Profile) => decodeProfile(encodeProfile(profile), 'encoded');
const header = ({ timeNanos, comments, docUrl }: Profile) => ({ timeNanos, comments, docUrl });
const startLines = ({ functions }: Profile) => [...functions.startLines];

describe('a profile that is written', () => {
  it.each(recorded)('is read back the same: %s', (name) => {
    const profile = decoder.profile(readFixture(`profiles/${name}`), name);
    expect(profileContent(again(profile))).toEqual(profileContent(profile));
    expect(header(again(profile))).toEqual(header(profile));
    expect(startLines(again(profile))).toEqual(startLines(profile));
  });

  it('keeps numbers that a double cannot hold, negative ones, labels, comments and inlined calls', () => {
    const profile = profileFromText(
      `~main.a;main.b@/s/b.go:7 9223372036854775807 -9223372036854775808 {tenant=ümlaut, bytes:64}
       - -1 9007199254740993`,
      {
        comments: ['by hand'],
        docUrl: 'https://example.org/doc',
        dropFrames: 'runtime.*',
        keepFrames: 'main.*',
        defaultSampleType: 'inuse_objects',
        period: 524_288,
        periodType: { type: 'space', unit: 'bytes' },
        timeNanos: 1_700_000_000_000_000_001n,
        durationNanos: 30_000_000_000n,
        startLines: { 'main.b': 5 },
      },
    );
    expect(profileContent(again(profile))).toEqual(profileContent(profile));
    expect(header(again(profile))).toEqual(header(profile));
    expect(startLines(again(profile))).toEqual(startLines(profile));
  });

  it.skipIf(!hasPprof())('is the same to go tool pprof', () => {
    const bytes = readFixture('profiles/heap.pb.gz');
    const written = readWithPprof(encodeProfile(decoder.profile(bytes, 'heap')));
    expect(profileContent(written)).toEqual(profileContent(readWithPprof(bytes)));
  });
});
