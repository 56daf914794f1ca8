import type { FunctionColumns, LocationColumns, Mapping } from '../../shared/profile';
import type { Int64 } from '../int64';
import type { LegacyStrings } from './legacyStrings';
import { MappingLookup } from './mappingLookup';

/** A function and line that stand at an address. */
export interface LegacyLine {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Locations by address, in the order in which samples first name them, and the functions that symbols give them. */
export class LegacyLocations {
  private readonly strings: LegacyStrings;
  private readonly rows = new Map<Int64, number>();
  private readonly addresses: Int64[] = [];
  private readonly symbols = new Map<Int64, readonly [functionRow: number, line: number][]>();
  private readonly functionRows = new Map<string, number>();
  private readonly functionNames: number[] = [];
  private readonly functionFiles: number[] = [];

  constructor(strings: LegacyStrings) {
    this.strings = strings;
  }

  rowOf(address: Int64): number {
    const known = this.rows.get(address);
    if (known !== undefined) return known;
    const row = this.addresses.push(address) - 1;
    this.rows.set(address, row);
    return row;
  }

  has(address: Int64): boolean {
    return this.rows.has(address);
  }

  isSymbolised(address: Int64): boolean {
    return this.symbols.has(address);
  }

  /** Names an address: innermost inlined call first. */
  symbolise(address: Int64, lines: readonly LegacyLine[]): void {
    this.symbols.set(
      address,
      lines.map(({ name, file, line }) => [this.functionRow(name, file), line]),
    );
  }

  /** `keepAddresses` is false for Java, whose addresses are only ids: pprof leaves them out of symbolised locations. */
  columns(
    map: readonly Mapping[],
    keepAddresses: boolean,
  ): { locations: LocationColumns; mappings: readonly Mapping[] } {
    const count = this.addresses.length;
    const lookup = new MappingLookup(map);
    const addresses = new BigUint64Array(count);
    const mappings = new Uint32Array(count);
    const lineOffsets = new Uint32Array(count + 1);
    const functions: number[] = [];
    const lines: number[] = [];
    for (const [row, address] of this.addresses.entries()) {
      const symbols = this.symbols.get(address) ?? [];
      if (keepAddresses || symbols.length === 0) {
        addresses[row] = BigInt(address);
        mappings[row] = lookup.rowOf(address);
      }
      for (const [functionRow, line] of symbols) {
        functions.push(functionRow);
        lines.push(line);
      }
      lineOffsets[row + 1] = functions.length;
    }
    const lineFunctions = Uint32Array.from(functions);
    const locations = { count, addresses, mappings, lineOffsets, lineFunctions, lineNumbers: Float64Array.from(lines) };
    return { locations, mappings: lookup.table() };
  }

  functions(): FunctionColumns {
    const names = Uint32Array.from(this.functionNames);
    const count = names.length;
    const files = Uint32Array.from(this.functionFiles);
    return { count, names, systemNames: names, files, startLines: new Float64Array(count) };
  }

  private functionRow(name: string, file: string): number {
    const nameIndex = this.strings.indexOf(name);
    const fileIndex = this.strings.indexOf(file);
    const key = `${nameIndex} ${fileIndex}`;
    const known = this.functionRows.get(key);
    if (known !== undefined) return known;
    const row = this.functionNames.push(nameIndex) - 1;
    this.functionFiles.push(fileIndex);
    this.functionRows.set(key, row);
    return row;
  }
}
