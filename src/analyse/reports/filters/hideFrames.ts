import type { NamePattern } from '../../../shared/model/report/report';
import { matchingFunctions } from './filterSamples';
import { LineChoice } from '../lineChoice';
import { isKept, stackStartOf, type StackView } from '../samples/stackView';

/**
 * Leaves out the frames that match `hide`, and all that do not match `show` (pprof: FilterSamplesByName). A sample that had no frames,
 * or has none left, goes.
 */
export function hideFrames(view: StackView, hide: NamePattern | null, show: NamePattern | null): StackView {
  const chosen = new LineChoice(view);
  const hidden = new Uint8Array(view.profile.locations.count);
  if (hide !== null) hideLines(view, chosen, { pattern: hide, hidden });
  if (show !== null) showLines(view, chosen, { pattern: show, hidden });
  return withoutFrames(chosen.applied(), view, hidden);
}

interface Hiding {
  readonly pattern: NamePattern;
  /** Gets 1 for each location of which no line is left. */
  readonly hidden: Uint8Array;
}

function hideLines({ profile }: StackView, chosen: LineChoice, { pattern, hidden }: Hiding): void {
  const functions = matchingFunctions(profile, pattern);
  const binaries = profile.mappings.map(({ file }) => pattern.test(file));
  for (let location = 0; location < profile.locations.count; location += 1) {
    const isBinary = binaries[(profile.locations.mappings[location] ?? 0) - 1] === true;
    const dropped = chosen.keepOnly(location, (row) => !isBinary && functions[row] !== 1);
    // A location without any line stays, unless its binary matches.
    if ((dropped > 0 || isBinary) && chosen.left(location) === 0) hidden[location] = 1;
  }
}

function showLines({ profile }: StackView, chosen: LineChoice, { pattern, hidden }: Hiding): void {
  const functions = matchingFunctions(profile, pattern);
  const binaries = profile.mappings.map(({ file }) => pattern.test(file));
  for (let location = 0; location < profile.locations.count; location += 1) {
    const isBinary = binaries[(profile.locations.mappings[location] ?? 0) - 1] === true;
    if (!isBinary) chosen.keepOnly(location, (row) => functions[row] === 1);
    if (chosen.left(location) === 0) hidden[location] = 1;
  }
}

/** The stacks of `before` without the locations that are hidden, over the lines of `lines`. */
function withoutFrames(lines: StackView['profile'], before: StackView, hidden: Uint8Array): StackView {
  const { samples } = before.profile;
  const stackLocations = samples.stackLocations.slice();
  const stackOffsets = new Uint32Array(samples.count + 1);
  const kept = new Uint8Array(samples.count);
  let used = 0;
  for (let sample = 0; sample < samples.count; sample += 1) {
    const start = used;
    const end = samples.stackOffsets[sample + 1] ?? 0;
    for (let at = stackStartOf(before, sample); at < end; at += 1) {
      const location = samples.stackLocations[at] ?? 0;
      if (hidden[location] !== 1) stackLocations[used++] = location;
    }
    kept[sample] = used > start && isKept(before, sample) ? 1 : 0;
    stackOffsets[sample + 1] = used;
  }
  const left = { ...samples, stackOffsets, stackLocations: stackLocations.subarray(0, used) };
  return { profile: { ...lines, samples: left }, firstLines: null, stackStarts: null, kept };
}
