import type { Profile } from '../../../src/shared/model/profile';

/** A profile with its string indices resolved, so that readings of different files can be compared. Values are exact. */
export function profileContent(profile: Profile) {
  const { functions, strings } = profile;
  return {
    sampleTypes: profile.sampleTypes,
    defaultSampleType: profile.defaultSampleType,
    periodType: profile.periodType,
    period: profile.period,
    durationNanos: profile.durationNanos,
    samples: Array.from({ length: profile.samples.count }, (_, row) => sampleContent(profile, row)),
    locations: Array.from({ length: profile.locations.count }, (_, row) => locationContent(profile, row)),
    functions: Array.from(functions.names, (name, row) => [strings.at(name), strings.at(functions.files[row]!)]),
    mappings: profile.mappings,
    dropFrames: profile.dropFrames,
    keepFrames: profile.keepFrames,
  };
}

export function sampleContent({ samples, sampleTypes, strings }: Profile, row: number) {
  const width = sampleTypes.length;
  const { labels } = samples;
  const labelRows = range(samples.labelOffsets[row]!, samples.labelOffsets[row + 1]!);
  return {
    values: range(row * width, (row + 1) * width).map(
      (at) => samples.wideValues.get(at) ?? BigInt(samples.values[at]!),
    ),
    stack: [...samples.stackLocations.subarray(samples.stackOffsets[row], samples.stackOffsets[row + 1])],
    labels: labelRows.map((at) => {
      const text = strings.at(labels.strings[at]!);
      return [strings.at(labels.keys[at]!), text || labels.numbers[at], strings.at(labels.units[at]!)];
    }),
  };
}

export function locationContent({ locations, functions, strings }: Profile, row: number) {
  return {
    address: locations.addresses[row],
    mapping: locations.mappings[row],
    lines: range(locations.lineOffsets[row]!, locations.lineOffsets[row + 1]!).map((at) => {
      const name = strings.at(functions.names[locations.lineFunctions[at]!]!);
      return `${name} ${strings.at(functions.files[locations.lineFunctions[at]!]!)}:${locations.lineNumbers[at]!}`;
    }),
  };
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}
