/**
 * A decoded pprof profile, in columns: typed arrays for what is many, objects for what is few. See ARCHITECTURE.md,
 * "Profile, in memory", for the figures behind this shape.
 *
 * Ids of the message are normalised at the door: everything here refers to rows by 0-based index.
 */
export interface Profile {
  /** One per value column; a count column comes first by convention. */
  readonly sampleTypes: readonly ValueType[];
  /** Index into `sampleTypes`: the named default, else the last (pprof's rule); -1 when there are none. */
  readonly defaultSampleType: number;
  /** What is sampled, e.g. space/bytes; null when the profile does not say. */
  readonly periodType: ValueType | null;
  /** Events between samples, in units of `periodType` (heap: 524288 bytes). */
  readonly period: number;
  /** Collection time, ns since 1970; 0n when unknown. */
  readonly timeNanos: bigint;
  /** 0n for a snapshot, else the length of the recording. */
  readonly durationNanos: bigint;
  readonly samples: SampleColumns;
  readonly locations: LocationColumns;
  readonly functions: FunctionColumns;
  readonly mappings: readonly Mapping[];
  readonly strings: StringTable;
  readonly comments: readonly string[];
  readonly docUrl: string;
  /** Regular expressions of pprof's frame dropping, matched against whole function names; empty when absent. */
  readonly dropFrames: string;
  readonly keepFrames: string;
}

export interface ValueType {
  /** e.g. inuse_space */
  readonly type: string;
  /** e.g. bytes */
  readonly unit: string;
}

export interface SampleColumns {
  readonly count: number;
  /** Row-major, `count * sampleTypes.length`. Beyond ±2^53 the nearest double; then `wideValues` has the exact one. */
  readonly values: Float64Array;
  /** Exact values by index into `values`, only for those that a double cannot hold. Usually empty. */
  readonly wideValues: ReadonlyMap<number, bigint>;
  /** `count + 1` offsets into `stackLocations`. */
  readonly stackOffsets: Uint32Array;
  /** Location rows, leaf first. Nearly all of a large profile: 16 bits where they suffice. */
  readonly stackLocations: Uint16Array | Uint32Array;
  /** `count + 1` offsets into the label columns. */
  readonly labelOffsets: Uint32Array;
  readonly labels: LabelColumns;
}

/** Labels of all samples, one row a label. A label is a string when `strings` is not 0, else a number. */
export interface LabelColumns {
  /** String table index of the key. */
  readonly keys: Uint32Array;
  /** String table index of the text, 0 for a numeric label. */
  readonly strings: Uint32Array;
  readonly numbers: Float64Array;
  /** String table index of the unit, 0 when absent. */
  readonly units: Uint32Array;
}

export interface LocationColumns {
  readonly count: number;
  readonly addresses: BigUint64Array;
  /** Row in `mappings` plus one; 0 when the location has no mapping. */
  readonly mappings: Uint32Array;
  /** `count + 1` offsets into the line columns; an unsymbolised location has no line. */
  readonly lineOffsets: Uint32Array;
  /** Function rows; the first line of a location is the innermost inlined callee, the last the physical function. */
  readonly lineFunctions: Uint32Array;
  readonly lineNumbers: Float64Array;
}

export interface FunctionColumns {
  readonly count: number;
  /** String table indices. */
  readonly names: Uint32Array;
  readonly systemNames: Uint32Array;
  readonly files: Uint32Array;
  /** Line of the `func` keyword; 0 when unknown (Go before 1.20). */
  readonly startLines: Float64Array;
}

export interface Mapping {
  readonly memoryStart: bigint;
  readonly memoryLimit: bigint;
  readonly fileOffset: bigint;
  readonly file: string;
  readonly buildId: string;
}

/** Strings decoded on demand from the original bytes (invalid UTF-8 becomes U+FFFD), and remembered. */
export interface StringTable {
  readonly count: number;
  /** The empty string for an index outside the table. */
  at(index: number): string;
}
