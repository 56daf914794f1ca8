import { atom } from '../../../shared/model/beam/term';
import { numberOf } from '../../../shared/base/symbols/erlangTerms';
import type { Measure } from '../../../shared/model/beam/measure';
import type { Asker } from '../questions/ask';
import type { ProcessSweep } from '../questions/sweepProcesses';

/**
 * What timers of the runtime take: they are counted with the memory of processes, and belong to none (erts: erl_hl_timer.c; measured on OTP
 * 25: 152 bytes for a timer, 440 with a message of ten numbers; monitors count for the processes themselves). Two looks, before the processes
 * are asked and after that, so that what came and went meanwhile is not taken for growth.
 */
export class TimerMeasure {
  private before = 0;
  private last = 0;

  async begin(ask: Asker): Promise<void> {
    this.before = await used(ask);
  }

  async measure(ask: Asker, { memory, queue }: ProcessSweep): Promise<Measure> {
    const all = Math.min(this.before, await used(ask));
    const known = memory.reduce((sum, bytes) => sum + bytes, 0);
    const waiting = queue.reduce((sum, length) => sum + length, 0);
    // Messages that nobody has looked at yet belong to no process either.
    if (waiting <= fewMessages) this.last = Math.max(0, all - known);
    const common = { process: null, other: '', otherProcess: null, isRemote: false, limit: null };
    return { kind: 'timer-growth', key: 'timers', value: this.last, unit: 'bytes', name: '', ...common };
  }
}

const fewMessages = 50;

async function used(ask: Asker): Promise<number> {
  return numberOf(await ask.call('erlang', 'memory', atom('processes_used'))) ?? 0;
}
