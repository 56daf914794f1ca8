import type { AskedHolders } from '../model/askedHolders';
import type { Holder } from '../model/holder';
import type { TargetSource } from './sources/targetSource';

/** A profile of who holds what, as it was recorded. */
export interface RecordedHolders {
  /** Absolute; there until it is disposed of. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reads who holds the memory of processes. */
export interface HeldMemory {
  /** Whether the target may be a process of this machine. */
  isHere(source: TargetSource): boolean;
  /** Of the process that surely answers there. @throws LeakLensError `goref` */
  processOf(source: TargetSource): Promise<number>;
  /** On its heap; null where it does not tell. One read. */
  objectsOf(source: TargetSource, signal: AbortSignal): Promise<number | null>;
  /** @throws LeakLensError `goref` where the program that reads is not installed */
  requireProgram(): Promise<void>;
  /** The process stands still meanwhile. @throws LeakLensError `goref`, `cancelled` */
  record(pid: number, signal: AbortSignal): Promise<RecordedHolders>;
  /** What of it the source names as holders. @throws LeakLensError */
  look(recorded: RecordedHolders, holders: readonly Holder[]): Promise<Pick<AskedHolders, 'bytes' | 'seen'>>;
  /** Takes away what was recorded. */
  dispose(): void;
}
