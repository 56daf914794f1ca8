import type { LeakPattern } from '../../../shared/model/go/goSource';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { exitsOf, hasNoCondition, loopsAround } from '../package/loops';
import { isProcessLong } from '../package/multiplicity';

/**
 * endless-sleep-loop: time.Sleep in a loop without a condition that nothing leaves, in a goroutine that is not started once
 * for the whole process.
 */
export function sleepPattern(goPackage: GoPackage, call: GoNode): LeakPattern | null {
  const endless = loopsAround(call).some((loop) => hasNoCondition(loop) && exitsOf(loop, goPackage.types).length === 0);
  return endless && !isProcessLong(goPackage, goPackage.sites.unitAround(call)) ? 'endless-sleep-loop' : null;
}
