import type { LeakPattern } from '../../../shared/model/go/goSource';
import type { SourceFix } from '../../../shared/model/sourceFix';
import type { Wait } from '../waits/findWait';
import type { GoPackage } from '../package/goPackage';
import type { Operation } from '../package/operations';
import { bufferChannel } from './bufferChannel';
import { deferCancel, deferStop, deferUnlock } from './deferCall';

/** Changes that are certain; none where the package was not read whole or does not parse. */
export function fixesFor(goPackage: GoPackage, wait: Wait, pattern: LeakPattern | null): readonly SourceFix[] {
  if (!goPackage.complete || wait.kind === 'call' || wait.kind === 'sleep') return [];
  const buffered = pattern === null ? null : bufferChannel(goPackage, wait, pattern);
  const operations = wait.kind === 'select' ? wait.cases : [wait.operation];
  const deferred = operations.flatMap((operation) => (operation === null ? [] : deferredFixes(goPackage, operation)));
  return buffered === null ? deferred : [buffered, ...deferred];
}

function deferredFixes(goPackage: GoPackage, operation: Operation): readonly SourceFix[] {
  switch (operation.kind) {
    case 'receive':
    case 'range':
      return [deferCancel(goPackage, operation), deferStop(goPackage, operation)].flatMap((fix) => fix ?? []);
    case 'lock':
    case 'read-lock': {
      const fix = deferUnlock(goPackage, operation);
      return fix === null ? [] : [fix];
    }
    default:
      return [];
  }
}
