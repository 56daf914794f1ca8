import { atom, fun, type Pid, type Term } from '../../../shared/model/beam/term';
import { isPid, itemsOf, listOf, numberOf } from '../../../shared/base/symbols/erlangTerms';
import { isTooLarge, type Asks } from './ask';

/** Every process with the numbers that are cheap to ask, in columns: a row for each. */
export interface ProcessSweep {
  readonly pids: readonly Pid[];
  /** Bytes. */
  readonly memory: Float64Array;
  /** Bytes of heap and stack, which `memory` includes. */
  readonly heap: Float64Array;
  /** Messages that wait. */
  readonly queue: Float64Array;
  readonly reductions: Float64Array;
}

/** As many as a node answers for within a few milliseconds. */
const batchSize = 2000;

const items = ['memory', 'total_heap_size', 'message_queue_len', 'reductions'].map(atom);
const bytesPerWord = 8;

/**
 * Asks for all processes in batches, so that no call keeps a scheduler long: `lists:zipwith/3` calls `erlang:process_info/2` in the node, and
 * nothing is loaded for it. Those that ended meanwhile are left out. @throws LeakLensError
 */
export async function sweepProcesses(ask: Asks): Promise<ProcessSweep> {
  const all = listOf(await ask.call('erlang', 'processes')).filter(isPid);
  const rows = new SweepRows(all.length);
  for (let from = 0; from < all.length; from += batchSize) {
    const batch = all.slice(from, from + batchSize);
    const answers = await processInfo(ask, batch, items);
    batch.forEach((pid, row) => rows.add(pid, listOf(answers[row])));
  }
  return rows.done();
}

/**
 * `erlang:process_info/2` of many, in order; an atom (`undefined`) for one that has ended. A batch whose answer is larger than a person
 * allows is asked for in halves. @throws LeakLensError
 */
export async function processInfo(ask: Asks, pids: readonly Pid[], wanted: readonly Term[]): Promise<readonly Term[]> {
  try {
    const questions = pids.map(() => wanted);
    return listOf(await ask.call('lists', 'zipwith', fun('erlang', 'process_info', 2), pids, questions));
  } catch (error) {
    if (!isTooLarge(error) || pids.length < 2) throw error;
    const middle = pids.length >> 1;
    const first = await processInfo(ask, pids.slice(0, middle), wanted);
    return [...first, ...(await processInfo(ask, pids.slice(middle), wanted))];
  }
}

class SweepRows {
  private readonly pids: Pid[] = [];
  private readonly columns: readonly [Float64Array, Float64Array, Float64Array, Float64Array];

  constructor(most: number) {
    const column = () => new Float64Array(most);
    this.columns = [column(), column(), column(), column()];
  }

  add(pid: Pid, values: readonly Term[]): void {
    if (values.length !== items.length) return;
    const row = this.pids.push(pid) - 1;
    for (const [place, column] of this.columns.entries()) column[row] = numberOf(itemsOf(values[place])[1]) ?? 0;
  }

  done(): ProcessSweep {
    const { pids } = this;
    const [memory, heap, queue, reductions] = this.columns.map((column) => column.subarray(0, pids.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return { pids, memory, heap: heap.map((words) => words * bytesPerWord), queue, reductions };
  }
}

/** As a shell shows it. */
export function pidText({ id, serial }: Pid): string {
  return `<0.${id}.${serial}>`;
}
