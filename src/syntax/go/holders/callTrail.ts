import type { Declaration, FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import type { GoNode } from '../tree/goNode';
import type { Kept } from './kept';

/** What a call needs of the trail that has come to it. */
export interface CallTrail {
  readonly goPackage: GoPackage;
  keep(kept: Omit<Kept, 'guessed'>): void;
  follow(node: GoNode, index?: number): void;
  guessing(follow: () => void): void;
  entered(unit: FunctionUnit, at: number): void;
  uses(declaration: Declaration): void;
  deferred(statement: GoNode, call: GoNode): void;
  put(target: GoNode, about: Pick<Kept, 'kind' | 'at'>): void;
}
