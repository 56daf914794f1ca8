import type { Declaration, FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import type { GoNode } from '../tree/goNode';
import type { Border } from './border';
import type { Kept } from './kept';

/** What a call needs of the trail that has come to it. */
export interface CallTrail {
  readonly goPackage: GoPackage;
  /** What was found so far. */
  readonly kept: readonly Kept[];
  /** Where it leaves what was read. */
  readonly border: Border;
  keep(kept: Omit<Kept, 'guessed'>): void;
  follow(node: GoNode, index?: number): void;
  guessing(follow: () => void): void;
  entered(unit: FunctionUnit, at: number): void;
  uses(declaration: Declaration): void;
  deferred(statement: GoNode, call: GoNode): void;
  put(target: GoNode, about: Pick<Kept, 'kind' | 'at'>): void;
}
