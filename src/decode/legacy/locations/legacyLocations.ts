import type { LocationColumns, Mapping, Profile } from '../../../shared/model/profile';
import type { Int64 } from '../../base/int64';
import { AddressTable } from './addressTable';
import { LegacyFunctions } from './legacyFunctions';
import type { LegacyStrings } from './legacyStrings';
import { MappingLookup } from './mappingLookup';

/** A function and line that stand at an address. */
export interface LegacyLine {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Locations by address, in the order in which samples first name them, with the symbols they are given. */
export class LegacyLocations {
  private readonly strings: LegacyStrings;
  private readonly addresses = new AddressTable();
  /** Number of the symbol of an address; its lines stand between `symbolOffsets` of it and of the next. */
  private readonly symbols = new Map<Int64, number>();
  private readonly symbolOffsets = [0];
  /** String indices. */
  private readonly symbolNames: number[] = [];
  private readonly symbolFiles: number[] = [];
  private readonly symbolLines: number[] = [];

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
      this.symbolNames.push(this.strings.indexOf(name));
      this.symbolFiles.push(this.strings.indexOf(file));
      this.symbolLines.push(line);
    }
    this.symbolOffsets.push(this.symbolNames.length);
  }

  /** `keepAddresses` is false for Java, whose addresses are only ids: pprof leaves them out of symbolised locations. */
  columns(map: readonly Mapping[], keepAddresses: boolean): Pick<Profile, 'locations' | 'functions' | 'mappings'> {
    const { count } = this.addresses;
    const lookup = new MappingLookup(map);
    const addresses = new BigUint64Array(count);
    const mappings = new Uint32Array(count);
    for (let row = 0; row < count; row += 1) {
      const address = this.addresses.at(row);
      if (!keepAddresses && this.symbols.has(address)) continue;
      addresses[row] = BigInt(address);
      mappings[row] = lookup.rowOf(address);
    }
    const functions = new LegacyFunctions();
    const lines = this.lineColumns(functions);
    const locations = { count, addresses, mappings, ...lines };
    return { locations, functions: functions.columns(), mappings: lookup.table() };
  }

  private lineColumns(
    functions: LegacyFunctions,
  ): Pick<LocationColumns, 'lineOffsets' | 'lineFunctions' | 'lineNumbers'> {
    const lineOffsets = new Uint32Array(this.addresses.count + 1);
    const lineFunctions: number[] = [];
    const lineNumbers: number[] = [];
    for (let row = 0; row < this.addresses.count; row += 1) {
      const symbol = this.symbols.get(this.addresses.at(row)) ?? -1;
      const end = this.symbolOffsets[symbol + 1] ?? 0;
      for (let at = this.symbolOffsets[symbol] ?? end; at < end; at += 1) {
        lineFunctions.push(functions.rowOf(this.symbolNames[at] ?? 0, this.symbolFiles[at] ?? 0));
        lineNumbers.push(this.symbolLines[at] ?? 0);
      }
      lineOffsets[row + 1] = lineFunctions.length;
    }
    return {
      lineOffsets,
      lineFunctions: Uint32Array.from(lineFunctions),
      lineNumbers: Float64Array.from(lineNumbers),
    };
  }
}
