import type { LeakPattern } from '../../../shared/model/go/goSource';
import { channelKind } from '../package/channels';
import type { Wait } from '../waits/findWait';
import type { GoPackage } from '../package/goPackage';
import { callPattern } from './callPattern';
import { receivePattern } from './receivePattern';
import { selectPattern } from './selectPattern';
import { sendPattern } from './sendPattern';
import { sleepPattern } from './sleepPattern';
import { conditionPattern, groupPattern } from './groupPattern';
import { lockPattern } from './lockPattern';

/** The known mistake behind a wait. Null wherever a precondition is not certain: a wrong name is worse than none. */
export function patternOf(goPackage: GoPackage, wait: Wait): LeakPattern | null {
  if (goPackage.cut) return null;
  if (wait.kind === 'sleep') return sleepPattern(goPackage, wait.node);
  if (wait.kind === 'select') return selectPattern(goPackage, wait.node, wait.cases);
  if (wait.kind === 'call') return callPattern(goPackage, wait.node);
  const { operation } = wait;
  switch (operation.kind) {
    case 'send':
      return channelKind(goPackage, operation.operand) === 'channel' ? sendPattern(goPackage, operation) : null;
    case 'receive':
    case 'range':
      return receivePattern(goPackage, operation);
    case 'lock':
    case 'read-lock':
      return lockPattern(goPackage, operation);
    case 'wait':
      return groupPattern(goPackage, operation) ?? conditionPattern(goPackage, operation);
    default:
      return null;
  }
}
