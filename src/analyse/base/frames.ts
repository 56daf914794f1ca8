import type { Profile } from '../../shared/model/profile';
import type { Frame } from '../../shared/model/sourceLocation';

/** The logical frames of one sample, leaf first; inlined callees come before the function they were inlined into. */
export function sampleFrames(profile: Profile, sample: number): Frame[] {
  const { samples } = profile;
  const frames: Frame[] = [];
  const end = samples.stackOffsets[sample + 1] ?? 0;
  for (let at = samples.stackOffsets[sample] ?? 0; at < end; at += 1) {
    pushLocationFrames(profile, samples.stackLocations[at] ?? 0, frames);
  }
  return frames;
}

/** The logical frames of one location: several where calls were inlined. */
export function locationFrames(profile: Profile, location: number): Frame[] {
  const frames: Frame[] = [];
  pushLocationFrames(profile, location, frames);
  return frames;
}

function pushLocationFrames(profile: Profile, location: number, frames: Frame[]): void {
  const { locations, functions, strings } = profile;
  const end = locations.lineOffsets[location + 1] ?? 0;
  for (let row = locations.lineOffsets[location] ?? 0; row < end; row += 1) {
    const fn = locations.lineFunctions[row] ?? 0;
    frames.push({
      function: strings.at(functions.names[fn] ?? 0),
      file: strings.at(functions.files[fn] ?? 0),
      line: locations.lineNumbers[row] ?? 0,
      inlined: row < end - 1,
    });
  }
}
