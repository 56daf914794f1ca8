import type { Profile } from '../../../shared/model/profile';
import type { NamePattern } from '../../../shared/model/report/report';
import { firstLineOf, stackStartOf, type StackView } from '../samples/stackView';

/**
 * Keeps the samples that have a frame that matches `focus` and none that matches `ignore`, by function, file or binary
 * (pprof: FilterSamplesByName). With any filter a sample without frames goes.
 */
export function filterSamples(view: StackView, focus: NamePattern | null, ignore: NamePattern | null): StackView {
  if (focus === null && ignore === null) return view;
  const ignored = ignore === null ? null : matchingLocations(view, ignore);
  const focused = focus === null ? null : matchingLocations(view, focus);
  const { count, stackOffsets, stackLocations } = view.profile.samples;
  const kept = new Uint8Array(count);
  for (let sample = 0; sample < count; sample += 1) {
    const end = stackOffsets[sample + 1] ?? 0;
    let keeps = 0;
    for (let at = stackStartOf(view, sample); at < end; at += 1) {
      const location = stackLocations[at] ?? 0;
      if (ignored?.[location] === 1) {
        keeps = 0;
        break;
      }
      if (focused === null || focused[location] === 1) keeps = 1;
    }
    kept[sample] = keeps;
  }
  return { ...view, kept };
}

/** Per location 1 where function, file or binary matches. */
function matchingLocations(view: StackView, pattern: NamePattern): Uint8Array {
  const { locations, mappings } = view.profile;
  const functions = matchingFunctions(view.profile, pattern);
  const binaries = mappings.map(({ file }) => pattern.test(file));
  const matching = new Uint8Array(locations.count);
  for (let location = 0; location < locations.count; location += 1) {
    const end = locations.lineOffsets[location + 1] ?? 0;
    let matches = binaries[(locations.mappings[location] ?? 0) - 1] === true;
    for (let line = firstLineOf(view, location); !matches && line < end; line += 1) {
      matches = functions[locations.lineFunctions[line] ?? 0] === 1;
    }
    matching[location] = matches ? 1 : 0;
  }
  return matching;
}

/** Per function 1 where its name or file matches. */
export function matchingFunctions(profile: Profile, pattern: NamePattern): Uint8Array {
  const { functions, strings } = profile;
  const matching = new Uint8Array(functions.count);
  const known = new Map<number, boolean>();
  const matches = (text: number): boolean => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = pattern.test(strings.at(text));
      known.set(text, answer);
    }
    return answer;
  };
  for (let row = 0; row < functions.count; row += 1) {
    matching[row] = matches(functions.names[row] ?? 0) || matches(functions.files[row] ?? 0) ? 1 : 0;
  }
  return matching;
}
