import type { LeakPattern } from '../../../shared/model/go/goSource';
import { channelKind, contextOf, contextState } from '../package/channels';
import { above, bare, contains } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { exitsOf, hasNoCondition, loopsAround } from '../package/loops';
import { isProcessLong } from '../package/multiplicity';
import type { Operation } from '../package/operations';
import { isDead, wayOut } from '../waits/waysOut';

/**
 * Names what keeps a select with several cases waiting, or turning for ever.
 * - empty-select: it has no cases, and does not keep the main goroutine alive.
 * - forgotten-cancel: a case on a context that nobody cancels, every other case is dead or a ticker of an endless loop.
 * - no-other-end: every case is on a channel that nobody else can be at.
 * - unstopped-ticker: an endless loop that no case leaves, with a ticker, and every other case dead.
 * - no-way-out: an endless loop; the cases that leave it, at least one, are all on channels that nobody sends to or closes,
 *   and no context, default or closed channel is among the cases.
 */
export function selectPattern(
  goPackage: GoPackage,
  select: GoNode,
  cases: readonly (Operation | null)[],
): LeakPattern | null {
  const unit = goPackage.sites.unitAround(select);
  if (isProcessLong(goPackage, unit)) return null;
  if (cases.length === 0) return 'empty-select';
  const operations = cases.flatMap((operation) => operation ?? []);
  if (operations.length < cases.length) return null;
  const others = operations.filter((operation) => !isForgotten(goPackage, operation));
  const quiet = others.every((operation) => isDead(goPackage, operation) || wayOut(goPackage, operation) === 'timer');
  const timers = others.filter((operation) => wayOut(goPackage, operation) === 'timer');
  const loop = loopsAround(select)[0];
  const turning = loop !== undefined && hasNoCondition(loop);
  if (others.length < operations.length && quiet && (timers.length === 0 || turning)) return 'forgotten-cancel';
  if (operations.every((operation) => isDead(goPackage, operation))) return 'no-other-end';
  if (!turning) return null;
  return loopPattern(goPackage, loop, { operations, quiet, ticks: timers.length > 0 });
}

interface Turning {
  readonly operations: readonly Operation[];
  readonly quiet: boolean;
  readonly ticks: boolean;
}

function loopPattern(goPackage: GoPackage, loop: GoNode, { operations, quiet, ticks }: Turning): LeakPattern | null {
  const exits = exitsOf(loop, goPackage.types);
  if (exits.length === 0) return quiet && ticks ? 'unstopped-ticker' : null;
  const leaving = operations.filter(({ node }) => {
    const own = above(node, 'communication_case');
    return own !== null && exits.some((exit) => contains(own, exit));
  });
  const everyExitIsACase = exits.every((exit) =>
    leaving.some(({ node }) => contains(above(node, 'communication_case') ?? node, exit)),
  );
  if (!everyExitIsACase || !leaving.every((operation) => isDead(goPackage, operation))) return null;
  const alive = operations.some((operation) => {
    const way = wayOut(goPackage, operation);
    return way === 'context' || way === 'closed-channel';
  });
  return alive ? null : 'no-way-out';
}

function isForgotten(goPackage: GoPackage, operation: Operation): boolean {
  if (channelKind(goPackage, operation.operand) !== 'context') return false;
  const context = contextOf(goPackage, bare(operation.operand));
  return context !== null && contextState(goPackage, context) === 'forgotten';
}
