import type { HolderKind } from '../../../shared/model/holder';
import type { GoNode } from '../tree/goNode';

/** A place where a value is put that outlives the function. */
export interface Kept {
  readonly kind: HolderKind;
  /** What keeps it, where that is an expression of the source. */
  readonly holder: GoNode | null;
  /** Where it has no expression: `time.AfterFunc`. */
  readonly name: string;
  /** The statement or call that puts it there. */
  readonly at: GoNode;
  /** A step on the way there is a guess: a method of an interface, of which some type's was taken. */
  readonly guessed: boolean;
}
