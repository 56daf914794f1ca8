import type { WayOut } from '../../../shared/model/go/goSource';
import { channelKind, contextOf, contextState, endsByItself, forgottenCalls, isClosedWorld } from '../package/channels';
import { bare } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import type { Wait } from './findWait';
import type { Operation } from '../package/operations';

/** How a wait can end by itself, each way once. */
export function waysOutOf(goPackage: GoPackage, wait: Wait): readonly WayOut[] {
  const operations = wait.kind === 'select' ? wait.cases : wait.kind === 'operation' ? [wait.operation] : [];
  const ways = operations.flatMap((operation) => wayOut(goPackage, operation) ?? []);
  return [...new Set(ways)];
}

/** `null` is the default case. */
export function wayOut(goPackage: GoPackage, operation: Operation | null): WayOut | null {
  if (operation === null) return 'default';
  if (operation.kind !== 'receive' && operation.kind !== 'range') return null;
  switch (channelKind(goPackage, operation.operand)) {
    case 'context':
      return contextCanEnd(goPackage, operation.operand) ? 'context' : null;
    case 'timer':
      return 'timer';
    case 'channel':
      return isClosed(goPackage, operation) ? 'closed-channel' : null;
  }
}

/** False only when all that flows there is Background, or a context whose cancel nobody calls and that no time ends. */
function contextCanEnd(goPackage: GoPackage, done: GoNode): boolean {
  const context = contextOf(goPackage, bare(done));
  if (context === null) return true;
  const state = contextState(goPackage, context);
  if (state === 'live') return true;
  return state === 'forgotten' && forgottenCalls(goPackage, context).some((call) => endsByItself(goPackage, call));
}

export function isClosed(goPackage: GoPackage, operation: Operation): boolean {
  const holding = goPackage.holding(operation.place);
  return holding !== null && operationsOf(holding, 'close').length > 0;
}

/** True when nobody can ever be at the other end of this case: no code out of sight has the channel, and the package has nothing there. */
export function isDead(goPackage: GoPackage, operation: Operation): boolean {
  const kind = channelKind(goPackage, operation.operand);
  if (kind === 'context') return !contextCanEnd(goPackage, operation.operand);
  const holding = kind === 'timer' ? null : goPackage.holding(operation.place);
  if (holding === null || !isClosedWorld(goPackage, holding)) return false;
  const others =
    operation.kind === 'send' ? operationsOf(holding, 'receive', 'range') : operationsOf(holding, 'send', 'close');
  return others.length === 0;
}
