import { isPid } from '../../../shared/base/symbols/erlangTerms';
import { LeakLensError } from '../../../shared/model/errors';
import { atom, charlist, type Pid, type Term } from '../../../shared/model/beam/term';
import { isNotOffered, type Asks } from './ask';

/** Processes by what a person calls them: a pid as a shell shows it, or a registered name. @throws LeakLensError `not-found` */
export async function findProcess(ask: Asks, who: string, subject: string): Promise<Pid> {
  const term = /^<\d+\.\d+\.\d+>$/.test(who) ? await pidOf(ask, who) : await ask.call('erlang', 'whereis', atom(who));
  if (isPid(term)) return term;
  throw new LeakLensError({ kind: 'not-found', subject, detail: `there is no process ${who}` });
}

/** A number that no process of the node can have is none. */
async function pidOf(ask: Asks, text: string): Promise<Term | undefined> {
  try {
    return await ask.call('erlang', 'list_to_pid', charlist(text));
  } catch (error) {
    if (isNotOffered(error)) return undefined;
    throw error;
  }
}
