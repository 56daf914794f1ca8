import type { LeakPattern } from '../../../shared/model/go/goSource';
import { channelKind, contextOf, contextState, isClosedWorld } from '../package/channels';
import { bare } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';
import { exitsOf, loopsAround } from '../package/loops';
import { isProcessLong } from '../package/multiplicity';
import type { Operation } from '../package/operations';
import { isNilChannel } from './nilChannel';

/**
 * Names what keeps a plain receive or a range waiting. For channels: no code out of sight has the channel, and the package
 * was read whole.
 * - forgotten-cancel: a wait on ctx.Done() where every context that flows there is Background or has a cancel function that
 *   is dropped or never called, and at least one is such.
 * - unstopped-ticker: an endless loop on a ticker that nothing leaves, in a goroutine that is not started once for the whole process.
 * - nil-channel: nothing ever flows into the channel's variable.
 * - range-never-closed: a range, and the package has no close; except in a goroutine that is started once for the process.
 * - no-other-end: the package has no send and no close on it.
 */
export function receivePattern(goPackage: GoPackage, operation: Operation): LeakPattern | null {
  const kind = channelKind(goPackage, operation.operand);
  if (kind === 'context') {
    const context = contextOf(goPackage, bare(operation.operand));
    return context !== null && contextState(goPackage, context) === 'forgotten' ? 'forgotten-cancel' : null;
  }
  if (kind === 'timer') return isUnstoppedLoop(goPackage, operation) ? 'unstopped-ticker' : null;
  const holding = goPackage.holding(operation.place);
  return holding === null ? null : channelPattern(goPackage, holding, operation);
}

function channelPattern(goPackage: GoPackage, holding: Holding, operation: Operation): LeakPattern | null {
  if (isNilChannel(goPackage, holding)) return 'nil-channel';
  if (!isClosedWorld(goPackage, holding) || operationsOf(holding, 'close').length > 0) return null;
  if (operationsOf(holding, 'send').length === 0) return 'no-other-end';
  if (operation.kind !== 'range' || isProcessLong(goPackage, operation.unit)) return null;
  // Whatever else leaves the loop comes with a value, and the next one may never come.
  return 'range-never-closed';
}

/** A goroutine that only its ticker moves and that nothing ends. */
function isUnstoppedLoop(goPackage: GoPackage, operation: Operation): boolean {
  const loop = loopsAround(operation.node)[0];
  if (loop === undefined || exitsOf(loop, goPackage.types).length > 0) return false;
  const endless = operation.kind === 'range' || loop.children.every(({ type }) => type === 'block');
  return endless && !isProcessLong(goPackage, operation.unit);
}
