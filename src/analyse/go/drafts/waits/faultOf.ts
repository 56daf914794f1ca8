import { clientFault } from '../../history/clientConnections';
import type { WaitCount } from '../../history/goroutineReading';
import type { ProcessHistory } from '../../history/history';

/** How far calls of the program's own that nobody ends explain what waits in the standard library; 0 for none. */
export function faultOf({ reading }: ProcessHistory, { ref, kind, count }: WaitCount): number {
  if (ref.owner !== 'standard') return 0;
  return clientFault({ function: ref.site.function, kind }, { count, calls: reading?.calls ?? 0 });
}
