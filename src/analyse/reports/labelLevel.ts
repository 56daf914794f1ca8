import type { FunctionColumns, LocationColumns, Profile, SampleColumns, StringTable } from '../../shared/model/profile';
import { unitLabel } from './scaleUnit';
import { nameless, type NodeName } from './nodeTable';

/**
 * The profile with a frame above each stack for what the sample's label of that key says, as pprof adds them (internal/driver/tagroot.go,
 * addLabelNodes): the function is called as the label's values, its file as the key; without the label, it has no name.
 */
export function withLabelLevel(profile: Profile, key: string): Profile {
  const names = new Interned();
  const rows = Uint32Array.from({ length: profile.samples.count }, (_, sample) =>
    names.row(labelText(profile, sample, key)),
  );
  const strings = withStrings(profile.strings, [...names.all, key]);
  return {
    ...profile,
    strings,
    functions: withFunctions(profile.functions, names.all.length, profile.strings.count),
    locations: withLocations(profile.locations, names.all.length, profile.functions.count),
    samples: withRoots(profile.samples, rows, profile.locations.count),
  };
}

/** What the samples' labels of that key say, as the frames of the level are called; the empty text where a sample has none. */
export function labelTexts(profile: Profile, key: string): ReadonlySet<string> {
  const texts = new Set<string>();
  for (let sample = 0; sample < profile.samples.count; sample += 1) texts.add(labelText(profile, sample, key));
  return texts;
}

/** What a frame of the level says; empty for samples without the label, null for a frame that cannot be of it. */
export function levelText({ function: name, isNamed }: Pick<NodeName, 'function' | 'isNamed'>): string | null {
  if (isNamed) return name;
  return name === unnamed ? '' : null;
}

/** What a frame is called that has neither a name nor a binary. */
export const unnamed = nameless('');

/** The keys of the labels that samples have, the most frequent first. */
export function labelKeys({ samples, strings }: Profile): readonly string[] {
  const counts = new Map<number, number>();
  for (const key of samples.labels.keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => strings.at(key));
}

function labelText(profile: Profile, sample: number, key: string): string {
  return valuesOf(profile, sample, key).join(',');
}

/** Texts, each once, in the order in which they come. */
class Interned {
  readonly all: string[] = [];
  private readonly rows = new Map<string, number>();

  row(text: string): number {
    const known = this.rows.get(text);
    if (known !== undefined) return known;
    this.rows.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

/** Texts first, then numbers in their units. */
function valuesOf({ samples, strings }: Profile, sample: number, key: string): readonly string[] {
  const { labels, labelOffsets } = samples;
  const texts: string[] = [];
  const numbers: string[] = [];
  for (let at = labelOffsets[sample] ?? 0; at < (labelOffsets[sample + 1] ?? 0); at += 1) {
    if (strings.at(labels.keys[at] ?? 0) !== key) continue;
    const [text = 0, unit = 0, value = 0] = [labels.strings[at], labels.units[at], labels.numbers[at]];
    if (text !== 0) texts.push(strings.at(text));
    // A number that is 0 and has no unit is no label (pprof: profile/proto.go, postDecode).
    else if (value !== 0 || unit !== 0) numbers.push(unitLabel(value, strings.at(unit)));
  }
  return [...texts, ...numbers];
}

function withStrings(strings: StringTable, more: readonly string[]): StringTable {
  const { count } = strings;
  return {
    count: count + more.length,
    at: (index) => (index < count ? strings.at(index) : (more[index - count] ?? '')),
  };
}

/** @param firstString of the names in the table of strings; the key stands behind them */
function withFunctions(functions: FunctionColumns, added: number, firstString: number): FunctionColumns {
  const names = Uint32Array.from({ length: added }, (_, row) => firstString + row);
  const zeroes = new Uint32Array(added);
  return {
    count: functions.count + added,
    names: joined(functions.names, names),
    systemNames: joined(functions.systemNames, zeroes),
    files: joined(
      functions.files,
      zeroes.map(() => firstString + added),
    ),
    startLines: withZeroes(functions.startLines, functions.count, added),
  };
}

function withLocations(locations: LocationColumns, added: number, firstFunction: number): LocationColumns {
  const { count, addresses, mappings, lineOffsets, lineFunctions, lineNumbers } = locations;
  const [lines = 0] = [lineOffsets[count]];
  const moreAddresses = new BigUint64Array(count + added);
  moreAddresses.set(addresses.subarray(0, count));
  return {
    count: count + added,
    addresses: moreAddresses,
    mappings: joined(mappings.subarray(0, count), new Uint32Array(added)),
    lineOffsets: joined(
      lineOffsets.subarray(0, count + 1),
      Uint32Array.from({ length: added }, (_, row) => lines + row + 1),
    ),
    lineFunctions: joined(
      lineFunctions.subarray(0, lines),
      Uint32Array.from({ length: added }, (_, row) => firstFunction + row),
    ),
    lineNumbers: withZeroes(lineNumbers, lines, added),
  };
}

/** Each stack with its frame behind the others: they are leaf first. @param rows of the frames, one a sample */
function withRoots(samples: SampleColumns, rows: Uint32Array, firstLocation: number): SampleColumns {
  const { count, stackOffsets, stackLocations } = samples;
  const offsets = stackOffsets.subarray(0, count + 1).map((offset, sample) => offset + sample);
  const locations = new Uint32Array(offsets[count] ?? 0);
  for (let sample = 0; sample < count; sample += 1) {
    const start = offsets[sample] ?? 0;
    locations.set(stackLocations.subarray(stackOffsets[sample], stackOffsets[sample + 1]), start);
    locations[(offsets[sample + 1] ?? 0) - 1] = firstLocation + (rows[sample] ?? 0);
  }
  return { ...samples, stackOffsets: offsets, stackLocations: locations };
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const both = new Uint32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function withZeroes(column: Float64Array, count: number, added: number): Float64Array {
  const longer = new Float64Array(count + added);
  longer.set(column.subarray(0, count));
  return longer;
}
