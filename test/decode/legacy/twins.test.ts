import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import type { Profile } from '../../../src/shared/model/profile';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { profileContent } from '../../support/profiles/profileContent';

const decoder = createGoDecoder();

function read(file: string): Profile {
  return decoder.profile(readFixture(`programs/${file}`), file);
}

/** Frames of the runtime at the leaf, which the printer of the text leaves out unless there are no others. */
const runtimeFrame = /^(internal\/)?runtime[./]\S* /;

/** The runtime stops at 128 frames, and may cut between a call and what it was inlined into: only the proto then has both. */
const comparedFrames = 120;

/**
 * Each sample as its frames, values and labels, in any order. Frames without a name are left out, and so are samples of nothing:
 * writing the proto has allocated, which no collection has counted yet. A text has `[...]` where the proto has type arguments.
 */
function samplesOf(profile: Profile, options: { readonly withoutRuntimeLeaf: boolean }): string[] {
  const { samples, locations } = profileContent(profile);
  const counted = samples.filter(({ values }) => values.some((value) => value !== 0n));
  const lines = counted.map(({ stack, values, labels }) => {
    const frames = stack.flatMap((row) => locations[row]!.lines).map((frame) => frame.replace(/\[.*\]/, '[...]'));
    const firstOther = frames.findIndex((frame) => !runtimeFrame.test(frame));
    const shown = options.withoutRuntimeLeaf && firstOther > 0 ? frames.slice(firstOther) : frames;
    return JSON.stringify([shown.slice(0, comparedFrames), values.map(String), labels.sort()]);
  });
  return lines.sort();
}

describe('a text and a proto of one moment', () => {
  it.each(['shapes/recorded/heap', 'cgocalls/recorded/heap'])('%s: have the same samples', (name) => {
    const text = read(`${name}.debug1.txt`);
    const proto = read(`${name}.pb.gz`);
    expect(text.sampleTypes).toEqual(proto.sampleTypes);
    expect(text.period).toBe(proto.period);
    expect(samplesOf(text, { withoutRuntimeLeaf: false })).toEqual(samplesOf(proto, { withoutRuntimeLeaf: false }));
  });

  it.each([
    'shapes/recorded/goroutine',
    'shapes/recorded/openconns',
    'shapes/recorded/block',
    'shapes/recorded/mutex',
    'cgocalls/recorded/goroutine',
    'earlier/recorded/goroutine',
    'earlier/recorded/openconns',
    'earlier/recorded/block',
    'earlier/recorded/mutex',
    'earlier/recorded/threadcreate',
  ])('%s: have the same samples, but for the names of runtime frames at the leaf', (name) => {
    const text = read(`${name}.debug1.txt`);
    const proto = read(`${name}.pb.gz`);
    expect(text.sampleTypes).toEqual(proto.sampleTypes);
    expect(samplesOf(text, { withoutRuntimeLeaf: true })).toEqual(samplesOf(proto, { withoutRuntimeLeaf: true }));
  });
});
