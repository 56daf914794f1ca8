import { fun, type Pid } from '../../../shared/model/beam/term';
import type { FunctionName } from '../../../shared/model/beam/nodeProcess';
import { listOf } from '../../../shared/base/symbols/erlangTerms';
import { isNotOffered, type Asks } from './ask';
import { functionOf } from './functionOf';

/** What proc_lib was asked to start, where that started it: else every server of OTP would begin in proc_lib. @throws LeakLensError */
export async function initialCalls(ask: Asks, pids: readonly Pid[]): Promise<readonly (FunctionName | null)[]> {
  try {
    const answer = await ask.call('lists', 'map', fun('proc_lib', 'translate_initial_call', 1), pids);
    return listOf(answer).map((call) => {
      const found = functionOf(call);
      // What it says of a process that it did not start.
      return found?.module === 'proc_lib' && found.name === 'init_p' ? null : found;
    });
  } catch (error) {
    if (isNotOffered(error)) return [];
    throw error;
  }
}
