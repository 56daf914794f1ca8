import { calledOf } from '../../../shared/base/symbols/erlangFunction';
import type { Measure } from '../../../shared/model/beam/measure';
import type { MonitorEnds, NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { Pid } from '../../../shared/model/beam/term';
import type { Asker } from '../questions/ask';
import { lookAtProcesses } from '../questions/lookAtProcesses';
import { lookAtOtherNode } from '../questions/otherNode';
import { monitorBytes } from '../questions/monitorBytes';
import { pidText, type ProcessSweep } from '../questions/sweepProcesses';
import { FirstValues, mostRows } from './candidates';

/** Processes that are looked at closely in a round, for each reason. */
const most = { monitors: 8, queue: 8, binaries: 24 } as const;

/** Bytes of monitors that are worth a look: some thirty of them. */
const leastMonitorBytes = 2000;
const leastQueue = 20;

const mostElsewhere = 100;

/** Part of the monitors that must be of the same others again and again: a registry monitors each of many once. */
const repeatedShare = 0.5;

/** Binaries and heaps that are worth following once they were seen. */
const leastBytes = 2 ** 18;

type Reason = 'monitors' | 'monitored-by' | 'queue' | 'binaries' | 'state';

const reasons: Readonly<Record<string, Reason | undefined>> = {
  'monitor-leak': 'monitors',
  'mailbox-growth': 'queue',
  'binary-growth': 'binaries',
  'state-growth': 'state',
};

/** Monitors, mailboxes, binaries and heaps of single processes: of those that have most, or grew most, of each. */
export class ProcessMeasures {
  private readonly firstMonitors = new FirstValues();
  private readonly firstQueues = new FirstValues();
  private readonly firstMemory = new FirstValues();
  /** Once looked at, always looked at, while they live. */
  private readonly watched = new Map<string, Reason>();

  /** Bytes that were alive on their heaps while no messages waited. */
  private readonly states = new Map<string, { readonly live: number; readonly young: number | null }>();
  /** Processes of other nodes, as they were when they were looked at. */
  private readonly elsewhere = new Map<string, NodeProcess>();

  /** These were told: they are looked at as long as they live. */
  recall(measures: readonly Measure[]): void {
    for (const { kind, key } of measures) {
      const reason = key.endsWith(' by') ? 'monitored-by' : reasons[kind];
      if (reason !== undefined) this.watched.set(key.replace(/ by$/, ''), reason);
    }
  }

  async measures(ask: Asker, sweep: ProcessSweep): Promise<readonly Measure[]> {
    const { pids } = sweep;
    const rest = monitorBytes(sweep);
    const chosen = new Map<string, Pid>();
    const choose = (rows: readonly number[]) => {
      for (const row of rows) {
        const pid = pids[row];
        if (pid !== undefined) chosen.set(pidText(pid), pid);
      }
    };
    choose(mostRows(this.firstMonitors.growth(pids, rest), most.monitors, leastMonitorBytes));
    choose(mostRows(rest, 2, leastMonitorBytes));
    choose(mostRows(this.firstQueues.growth(pids, sweep.queue), most.queue, leastQueue));
    choose(mostRows(this.firstMemory.growth(pids, sweep.memory), most.binaries, 1));
    choose(mostRows(sweep.memory, most.binaries, 1));
    for (const pid of pids) if (this.watched.has(pidText(pid))) chosen.set(pidText(pid), pid);
    const processes = await lookAtProcesses(ask, [...chosen.values()]);
    this.keep(new Set(processes.map(({ pid }) => pid)));
    const others = await lookAtProcesses(ask, otherEnds(processes, pids));
    const known = new Map([...others, ...processes].map((process) => [process.pid, process]));
    await this.lookElsewhere(ask, processes, known);
    return processes.flatMap((process) => this.ofProcess(process, known));
  }

  private ofProcess(process: NodeProcess, known: ReadonlyMap<string, NodeProcess>): Measure[] {
    const { pid, queue, monitors, monitoredBy, binaryBytes, liveBytes, youngBytes } = process;
    const common = { key: pid, name: calledOf(process), process, limit: null };
    const found: Measure[] = [];
    if (monitors !== null && (isRepeated(monitors) || this.watched.get(pid) === 'monitors')) {
      this.watched.set(pid, 'monitors');
      found.push({
        ...common,
        kind: 'monitor-leak',
        value: monitors.count,
        unit: 'monitors',
        ...endsOf(monitors, known),
      });
    } else if (monitoredBy !== null && (isRepeatedFarAway(monitoredBy) || this.watched.get(pid) === 'monitored-by')) {
      // Who monitors is of a node that is not looked at.
      this.watched.set(pid, 'monitored-by');
      const ends = endsOf(monitoredBy, known);
      found.push({
        ...common,
        kind: 'monitor-leak',
        key: `${pid} by`,
        value: monitoredBy.count,
        unit: 'monitors',
        ...ends,
      });
    }
    if (queue >= leastQueue || this.watched.get(pid) === 'queue') {
      if (!this.watched.has(pid)) this.watched.set(pid, 'queue');
      found.push({ ...common, kind: 'mailbox-growth', value: queue, unit: 'messages', ...noOther });
    }
    if (binaryBytes !== null && binaryBytes > 0) {
      if (!this.watched.has(pid) && binaryBytes > leastBytes) this.watched.set(pid, 'binaries');
      found.push({ ...common, kind: 'binary-growth', value: binaryBytes, unit: 'bytes', ...noOther });
    }
    // Messages that wait are on the heap, too, when it was collected meanwhile.
    const before = this.states.get(pid);
    const state = queue < leastQueue ? liveBytes : (before?.live ?? null);
    if (state !== null) {
      // Between two collections nobody knows what is alive; of a process that does nothing it is what it was.
      const isOld = before?.live === state && (queue >= leastQueue || before.young !== youngBytes);
      this.states.set(pid, { live: state, young: youngBytes });
      if (!this.watched.has(pid) && state > leastBytes) this.watched.set(pid, 'state');
      found.push({ ...common, kind: 'state-growth', value: state, isOld, unit: 'bytes', ...noOther });
    }
    return found;
  }

  /** Who is monitored again and again in another node, or monitors from there: that node is asked once. */
  private async lookElsewhere(ask: Asker, processes: readonly NodeProcess[], known: Map<string, NodeProcess>) {
    const ends = processes.flatMap(({ monitors, monitoredBy }) =>
      [monitors, monitoredBy].flatMap((list) => {
        const first = list !== null && isRepeated(list) ? list.most[0] : undefined;
        return first?.isRemote === true ? [first.other] : [];
      }),
    );
    for (const end of new Set(ends)) {
      const process = this.elsewhere.get(end) ?? (await lookAtOtherNode(ask, end));
      if (process === null) continue;
      if (this.elsewhere.size < mostElsewhere) this.elsewhere.set(end, process);
      known.set(end, process);
    }
  }

  private keep(alive: ReadonlySet<string>): void {
    for (const pid of [...this.watched.keys()]) if (!alive.has(pid)) this.watched.delete(pid);
    for (const pid of [...this.states.keys()]) if (!alive.has(pid)) this.states.delete(pid);
  }
}

function isRepeated({ count, distinct }: MonitorEnds): boolean {
  return count - distinct >= count * repeatedShare && count >= 10;
}

function isRepeatedFarAway(ends: MonitorEnds): boolean {
  return isRepeated(ends) && ends.remote > ends.count / 2;
}

const noOther = { other: '', otherProcess: null, isRemote: false } as const;

/** Those that are monitored again and again and were not looked at yet: a person wants to know who they are. */
function otherEnds(processes: readonly NodeProcess[], pids: readonly Pid[]): readonly Pid[] {
  const looked = new Set(processes.map(({ pid }) => pid));
  const wanted = new Set(
    processes.flatMap(({ monitors }) => {
      const other = monitors !== null && isRepeated(monitors) ? monitors.most[0]?.other : undefined;
      return other === undefined || looked.has(other) ? [] : [other];
    }),
  );
  return wanted.size === 0 ? [] : pids.filter((pid) => wanted.has(pidText(pid)));
}

function endsOf({ most: [first], remote, count }: MonitorEnds, known: ReadonlyMap<string, NodeProcess>) {
  const otherProcess = known.get(first?.other ?? '') ?? null;
  const where = / @ .*$/s.exec(first?.other ?? '')?.[0] ?? '';
  const other = otherProcess === null ? (first?.other ?? '') : calledOf(otherProcess) + where;
  return { other, otherProcess, isRemote: remote > count / 2 };
}
