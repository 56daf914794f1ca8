/**
 * What a heap dump of Go's (runtime/debug.WriteHeapDump) says of who points to what, without any contents: they are secrets, and dropped
 * while they are read. Objects are known by their row; `noObject` is a pointer that leads to none.
 */
export interface HeapDump {
  /** `go1.26.8` */
  readonly goVersion: string;
  /** False where the file ends before the dump does: what comes first in it is there. */
  readonly isWhole: boolean;
  readonly objects: HeapObjects;
  /** The data of the program and its variables without an initial value, as the linker laid them out. */
  readonly segments: readonly DumpSegment[];
  readonly goroutines: readonly DumpGoroutine[];
  readonly finalizers: readonly DumpFinalizer[];
  /** What else the runtime calls a root. */
  readonly otherRoots: readonly { readonly description: string; readonly target: number }[];
  /** Who allocated what was sampled: the stack of each, innermost first. */
  readonly sites: readonly (readonly AllocationFrame[])[];
  readonly samples: { readonly objects: Uint32Array; readonly sites: Uint32Array };
}

export const noObject = 0xffff_ffff;

/** In columns: a gigabyte holds millions. */
export interface HeapObjects {
  readonly count: number;
  /** Of the slot that the object lies in, in words of 8 bytes. */
  readonly words: Uint32Array;
  /** `count + 1` offsets into `targets`. */
  readonly offsets: Uint32Array;
  /** Rows of what it points to; `noObject` where a pointer leads to none. */
  readonly targets: Uint32Array;
  /** Those that may begin with the address of a function, as closures do, and that address. */
  readonly closures: { readonly objects: Uint32Array; readonly code: Float64Array };
}

export interface DumpSegment {
  readonly kind: 'data' | 'bss';
  /** Its address in the process. */
  readonly start: number;
  /** In bytes. */
  readonly size: number;
  /** Offsets of its pointers in bytes, and the rows of what they lead to. */
  readonly slots: readonly number[];
  readonly targets: readonly number[];
  /** Pointers to the program's own data. */
  readonly links: readonly { readonly offset: number; readonly address: number }[];
}

export interface DumpGoroutine {
  readonly id: number;
  /** True for those of the runtime. */
  readonly isSystem: boolean;
  /** What it waits for, in the runtime's words: `chan receive`. */
  readonly reason: string;
  /** Innermost first. */
  readonly frames: readonly DumpFrame[];
}

export interface DumpFrame {
  /** `main.(*server).serve` */
  readonly function: string;
  readonly targets: readonly number[];
}

export interface DumpFinalizer {
  /** True for one whose turn has come: then it keeps the object itself as well. */
  readonly isQueued: boolean;
  readonly object: number;
  /** The closure, where it is one. */
  readonly closure: number;
  /** Address of its function. */
  readonly code: number;
}

export interface AllocationFrame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** Reads a part of a file. @returns how many bytes there were; 0 at its end */
export type ReadPart = (into: Uint8Array, position: number) => number;
