import type { HolderPlace } from '../holder';
import type { AllocationFrame } from './heapDump';

/** What the linker says of the program that a dump is of. Sorted by address, in the addresses of the file. */
export interface ProgramSymbols {
  readonly variables: readonly ProgramSymbol[];
  readonly functions: readonly ProgramSymbol[];
}

export interface ProgramSymbol {
  readonly name: string;
  readonly address: number;
  /** In bytes; 0 where it is not told. */
  readonly size: number;
}

/** Why variables have names, or have none. */
export type DumpNames =
  | 'known'
  /** No program was given, and none beside the dump is the one that wrote it. */
  | 'no-program'
  /** The program is another build than the one that wrote the dump. */
  | 'other-program'
  /** The program has no table of symbols (-ldflags=-s). */
  | 'stripped'
  /** Go is not on this machine, which reads the table of symbols. */
  | 'no-go';

/** Who holds the memory of a dump. */
export interface DumpHolders {
  readonly goVersion: string;
  /** False where the file is cut off. */
  readonly isWhole: boolean;
  readonly names: DumpNames;
  /** All that some root leads to. */
  readonly held: HeldAmount;
  /** What none leads to: garbage that is not collected yet, and what only a cleanup (runtime.AddCleanup) holds. */
  readonly unreached: HeldAmount;
  /** Most bytes first. */
  readonly holders: readonly DumpHolder[];
}

export interface HeldAmount {
  readonly objects: number;
  readonly bytes: number;
}

export type DumpHolderKind = 'variable' | 'goroutine' | 'finalizer' | 'runtime';

/** What would be free if it let go; several of one kind, where each of them alone would do. */
export interface DumpHolder extends HeldAmount {
  readonly kind: DumpHolderKind;
  /** `main.sessions`, the innermost function of `path`, `0x5a1cc0` of a variable whose name nobody knows; empty for finalizers without a name. */
  readonly name: string;
  /** Functions of the stack down to it, outermost first; the variable alone. */
  readonly path: readonly string[];
  /** Others that hold the same; at most three. */
  readonly others: readonly string[];
  /** Goroutines that are there; 0 for all that is none. */
  readonly goroutines: number;
  /** What most of them wait for: `chan receive`; empty for what is none. */
  readonly waitsFor: string;
  readonly parts: readonly HeldPart[];
}

/** What a holder holds in one way. */
export interface HeldPart extends HeldAmount {
  /** Objects that a large share hangs on, outermost first: who made each, or the function that a closure is of. */
  readonly through: readonly AllocationFrame[];
  /** Who made it; null where no sample tells. */
  readonly made: AllocationFrame | null;
}

/** A holder with the line on which it is declared. */
export interface PlacedHolder extends DumpHolder {
  readonly place: HolderPlace | null;
}
