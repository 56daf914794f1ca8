import { atom, type Pid, type Term } from '../../../shared/model/beam/term';
import type { FunctionName, MonitorEnd, MonitorEnds, NodeProcess } from '../../../shared/model/beam/nodeProcess';
import { atomName, isPid, itemsOf, listOf, numberOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import { isTooLarge, type Asks } from './ask';
import { frameOf, functionOf } from './functionOf';
import { initialCalls } from './initialCalls';
import { originsOf } from './originsOf';
import { pidText, processInfo } from './sweepProcesses';

const items = ['registered_name', 'initial_call', 'current_stacktrace', 'message_queue_len', 'memory', 'reductions'];

/** One call for so many: each answers half a kilobyte. */
const batchSize = 100;

/** The ends of monitors that are told of one process. */
const mostEnds = 5;

/** What stays open of a process: its lists may be long. */
type Lists = Pick<NodeProcess, 'monitors' | 'monitoredBy' | 'binaryBytes' | 'liveBytes' | 'youngBytes'>;

const noLists: Lists = { monitors: null, monitoredBy: null, binaryBytes: null, liveBytes: null, youngBytes: null };

/**
 * Looks at some processes closely; those that have ended are left out. Their lists are asked one process at a time, and not at all where
 * they are larger than a person allows for an answer. Messages are never asked: that would copy them. @throws LeakLensError
 */
export async function lookAtProcesses(ask: Asks, pids: readonly Pid[]): Promise<readonly NodeProcess[]> {
  const found: NodeProcess[] = [];
  for (let from = 0; from < pids.length; from += batchSize) {
    const batch = pids.slice(from, from + batchSize);
    const answers = await processInfo(ask, batch, items.map(atom));
    const calls = await initialCalls(ask, batch);
    const told = answers.map(pairsOf);
    const origins = await originsOf(
      ask,
      batch.map((pid, row) => ({ pid, memory: numberOf(told[row]?.get('memory')) ?? 0 })),
    );
    const lists = await listsOf(ask, batch);
    for (const [row, pid] of batch.entries()) {
      const values = told[row];
      if (values === undefined || values.size === 0) continue;
      found.push({ ...one(pid, values, calls[row] ?? null), ...origins[row], ...(lists[row] ?? noLists) });
    }
  }
  return found;
}

function one(
  pid: Pid,
  values: ReadonlyMap<string, Term>,
  initialCall: FunctionName | null,
): Omit<NodeProcess, keyof Lists> {
  return {
    pid: pidText(pid),
    name: atomName(values.get('registered_name')) ?? '',
    initialCall: initialCall ?? functionOf(values.get('initial_call')),
    stack: listOf(values.get('current_stacktrace')).flatMap(frameOf),
    memory: numberOf(values.get('memory')) ?? 0,
    queue: numberOf(values.get('message_queue_len')) ?? 0,
    reductions: numberOf(values.get('reductions')) ?? 0,
  };
}

/** Of all at once, and where that is too much, of one after the other. */
async function listsOf(ask: Asks, pids: readonly Pid[]): Promise<readonly Lists[]> {
  const wanted = ['monitors', 'monitored_by', 'binary', 'garbage_collection_info'].map(atom);
  try {
    const answers = await processInfo(ask, pids, wanted);
    return answers.map((answer, row) => readLists(answer, pids[row]));
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return pids.length < 2 ? [noLists] : each(ask, pids);
  }
}

async function each(ask: Asks, pids: readonly Pid[]): Promise<readonly Lists[]> {
  const found: Lists[] = [];
  for (const pid of pids) found.push(...(await listsOf(ask, [pid])));
  return found;
}

function readLists(answer: Term, pid: Pid | undefined): Lists {
  const values = pairsOf(answer);
  if (pid === undefined || values.size === 0) return noLists;
  return {
    monitors: endsOf(listOf(values.get('monitors')), pid.node),
    monitoredBy: endsOf(listOf(values.get('monitored_by')), pid.node),
    binaryBytes: binaryBytes(values.get('binary')),
    ...heapOf(values.get('garbage_collection_info')),
  };
}

/** What survived the last collection: of the young part, and of the old one, which only grows until all is collected (erts: erl_gc.c). */
function heapOf(term: Term | undefined): Pick<NodeProcess, 'liveBytes' | 'youngBytes'> {
  const words = pairsOf(term);
  const bytes = (name: string) => (numberOf(words.get(name)) ?? 0) * bytesPerWord;
  if (!words.has('old_heap_size') || !words.has('recent_size')) return { liveBytes: null, youngBytes: null };
  return { liveBytes: bytes('old_heap_size') + bytes('recent_size'), youngBytes: bytes('heap_size') };
}

const bytesPerWord = 8;

/** A binary that is referred to twice is there once. */
export function binaryBytes(term: Term | undefined): number {
  const sizes = new Map<string, number>();
  for (const row of listOf(term)) {
    const [address, size] = itemsOf(row);
    sizes.set(String(numberOf(address)), numberOf(size) ?? 0);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

function endsOf(entries: readonly Term[], node: string): MonitorEnds {
  const counts = new Map<string, { isRemote: boolean; count: number }>();
  let remote = 0;
  for (const entry of entries) {
    const { other, isRemote } = endOf(entry, node);
    if (isRemote) remote += 1;
    const known = counts.get(other);
    if (known === undefined) counts.set(other, { isRemote, count: 1 });
    else known.count += 1;
  }
  const most = [...counts].map(([other, rest]): MonitorEnd => ({ other, ...rest })).sort((a, b) => b.count - a.count);
  return { count: entries.length, distinct: counts.size, remote, most: most.slice(0, mostEnds) };
}

/** `{process, Pid | {Name, Node}}`, `{port, _}` of a list of monitors; a pid, a port or a resource of who monitors. */
function endOf(entry: Term, node: string): { other: string; isRemote: boolean } {
  const [, end = entry] = itemsOf(entry);
  if (isPid(end))
    return { other: end.node === node ? pidText(end) : `${pidText(end)} @ ${end.node}`, isRemote: end.node !== node };
  const [name, where] = itemsOf(end);
  const at = atomName(where);
  if (at !== null) return { other: `${atomName(name) ?? '?'} @ ${at}`, isRemote: at !== node };
  return { other: 'port', isRemote: false };
}
