import { channelKind } from '../package/channels';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { exitsOf, hasNoCondition, rangeClauseOf } from '../package/loops';

/** A loop that nothing in its body leaves, and that runs without a condition or over a channel that nobody closes. */
export function isEndless(goPackage: GoPackage, loop: GoNode): boolean {
  if (exitsOf(loop, goPackage.types).length > 0) return false;
  if (hasNoCondition(loop)) return true;
  const range = rangeClauseOf(loop);
  const operation = range === null ? null : goPackage.reader.operationAt(range);
  if (operation === null) return false;
  if (channelKind(goPackage, operation.operand) === 'timer') return true;
  const holding = goPackage.holding(operation.place);
  return (
    !goPackage.cut &&
    holding !== null &&
    !holding.open &&
    !holding.supplied &&
    operationsOf(holding, 'close').length === 0
  );
}
