import type { Profile } from '../shared/profile';
import type { Frame } from '../shared/sourceLocation';

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

/**
 * What of runtime/pprof a program calls for itself: labels around its own work, and profiles of its own. `Do` stands
 * below all that runs inside it, so it says nothing about who asks for profiles.
 */
const programsOwn =
  /^runtime\/pprof\.(?:Do|SetGoroutineLabels|WithLabels|Labels|Label|ForLabels|NewProfile|LabelSet|labelMap|\(\*LabelSet\)|\(\*labelMap\)|\(\*Profile\)\.(?:Add|Remove))(?![A-Za-z0-9_])/;

/**
 * True for stacks that exist only because somebody asks for profiles. The asking itself allocates (compress/flate
 * writers, profile builders) and parks goroutines; LeakLens must not report its own shadow.
 */
export function isOwnFootprint(frames: readonly Frame[]): boolean {
  return frames.some(({ function: name }) => asksForProfiles(name));
}

function asksForProfiles(name: string): boolean {
  if (name.startsWith('net/http/pprof.')) return true;
  return name.startsWith('runtime/pprof.') && !programsOwn.test(name);
}
