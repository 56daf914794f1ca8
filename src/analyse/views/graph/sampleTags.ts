import type { Profile } from '../../../shared/model/profile';
import { unitLabel } from '../../reports/scaleUnit';

/** How a label's number is written; pprof writes it in its output unit, which by default is the one that suits the number. */
export type TagText = (value: number, unit: string) => string;

/** What a label with a number says. */
export interface TagNumber {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Rows of labels as they stand in a graph: those of all profiles of a report, so that equal ones have the same number. */
export class TagNames {
  /** Of a sample without labels: 0. */
  readonly texts: string[] = [''];
  readonly numbers: TagNumber[] = [{ name: '', value: 0, unit: '' }];
  private readonly textRows = new Map<string, number>([['', 0]]);
  private readonly numberRows = new Map<string, number>();

  text(name: string): number {
    const known = this.textRows.get(name);
    if (known !== undefined) return known;
    this.textRows.set(name, this.texts.length);
    return this.texts.push(name) - 1;
  }

  number(made: TagNumber): number {
    const key = `${String(made.value)} ${made.unit} ${made.name}`;
    const known = this.numberRows.get(key);
    if (known !== undefined) return known;
    this.numberRows.set(key, this.numbers.length);
    return this.numbers.push(made) - 1;
  }
}

/** The labels of each sample, as rows of `TagNames`. */
export interface SampleTags {
  /** All labels with texts, together one. */
  text(sample: number): number;
  /** Labels with numbers. */
  numbers(sample: number): readonly number[];
}

/** The one label with a number that a graph shows (report.go, newGraph). */
const shownNumber = 'bytes';

/** What pprof marks the samples of a base with. */
const baseMark = 'pprof::base';

const none: readonly number[] = [];

/** @param tagText null for pprof's default */
export function sampleTags(profile: Profile, names: TagNames, tagText: TagText | null): SampleTags {
  const { labels, count } = profile.samples;
  if (labels.keys.length === 0) return { text: () => 0, numbers: () => none };
  const unit = numberUnit(profile);
  const texts = new Uint32Array(count);
  const numbers: (readonly number[])[] = [];
  const write = tagText ?? unitLabel;
  for (let sample = 0; sample < count; sample += 1) {
    const said = labelsOf(profile, sample);
    texts[sample] = names.text(said.texts.sort().join(', '));
    if (said.numbers.length === 0) continue;
    numbers[sample] = said.numbers.map((value) => names.number({ name: write(value, unit), value, unit }));
  }
  return { text: (sample) => texts[sample] ?? 0, numbers: (sample) => numbers[sample] ?? none };
}

function labelsOf({ samples, strings }: Profile, sample: number): { texts: string[]; numbers: number[] } {
  const { labels, labelOffsets } = samples;
  const texts: string[] = [];
  const numbers: number[] = [];
  for (let at = labelOffsets[sample] ?? 0; at < (labelOffsets[sample + 1] ?? 0); at += 1) {
    const key = strings.at(labels.keys[at] ?? 0);
    const text = labels.strings[at] ?? 0;
    const value = labels.numbers[at] ?? 0;
    if (text !== 0) {
      if (key !== baseMark) texts.push(`${key}:${strings.at(text)}`);
    } else if (key === shownNumber && (value !== 0 || labels.units[at] !== 0)) numbers.push(value);
  }
  return { texts, numbers };
}

/** The first that is said, else the label's name (profile.NumLabelUnits). */
function numberUnit({ samples: { labels }, strings }: Profile): string {
  for (let at = 0; at < labels.keys.length; at += 1) {
    if (labels.strings[at] !== 0 || labels.units[at] === 0) continue;
    if (strings.at(labels.keys[at] ?? 0) === shownNumber) return strings.at(labels.units[at] ?? 0);
  }
  return shownNumber;
}
