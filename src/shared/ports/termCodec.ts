import type { Term } from '../model/beam/term';

/** A term that was read, and where the next byte is. */
export interface ReadTerm {
  readonly term: Term;
  readonly end: number;
}

/** Erlang's external term format. */
export interface TermCodec {
  /**
   * The term that begins at `offset`. What bytes it holds are views of those given.
   * @param subject whose term it is, for the error
   * @throws LeakLensError `unreadable`, `cut-off`, `too-large` for more than an honest answer holds
   */
  read(bytes: Uint8Array, offset: number, subject: string): ReadTerm;
  /** As sent to a node. @throws RangeError for what no question of ours holds: a fraction, an improper list */
  write(term: Term): Uint8Array;
}
