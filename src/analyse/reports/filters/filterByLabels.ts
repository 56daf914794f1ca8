import type { Profile } from '../../../shared/model/profile';
import type { LabelFilter } from '../../../shared/model/report/report';
import { isKept, type StackView } from '../samples/stackView';

/** Keeps the samples whose labels `focus` takes and `ignore` does not (pprof: FilterSamplesByTag). */
export function filterByLabels(view: StackView, focus: LabelFilter | null, ignore: LabelFilter | null): StackView {
  if (focus === null && ignore === null) return view;
  const focused = focus === null ? null : labelTest(view.profile, focus);
  const ignored = ignore === null ? null : labelTest(view.profile, ignore);
  const kept = new Uint8Array(view.profile.samples.count);
  for (let sample = 0; sample < kept.length; sample += 1) {
    const counts = isKept(view, sample) && focused?.(sample) !== false && ignored?.(sample) !== true;
    kept[sample] = counts ? 1 : 0;
  }
  return { ...view, kept };
}

function labelTest(profile: Profile, filter: LabelFilter): (sample: number) => boolean {
  if (filter.kind === 'text') {
    const { key, patterns } = filter;
    if (key !== null) return (sample) => textsOf(profile, sample).some((label) => isOf(key, label, patterns));
    return (sample) => {
      const written = textsOf(profile, sample).map(({ key: name, value }) => `${name}:${value}`);
      return patterns.every((pattern) => written.some((text) => pattern.test(text)));
    };
  }
  const units = labelUnits(profile);
  return (sample) =>
    numbersOf(profile, sample).some(
      ({ key, value }) => (filter.key === null || filter.key === key) && filter.holds(value, units.get(key) ?? key),
    );
}

interface TextLabel {
  readonly key: string;
  readonly value: string;
}

function isOf(key: string, label: TextLabel, patterns: Extract<LabelFilter, { kind: 'text' }>['patterns']): boolean {
  return label.key === key && patterns.some((pattern) => pattern.test(label.value));
}

function textsOf({ samples, strings }: Profile, sample: number): TextLabel[] {
  const { labels, labelOffsets } = samples;
  const found: TextLabel[] = [];
  for (let at = labelOffsets[sample] ?? 0; at < (labelOffsets[sample + 1] ?? 0); at += 1) {
    const text = labels.strings[at] ?? 0;
    if (text !== 0) found.push({ key: strings.at(labels.keys[at] ?? 0), value: strings.at(text) });
  }
  return found;
}

/** A number that is 0 and has no unit is no label (pprof: profile/proto.go, postDecode). */
function numbersOf({ samples, strings }: Profile, sample: number): { key: string; value: number; unit: string }[] {
  const { labels, labelOffsets } = samples;
  const found: { key: string; value: number; unit: string }[] = [];
  for (let at = labelOffsets[sample] ?? 0; at < (labelOffsets[sample + 1] ?? 0); at += 1) {
    const value = labels.numbers[at] ?? 0;
    const unit = labels.units[at] ?? 0;
    if (labels.strings[at] !== 0 || (value === 0 && unit === 0)) continue;
    found.push({ key: strings.at(labels.keys[at] ?? 0), value, unit: strings.at(unit) });
  }
  return found;
}

/** The unit of each numeric key: the first that is written, else guessed from the key (pprof: Profile.NumLabelUnits). */
function labelUnits(profile: Profile): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (let sample = 0; sample < profile.samples.count; sample += 1) {
    for (const { key, unit } of numbersOf(profile, sample)) {
      if (unit !== '' && !units.has(key)) units.set(key, unit);
    }
  }
  for (const key of ['alignment', 'request']) if (!units.has(key)) units.set(key, 'bytes');
  return units;
}
