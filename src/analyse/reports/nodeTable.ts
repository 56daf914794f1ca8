import type { Profile } from '../../shared/model/profile';
import { packagePath } from '../../shared/base/symbols/functionName';
import { baseName, reportedFile } from './cleanPath';
import { binaryOf, firstLineOf, type StackView } from './samples/stackView';
import { TripleInterner } from './samples/tripleInterner';
import { Symbols } from './symbols';
import { TextInterner } from './textInterner';

/**
 * What makes two frames one node of a report, as in pprof: the function's name (of whatever file), its name with file and
 * line, its file alone; or, for an annotated source, name, file and line, kept apart by binary and start line. By package is ours.
 */
export type NodeKey = 'function' | 'line' | 'file' | 'package' | 'source';

/** The nodes of each location, innermost inlined call first. Every location has at least one. */
export interface LocationNodes {
  /** `locations.count + 1` offsets into `nodes`. */
  readonly offsets: Uint32Array;
  readonly nodes: Uint32Array;
}

export interface NodeName {
  readonly function: string;
  /** False when the function has no name of its own, but one that stands for it. */
  readonly isNamed: boolean;
  readonly file: string;
  readonly line: number;
  /** Line of the `func` keyword, 0 when unknown; told only apart by key `source`. */
  readonly startLine: number;
}

/** Numbers the nodes of one or more profiles, by name, so that profiles can be compared. */
export class NodeTable {
  private readonly key: NodeKey;
  private readonly nodes = new TripleInterner();
  private readonly symbols = new Symbols();
  private readonly files = new TextInterner();
  /** The first file seen for a node that is keyed by function. */
  private readonly firstFiles: number[] = [];

  constructor(key: NodeKey) {
    this.key = key;
    this.files.intern('');
  }

  get count(): number {
    return this.nodes.count;
  }

  /**
   * Numbers all nodes of a profile's locations.
   *
   * @param wanted 1 for each location that is of interest: all others are one node without a name. Null for all.
   */
  locate(view: StackView, wanted: Uint8Array | null = null): LocationNodes {
    const { locations } = view.profile;
    const offsets = new Uint32Array(locations.count + 1);
    const nodes = new Uint32Array(locations.lineFunctions.length + locations.count);
    const functions = new FunctionNames(view.profile, this.key, this.symbols, this.files);
    const other = wanted === null ? 0 : this.unsymbolised('');
    let used = 0;
    for (let location = 0; location < locations.count; location += 1) {
      if (wanted !== null && wanted[location] !== 1) {
        nodes[used++] = other;
        offsets[location + 1] = used;
        continue;
      }
      const end = locations.lineOffsets[location + 1] ?? 0;
      const start = firstLineOf(view, location);
      if (start >= end) nodes[used++] = this.unsymbolised(binaryOf(view.profile, location));
      for (let line = start; line < end; line += 1) {
        const row = locations.lineFunctions[line] ?? 0;
        nodes[used++] = this.node(functions, row, location, locations.lineNumbers[line] ?? 0);
      }
      offsets[location + 1] = used;
    }
    return { offsets, nodes: nodes.slice(0, used) };
  }

  name(node: number): NodeName {
    const { name: text, startLine, binary } = this.symbols.parts(this.nodes.first[node] ?? 0);
    const ownFile = this.nodes.second[node] ?? 0;
    const file = this.files.text(this.key === 'function' ? (this.firstFiles[node] ?? 0) : ownFile);
    const isNamed = text !== '';
    const line = this.nodes.third[node] ?? 0;
    const isPlaced = ownFile !== 0 || line !== 0;
    const shown = isNamed || isPlaced ? text : nameless(binary);
    return { function: shown, isNamed, file, line, startLine };
  }

  private node(functions: FunctionNames, row: number, location: number, line: number): number {
    const file = functions.file(row);
    if (this.key === 'file') {
      return file === 0
        ? this.unsymbolised(functions.binary(location))
        : this.nodes.intern(functions.anySymbol, file, 0);
    }
    if (this.key === 'package') return this.nodes.intern(functions.packageSymbol(row, location), 0, 0);
    const symbol = functions.symbol(row, location);
    if (this.key !== 'function') return this.nodes.intern(symbol, file, line);
    const node = this.nodes.intern(symbol, 0, 0);
    if ((this.firstFiles[node] ?? 0) === 0) this.firstFiles[node] = file;
    return node;
  }

  private unsymbolised(binary: string): number {
    return this.nodes.intern(this.symbols.apart('', 0, binary), 0, 0);
  }
}

/** What pprof calls code of which it knows the binary at most. */
export function nameless(binary: string): string {
  return binary === '' ? '<unknown>' : `[${baseName(binary)}]`;
}

const unknown = 0xffffffff;

/** Symbols and files of a profile's functions, each looked up once. */
class FunctionNames {
  /** Stands for every name where names do not count. */
  readonly anySymbol: number;
  private readonly profile: Profile;
  private readonly key: NodeKey;
  private readonly symbols: Symbols;
  private readonly files: TextInterner;
  private readonly symbolRows: Uint32Array;
  private readonly fileRows: Uint32Array;

  constructor(profile: Profile, key: NodeKey, symbols: Symbols, files: TextInterner) {
    this.profile = profile;
    this.key = key;
    this.symbols = symbols;
    this.files = files;
    this.anySymbol = symbols.plain('');
    this.symbolRows = new Uint32Array(profile.functions.count).fill(unknown);
    this.fileRows = new Uint32Array(profile.functions.count).fill(unknown);
  }

  symbol(row: number, location: number): number {
    const known = this.symbolRows[row] ?? unknown;
    if (known !== unknown) return known;
    const { functions, strings } = this.profile;
    const name = strings.at(functions.names[row] ?? 0);
    // Without a name, and in a listing, pprof keeps functions apart by binary and start line.
    if (this.key === 'source' || name === '') {
      return this.symbols.apart(name, functions.startLines[row] ?? 0, this.binary(location));
    }
    return (this.symbolRows[row] = this.symbols.plain(name));
  }

  /** Code without packages, as C's, goes by its binary. */
  packageSymbol(row: number, location: number): number {
    const known = this.symbolRows[row] ?? unknown;
    if (known !== unknown) return known;
    const { functions, strings } = this.profile;
    const name = strings.at(functions.names[row] ?? 0);
    const path = packagePath(name);
    if (path === name) return this.symbols.plain(nameless(this.binary(location)));
    return (this.symbolRows[row] = this.symbols.plain(path));
  }

  binary(location: number): string {
    return binaryOf(this.profile, location);
  }

  file(row: number): number {
    const known = this.fileRows[row] ?? unknown;
    if (known !== unknown) return known;
    const { functions, strings } = this.profile;
    return (this.fileRows[row] = this.files.intern(reportedFile(strings.at(functions.files[row] ?? 0))));
  }
}
