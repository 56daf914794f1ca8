import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { hasPprof } from '../../support/go/goPprof';
import { cpuProfiles, legacyProfiles } from '../../support/profiles/legacyProfiles';
import { readWithPprof } from '../../support/go/readWithPprof';
import { profileContent } from '../../support/profiles/profileContent';
import type { Profile } from '../../../src/shared/model/profile';

const decoder = createGoDecoder();

/**
 * What both must agree on. pprof writes its own lists of frames to drop: ours are written in another way, and tested by what
 * they match. Its command line adds an empty mapping where there is none, so that a report has a name to show.
 */
function comparable(profile: Profile) {
  const content = profileContent(profile);
  const mappings = content.mappings.filter(({ memoryLimit }) => memoryLimit > 0n);
  const locations = content.locations.map((each) => ({ ...each, mapping: mappings.length > 0 ? each.mapping : 0 }));
  return { ...content, mappings, locations, dropFrames: '', keepFrames: '' };
}

describe.skipIf(!hasPprof())('go tool pprof reads the same in', () => {
  it.each([...legacyProfiles, ...cpuProfiles])('%s', (_name, bytes) => {
    expect(comparable(decoder.profile(bytes, 'ours'))).toEqual(comparable(readWithPprof(bytes)));
  });
});

/** Samples with addresses instead of location rows. */
function addressed(profile: Profile) {
  return profileContent(profile).samples.map((sample) => ({
    ...sample,
    stack: sample.stack.map((row) => profile.locations.addresses[row]!),
  }));
}

describe.skipIf(!hasPprof())(
  'go tool pprof and the decoder agree on recorded texts of Go, but for hidden frames, in',
  () => {
    const texts = ['heap', 'heap.idle', 'goroutine', 'goroutineleak', 'block', 'mutex'];
    it.each(texts)('%s?debug=1', (name) => {
      const bytes = readFixture(`profiles/${name}.debug1.txt`);
      const ours = decoder.profile(bytes, name);
      const theirs = readWithPprof(bytes);
      expect(ours.sampleTypes).toEqual(theirs.sampleTypes);
      expect(ours.period).toBe(theirs.period);
      const theirSamples = addressed(theirs);
      for (const [at, sample] of addressed(ours).entries()) {
        const { values, labels, stack } = theirSamples[at]!;
        expect(sample.values).toEqual(values);
        expect(sample.labels.filter(([key]) => key === 'bytes')).toEqual(labels);
        expect(stack.join(' ')).toContain(sample.stack.join(' '));
      }
      expect(ours.samples.count).toBe(theirSamples.length);
    });
  },
);
