import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/decode/base/inflate';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import type { Profile } from '../../../src/shared/model/profile';
import { readFixture } from '../../support/profiles/decodeFixtures';

/** The lines of `go tool pprof -raw` between two headings, trimmed. */
function section(raw: string, from: string, to: string): string[] {
  const lines = raw.split('\n');
  return lines.slice(lines.indexOf(from) + 1, lines.indexOf(to)).map((line) => line.trim());
}

/** Samples as pprof prints them: values, then location numbers. */
function sampleLines(profile: Profile): string[] {
  const { samples } = profile;
  const width = profile.sampleTypes.length;
  return Array.from({ length: samples.count }, (_, row) => {
    const values = samples.values.subarray(row * width, (row + 1) * width);
    const stack = samples.stackLocations.subarray(samples.stackOffsets[row], samples.stackOffsets[row + 1]);
    return `${[...values].join(' ')}: ${[...stack].map((location) => location + 1).join(' ')}`;
  });
}

/** Lines of all locations as pprof prints them: function, file:line:column, start line. */
function locationLines(profile: Profile): string[] {
  const { locations, functions, strings } = profile;
  return [...locations.lineFunctions].map((row, at) => {
    const place = `${strings.at(functions.files[row]!)}:${locations.lineNumbers[at]!}:0`;
    return `${strings.at(functions.names[row]!)} ${place} s=${functions.startLines[row]!}`;
  });
}

describe.each(['heap', 'goroutine'])('a recorded %s profile', (name) => {
  const profile = decodeProfile(inflate(readFixture(`programs/shapes/recorded/${name}.pb.gz`), name), name);
  const raw = new TextDecoder().decode(readFixture(`programs/shapes/recorded/${name}.raw.txt`));

  it('has the samples that go tool pprof -raw prints', () => {
    const types = profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ');
    const printed = section(raw, types, 'Locations').filter((line) => /^[\d ]+: /.test(line));
    expect(sampleLines(profile)).toEqual(printed.map((line) => line.replace(/\s+/g, ' ')));
  });

  it('has the locations that go tool pprof -raw prints, inlined calls included', () => {
    const printed = section(raw, 'Locations', 'Mappings').map((line) => line.replace(/^\d+: 0x\w+ M=1 /, ''));
    expect(locationLines(profile)).toEqual(printed);
  });
});
