import { atom, charlist, type Pid, type Term } from '../../../shared/model/beam/term';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import { LeakLensError } from '../../../shared/model/errors';
import { atomName, isPid, itemsOf } from '../../../shared/base/symbols/erlangTerms';
import { isNotOffered, type Asks } from './ask';
import { lookAtProcesses } from './lookAtProcesses';
import { Remembered } from './remembered';

/** What a node waits for another one, ms: it must not keep the round. */
const waitMillis = 2000;

/** A node that is asked by the one that let us in, which is connected with it anyway: no third connection is made, and no cookie is sent. */
class OtherNode implements Asks {
  readonly remembered = new Remembered();
  private readonly ask: Asks;
  private readonly node: string;

  constructor(ask: Asks, node: string) {
    this.ask = ask;
    this.node = node;
  }

  async call(module: string, name: string, ...args: readonly Term[]): Promise<Term> {
    const answer = await this.ask.call('rpc', 'call', atom(this.node), atom(module), atom(name), args, waitMillis);
    if (atomName(itemsOf(answer)[0]) !== 'badrpc') return answer;
    const detail = `${module}:${name}/${args.length}`;
    throw new LeakLensError({ kind: 'erlang', erlang: 'call-failed', subject: this.node, detail });
  }
}

/** The process at the other end of monitors, which is of another node: `<0.123.0> @ shop@host`, `ledger @ shop@host`. Null where it is gone, or that node does not say. */
export async function lookAtOtherNode(ask: Asks, end: string): Promise<NodeProcess | null> {
  const [, who = '', where = ''] = /^(.+?) @ (.+)$/s.exec(end) ?? [];
  if (where === '') return null;
  const node = new OtherNode(ask, where);
  try {
    const pid = await pidOf(node, who);
    const [process = null] = pid === null ? [] : await lookAtProcesses(node, [pid]);
    return process;
  } catch (error) {
    if (isNotOffered(error)) return null;
    throw error;
  }
}

async function pidOf(node: Asks, who: string): Promise<Pid | null> {
  const term = who.startsWith('<')
    ? await node.call('erlang', 'list_to_pid', charlist(who))
    : await node.call('erlang', 'whereis', atom(who));
  return isPid(term) ? term : null;
}
