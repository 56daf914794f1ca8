import type { Declaration } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import type { Operation, OperationKind } from '../package/operations';
import { above, contains, functionTypes } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { Kept } from './kept';

/** Locks are waited for a moment only, as a rule. */
const waits: readonly OperationKind[] = ['send', 'receive', 'range', 'wait'];

/**
 * A variable that a function uses again after it has waited: as long as it waits, its stack keeps the value. The compiler lets go of variables that are not used any more.
 */
export function keptOnStack(
  goPackage: GoPackage,
  statement: GoNode,
  variables: ReadonlySet<Declaration>,
): readonly Kept[] {
  const own = above(statement, ...functionTypes);
  for (const variable of variables) {
    const around = above(variable.node, ...functionTypes);
    if (around === null || around !== own) continue;
    const wait = goPackage.operations.find((one) => isWaitedAt(one, variable, around));
    if (wait !== undefined) return [{ kind: 'stack', holder: variable.node, name: '', at: wait.node, guessed: false }];
  }
  return [];
}

function isWaitedAt({ kind, node }: Operation, { node: declared, uses }: Declaration, around: GoNode): boolean {
  if (!waits.includes(kind) || node.file !== declared.file) return false;
  if (above(node, ...functionTypes) !== around || node.start < declared.start) return false;
  const loop = above(node, 'for_statement', ...functionTypes);
  return uses.some((use) => use.start > node.end || (loop?.type === 'for_statement' && contains(loop, use)));
}
