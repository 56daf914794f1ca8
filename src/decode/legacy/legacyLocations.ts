import type { FunctionColumns, LocationColumns, Mapping } from '../../shared/profile';
import type { Int64 } from '../int64';
import { AddressTable } from './addressTable';
import type { LegacyStrings } from './legacyStrings';
import { MappingLookup } from './mappingLookup';

/** More than a text below the cap of the decoder can name; two indices then make one exact number. */
const maxStrings = 2 ** 26;

/** A function and line that stand at an address. */
export interface LegacyLine {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Locations by address, in the order in which samples first name them, and the functions that symbols give them. */
export class LegacyLocations {
  private readonly strings: LegacyStrings;
  private readonly addresses = new AddressTable();
  /** Number of the symbol of an address; its lines stand between `symbolOffsets` of it and of the next. */
  private readonly symbols = new Map<Int64, number>();
  private readonly symbolOffsets = [0];
  private readonly symbolFunctions: number[] = [];
  private readonly symbolLines: number[] = [];
  private readonly functionRows = new Map<number, number>();
  private readonly functionNames: number[] = [];
  private readonly functionFiles: number[] = [];

  constructor(strings: LegacyStrings) {
    this.strings = strings;
  }

  rowOf(address: Int64): number {
    return this.addresses.rowOf(address);
  }

  has(address: Int64): boolean {
    return this.addresses.has(address);
  }

  isSymbolised(address: Int64): boolean {
    return this.symbols.has(address);
  }

  /** Names an address: innermost inlined call first. */
  symbolise(address: Int64, lines: readonly LegacyLine[]): void {
    this.symbols.set(address, this.symbolOffsets.length - 1);
    for (const { name, file, line } of lines) {
      this.symbolFunctions.push(this.functionRow(name, file));
      this.symbolLines.push(line);
    }
    this.symbolOffsets.push(this.symbolFunctions.length);
  }

  /** `keepAddresses` is false for Java, whose addresses are only ids: pprof leaves them out of symbolised locations. */
  columns(
    map: readonly Mapping[],
    keepAddresses: boolean,
  ): { locations: LocationColumns; mappings: readonly Mapping[] } {
    const { count } = this.addresses;
    const lookup = new MappingLookup(map);
    const addresses = new BigUint64Array(count);
    const mappings = new Uint32Array(count);
    const lineOffsets = new Uint32Array(count + 1);
    const functions: number[] = [];
    const lines: number[] = [];
    for (let row = 0; row < count; row += 1) {
      const address = this.addresses.at(row);
      const symbol = this.symbols.get(address);
      if (keepAddresses || symbol === undefined) {
        addresses[row] = BigInt(address);
        mappings[row] = lookup.rowOf(address);
      }
      const end = symbol === undefined ? 0 : (this.symbolOffsets[symbol + 1] ?? 0);
      for (let at = symbol === undefined ? 0 : (this.symbolOffsets[symbol] ?? 0); at < end; at += 1) {
        functions.push(this.symbolFunctions[at] ?? 0);
        lines.push(this.symbolLines[at] ?? 0);
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
    const key = nameIndex * maxStrings + fileIndex;
    const known = this.functionRows.get(key);
    if (known !== undefined) return known;
    const row = this.functionNames.push(nameIndex) - 1;
    this.functionFiles.push(fileIndex);
    this.functionRows.set(key, row);
    return row;
  }
}
