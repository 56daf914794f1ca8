import type { Profile } from '../../../shared/model/profile';

/** A number for each text, the same in all profiles. */
export class TextNumbers {
  private readonly known = new Map<string, number>();

  of(text: string): number {
    let number = this.known.get(text);
    if (number === undefined) {
      number = this.known.size;
      this.known.set(text, number);
    }
    return number;
  }
}

/**
 * What makes samples of several profiles the same: equal labels, and stacks of equal locations. Locations are equal when
 * address within the binary, and all functions and lines, are (pprof: sampleKey, locationKey, mappingKey).
 */
export class SampleKeys {
  private readonly profile: Profile;
  private readonly names: TextNumbers;
  private readonly locations: Uint32Array;
  private readonly labels: Uint32Array;

  constructor(profile: Profile, names: TextNumbers) {
    this.profile = profile;
    this.names = names;
    const functions = Array.from({ length: profile.functions.count }, (_, row) => names.of(functionKey(profile, row)));
    this.locations = Uint32Array.from({ length: profile.locations.count }, (_, row) =>
      names.of(locationKey(profile, row, functions)),
    );
    this.labels = Uint32Array.from({ length: profile.samples.count }, (_, row) => this.labelNumber(row));
  }

  /** Equal for equal samples. */
  hash(row: number): number {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[row + 1] ?? 0;
    let hash = this.labels[row] ?? 0;
    for (let at = stackOffsets[row] ?? 0; at < end; at += 1) {
      hash = Math.imul(hash ^ (this.locations[stackLocations[at] ?? 0] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  equals(row: number, other: SampleKeys, otherRow: number): boolean {
    const own = this.profile.samples;
    const theirs = other.profile.samples;
    const start = own.stackOffsets[row] ?? 0;
    const otherStart = theirs.stackOffsets[otherRow] ?? 0;
    const depth = (own.stackOffsets[row + 1] ?? 0) - start;
    if (depth !== (theirs.stackOffsets[otherRow + 1] ?? 0) - otherStart) return false;
    if (this.labels[row] !== other.labels[otherRow]) return false;
    for (let at = 0; at < depth; at += 1) {
      const location = this.locations[own.stackLocations[start + at] ?? 0];
      if (location !== other.locations[theirs.stackLocations[otherStart + at] ?? 0]) return false;
    }
    return true;
  }

  private labelNumber(row: number): number {
    const { samples, strings } = this.profile;
    const { labels, labelOffsets } = samples;
    const end = labelOffsets[row + 1] ?? 0;
    const texts: string[] = [];
    for (let at = labelOffsets[row] ?? 0; at < end; at += 1) {
      const text = labels.strings[at] ?? 0;
      const value = text === 0 ? String(labels.numbers[at] ?? 0) : strings.at(text);
      const unit = strings.at(labels.units[at] ?? 0);
      texts.push(JSON.stringify([text === 0, strings.at(labels.keys[at] ?? 0), value, unit]));
    }
    return this.names.of(`labels ${texts.sort().join(' ')}`);
  }
}

function functionKey({ functions, strings }: Profile, row: number): string {
  const text = (column: Uint32Array) => strings.at(column[row] ?? 0);
  const { names, systemNames, files, startLines } = functions;
  return `function ${JSON.stringify([text(names), text(systemNames), text(files), startLines[row]])}`;
}

/** Addresses count from the start of the binary, which address randomisation moves. */
function locationKey(profile: Profile, row: number, functions: readonly number[]): string {
  const { locations } = profile;
  const mapping = profile.mappings[(locations.mappings[row] ?? 0) - 1];
  const address = BigInt.asUintN(64, (locations.addresses[row] ?? 0n) - (mapping?.memoryStart ?? 0n));
  let key = `location ${mappingKey(profile, locations.mappings[row] ?? 0)} ${String(address)}`;
  const end = locations.lineOffsets[row + 1] ?? 0;
  for (let line = locations.lineOffsets[row] ?? 0; line < end; line += 1) {
    key += ` ${String(functions[locations.lineFunctions[line] ?? 0])}:${String(locations.lineNumbers[line])}`;
  }
  return key;
}

/** Sizes are compared in whole pages. A profile without any binary is taken to be of one without a name. */
function mappingKey(profile: Profile, number: number): string {
  const mapping = profile.mappings[number - 1];
  if (mapping === undefined) return profile.mappings.length === 0 ? '0,0,""' : 'none';
  const pageBytes = 0x1000n;
  const pages = (mapping.memoryLimit - mapping.memoryStart + pageBytes - 1n) / pageBytes;
  const file = mapping.buildId === '' ? mapping.file : mapping.buildId;
  return `${String(pages)},${String(mapping.fileOffset)},${JSON.stringify(file)}`;
}
