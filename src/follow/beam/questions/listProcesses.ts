import { atom, type Pid } from '../../../shared/model/beam/term';
import { listOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import type {
  ListedProcess,
  ProcessList,
  ProcessOrder,
  ProcessQuestion,
} from '../../../shared/ports/runtime/nodeLooks';
import { calledOf } from '../../../shared/base/symbols/erlangFunction';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { Asker } from './ask';
import { binaryBytes, lookAtProcesses } from './lookAtProcesses';
import { monitorBytes } from './monitorBytes';
import { pidText, processInfo, sweepProcesses, type ProcessSweep } from './sweepProcesses';

/** Lists of monitors and of binaries are asked of so many at most; of more processes, of those with the most memory for them. */
const mostWithLists = { monitors: 200, binaries: 5000 } as const;

const binaryBatch = 250;

/** The processes with the most of something, or those in which it grew most. @param wait for the time between the two looks */
export async function listProcesses(
  ask: Asker,
  { by, windowMillis, limit }: ProcessQuestion,
  wait: (millis: number) => Promise<void>,
): Promise<ProcessList> {
  const before = windowMillis === null ? null : await measure(ask, by);
  if (windowMillis !== null) await wait(windowMillis);
  const now = await measure(ask, by);
  const growth = ({ pid, value }: Measured): number | null => {
    const earlier = before?.values.get(pidText(pid))?.value;
    return earlier === undefined ? null : value - earlier;
  };
  // What a process that was started meanwhile has, has all come since.
  const rank = (one: Measured) => (before === null ? one.value : (growth(one) ?? one.value));
  const order = [...now.values.values()].sort((a, b) => rank(b) - rank(a) || b.value - a.value);
  const isWanted = (one: Measured) => before === null || rank(one) > 0;
  const shown = limit === 0 ? order : order.filter(isWanted).slice(0, limit);
  const growths = new Map(shown.map((one) => [pidText(one.pid), growth(one)]));
  const rows = await lookAtProcesses(
    ask,
    shown.map(({ pid }) => pid),
  );
  const names = await namesOfEnds(ask, by, { rows, pids: now.pids });
  return {
    total: now.pids.length,
    rows: rows.map((row): ListedProcess => ({ ...row, growth: growths.get(row.pid) ?? null })),
    names,
  };
}

/** Rows whose other ends are named. */
const mostNamed = 100;

/** Who is at the other ends of monitors: a pid says nothing to a person. */
async function namesOfEnds(
  ask: Asker,
  by: ProcessOrder,
  { rows, pids }: { readonly rows: readonly NodeProcess[]; readonly pids: readonly Pid[] },
): Promise<ReadonlyMap<string, string>> {
  if (by !== 'monitors' && by !== 'monitored-by') return new Map();
  const lists = rows.slice(0, mostNamed).map((row) => (by === 'monitors' ? row.monitors : row.monitoredBy));
  const wanted = new Set(lists.flatMap((list) => list?.most.map(({ other }) => other) ?? []));
  const ends = await lookAtProcesses(ask, wanted.size === 0 ? [] : pids.filter((pid) => wanted.has(pidText(pid))));
  return new Map(ends.map((process) => [process.pid, calledOf(process)]));
}

interface Measured {
  readonly pid: Pid;
  readonly value: number;
}

interface Measurement {
  readonly pids: readonly Pid[];
  readonly values: ReadonlyMap<string, Measured>;
}

async function measure(ask: Asker, by: ProcessOrder): Promise<Measurement> {
  const sweep = await sweepProcesses(ask);
  const values = new Map((await valuesOf(ask, by, sweep)).map((one) => [pidText(one.pid), one]));
  return { pids: sweep.pids, values };
}

function valuesOf(
  ask: Asker,
  by: ProcessOrder,
  sweep: ProcessSweep,
): Promise<readonly Measured[]> | readonly Measured[] {
  switch (by) {
    case 'memory':
    case 'queue':
    case 'reductions':
      return sweep.pids.map((pid, row) => ({ pid, value: sweep[by][row] ?? 0 }));
    case 'monitors':
    case 'monitored-by':
      return monitorCounts(ask, by, sweep);
    case 'binary':
      return binarySizes(ask, sweep);
  }
}

async function monitorCounts(
  ask: Asker,
  by: 'monitors' | 'monitored-by',
  sweep: ProcessSweep,
): Promise<readonly Measured[]> {
  const rest = monitorBytes(sweep);
  const likely = mostOf(sweep.pids, (row) => rest[row] ?? 0, mostWithLists.monitors);
  const processes = await lookAtProcesses(ask, likely);
  const pids = new Map(likely.map((pid) => [pidText(pid), pid]));
  return processes.flatMap(({ pid: text, monitors, monitoredBy }) => {
    const pid = pids.get(text);
    const ends = by === 'monitors' ? monitors : monitoredBy;
    return pid === undefined || ends === null ? [] : [{ pid, value: ends.count }];
  });
}

async function binarySizes(ask: Asker, sweep: ProcessSweep): Promise<readonly Measured[]> {
  const asked = mostOf(sweep.pids, (row) => sweep.memory[row] ?? 0, mostWithLists.binaries);
  const found: Measured[] = [];
  for (let from = 0; from < asked.length; from += binaryBatch) {
    const batch = asked.slice(from, from + binaryBatch);
    const answers = await processInfo(ask, batch, [atom('binary')]);
    for (const [row, pid] of batch.entries()) {
      if (listOf(answers[row]).length === 0) continue;
      found.push({ pid, value: binaryBytes(pairsOf(answers[row]).get('binary')) });
    }
  }
  return found;
}

function mostOf(pids: readonly Pid[], weight: (row: number) => number, most: number): readonly Pid[] {
  if (pids.length <= most) return pids;
  const rows = pids.map((_pid, row) => row).sort((a, b) => weight(b) - weight(a));
  return rows.slice(0, most).flatMap((row) => pids[row] ?? []);
}
