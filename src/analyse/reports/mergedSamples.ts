import { addAmounts, toAmount, type Amount } from '../../shared/amount';
import type { Profile } from '../../shared/profile';
import { exactValue, type ReportPart } from './weights';

/**
 * Values of all samples of one or more profiles, samples of equal stack and labels added up, as pprof's Merge does before
 * it compares. Locations are equal when address within the binary, and all functions and lines, are.
 */
export function mergedAmounts(parts: readonly ReportPart[]): Iterable<Amount> {
  const names = new Numbers();
  const merged = new Map<string, Amount>();
  for (const part of parts) {
    const keys = new SampleKeys(part.view.profile, names);
    for (let row = 0; row < part.view.profile.samples.count; row += 1) {
      const value = exactValue(part.view.profile, row, part.sample);
      if (value === 0n) continue;
      const key = keys.of(row);
      merged.set(key, addAmounts(merged.get(key) ?? 0, toAmount(part.sign === 1 ? value : -value)));
    }
  }
  return merged.values();
}

/** A number for each text, the same in all profiles. */
class Numbers {
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

class SampleKeys {
  private readonly profile: Profile;
  private readonly names: Numbers;
  private readonly locations: Uint32Array;

  constructor(profile: Profile, names: Numbers) {
    this.profile = profile;
    this.names = names;
    const functions = Array.from({ length: profile.functions.count }, (_, row) => names.of(functionKey(profile, row)));
    this.locations = Uint32Array.from({ length: profile.locations.count }, (_, row) =>
      names.of(locationKey(profile, row, functions)),
    );
  }

  of(row: number): string {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[row + 1] ?? 0;
    let key = '';
    for (let at = stackOffsets[row] ?? 0; at < end; at += 1) {
      const location = this.locations[stackLocations[at] ?? 0] ?? 0;
      // Two characters a location: a stack is compared as text, which is what Map does well.
      key += String.fromCharCode(location & 0xffff, location >>> 16);
    }
    return `${key}|${this.labels(row)}`;
  }

  private labels(row: number): number {
    const { samples, strings } = this.profile;
    const { labels, labelOffsets } = samples;
    const end = labelOffsets[row + 1] ?? 0;
    const texts: string[] = [];
    for (let at = labelOffsets[row] ?? 0; at < end; at += 1) {
      const isText = labels.strings[at] !== 0;
      const value = isText ? strings.at(labels.strings[at] ?? 0) : String(labels.numbers[at] ?? 0);
      texts.push(
        `${isText ? 's' : 'n'}${strings.at(labels.keys[at] ?? 0)}\0${value}\0${strings.at(labels.units[at] ?? 0)}`,
      );
    }
    return this.names.of(texts.sort().join('\x01'));
  }
}

function functionKey({ functions, strings }: Profile, row: number): string {
  const text = (column: Uint32Array) => strings.at(column[row] ?? 0);
  const { names, systemNames, files, startLines } = functions;
  return [text(names), text(systemNames), text(files), String(startLines[row] ?? 0)].join('\0');
}

/** Addresses count from the start of the binary, which address randomisation moves. */
function locationKey(profile: Profile, row: number, functions: readonly number[]): string {
  const { locations } = profile;
  const mapping = profile.mappings[(locations.mappings[row] ?? 0) - 1];
  const address = (locations.addresses[row] ?? 0n) - (mapping?.memoryStart ?? 0n);
  const lines: string[] = [];
  const end = locations.lineOffsets[row + 1] ?? 0;
  for (let line = locations.lineOffsets[row] ?? 0; line < end; line += 1) {
    lines.push(`${String(functions[locations.lineFunctions[line] ?? 0])}:${String(locations.lineNumbers[line] ?? 0)}`);
  }
  return `${mappingKey(profile, locations.mappings[row] ?? 0)}|${String(BigInt.asUintN(64, address))}|${lines.join(',')}`;
}

/** Sizes are compared in whole pages. A profile without any binary is taken to be of one without a name. */
function mappingKey(profile: Profile, number: number): string {
  const mapping = profile.mappings[number - 1];
  if (mapping === undefined) return profile.mappings.length === 0 ? '0|0|' : 'none';
  const pageBytes = 0x1000n;
  const pages = (mapping.memoryLimit - mapping.memoryStart + pageBytes - 1n) / pageBytes;
  return `${String(pages)}|${String(mapping.fileOffset)}|${mapping.buildId === '' ? mapping.file : mapping.buildId}`;
}
