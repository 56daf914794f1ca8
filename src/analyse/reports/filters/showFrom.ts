import type { NamePattern } from '../../../shared/model/report/report';
import { matchingFunctions } from './filterSamples';
import { LineChoice } from '../lineChoice';
import { isKept, stackStartOf, type StackView } from '../samples/stackView';

/** Begins each stack at its outermost frame that matches; stacks without one go (pprof: Profile.ShowFrom). */
export function showFrom(view: StackView, pattern: NamePattern): StackView {
  const { profile } = view;
  const functions = matchingFunctions(profile, pattern);
  const binaries = profile.mappings.map(({ file }) => pattern.test(file));
  const chosen = new LineChoice(view);
  const begins = new Uint8Array(profile.locations.count);
  for (let location = 0; location < begins.length; location += 1) {
    // Of a binary that matches all lines stay.
    const isBinary = binaries[(profile.locations.mappings[location] ?? 0) - 1] === true;
    begins[location] = isBinary || chosen.cutAfterLast(location, (row) => functions[row] === 1) ? 1 : 0;
  }
  return cutStacks(chosen.applied(), view, begins);
}

/** The stacks of `before` without what lies outside of a location that begins one, over the lines of `lines`. */
function cutStacks(lines: StackView['profile'], before: StackView, begins: Uint8Array): StackView {
  const { samples } = before.profile;
  const stackLocations = samples.stackLocations.slice();
  const stackOffsets = new Uint32Array(samples.count + 1);
  const kept = new Uint8Array(samples.count);
  let used = 0;
  for (let sample = 0; sample < samples.count; sample += 1) {
    const start = stackStartOf(before, sample);
    let end = samples.stackOffsets[sample + 1] ?? 0;
    while (end > start && begins[samples.stackLocations[end - 1] ?? 0] !== 1) end -= 1;
    for (let at = start; at < end; at += 1) stackLocations[used++] = samples.stackLocations[at] ?? 0;
    kept[sample] = end > start && isKept(before, sample) ? 1 : 0;
    stackOffsets[sample + 1] = used;
  }
  const left = { ...samples, stackOffsets, stackLocations: stackLocations.subarray(0, used) };
  return { profile: { ...lines, samples: left }, firstLines: null, stackStarts: null, kept };
}
