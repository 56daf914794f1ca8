import { LeakLensError } from '../../../shared/model/errors';
import type { CollectedProcess } from '../../../shared/ports/runtime/nodeLooks';
import type { Asks } from './ask';
import { findProcess } from './findProcess';
import { lookAtProcesses } from './lookAtProcesses';

/**
 * Collects the garbage of some processes now, one after the other, and says what each had before and after. It is more than a read: whoever
 * calls this has asked a person. @throws LeakLensError
 */
export async function collectNow(
  ask: Asks,
  names: readonly string[],
  subject: string,
): Promise<readonly CollectedProcess[]> {
  const collected: CollectedProcess[] = [];
  for (const name of names) collected.push(await collectOne(ask, name, subject));
  return collected;
}

/** The same of one. @throws LeakLensError */
export async function collectOne(ask: Asks, name: string, subject: string): Promise<CollectedProcess> {
  const pid = await findProcess(ask, name, subject);
  const [before] = await lookAtProcesses(ask, [pid]);
  if (before === undefined) throw new LeakLensError({ kind: 'not-found', subject, detail: `${name} has ended` });
  await ask.call('erlang', 'garbage_collect', pid);
  const [after] = await lookAtProcesses(ask, [pid]);
  return { before, after: after ?? null };
}
