import { atom, type Pid } from '../../../shared/model/beam/term';
import { isPid, listOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import { beganWith, functionText } from '../../../shared/base/symbols/erlangFunction';
import type { FunctionName, NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { Measure } from '../../../shared/model/beam/measure';
import { isNewer, isWithin, mostRanges, rangesOf, type BirthMemory } from './birthMemory';
import { isNotOffered, type Asker } from '../questions/ask';
import { initialCalls } from '../questions/initialCalls';
import { frameOf, functionOf } from '../questions/functionOf';
import { lookAtProcesses } from '../questions/lookAtProcesses';
import { pidText, processInfo } from '../questions/sweepProcesses';

/** Processes that are asked in one round what they were started for; of more births the rest is asked for later. */
const mostAsked = 1000;

/** What is born and ends sooner comes and goes: requests, tasks. */
const stayMillis = 5000;

/** Groups that are told. */
const mostGroups = 50;

/** How many processes there are, by what they were started for, of those that were started since somebody watches, and stay. */
export class Births {
  private readonly earlier = new Set<string>();
  private isFirst = true;
  private readonly calls = new Map<string, FunctionName | null>();

  private readonly seen = new Map<string, number>();
  /** Those that were counted last. */
  private born: readonly Pid[] = [];
  private newest: BirthMemory['newest'] = [0, 0];
  private recalled: BirthMemory | null = null;

  /** Which processes are counted, of these kinds. @param names as `functionText` writes them */
  remember(names: ReadonlySet<string>): BirthMemory {
    const groups = [...this.byCall(this.born)].flatMap(([name, pids]) => {
      const call = this.callOf(pids[0]);
      const ranges = rangesOf(pids);
      return call === null || !names.has(name) || ranges.length > mostRanges ? [] : [{ call, pids: ranges }];
    });
    return { newest: this.newest, groups };
  }

  /** Before the first round: those are counted on. */
  recall(memory: BirthMemory): void {
    this.recalled = memory;
  }

  /** Whether processes of this kind are counted on. */
  knows(name: string): boolean {
    return this.recalled?.groups.some(({ call }) => functionText(call) === name) ?? false;
  }

  async measures(
    ask: Asker,
    pids: readonly Pid[],
    look: { readonly atMillis: number; readonly limit: number },
  ): Promise<readonly Measure[]> {
    const { atMillis, limit } = look;
    const alive = new Set(pids.map(pidText));
    if (this.isFirst) for (const pid of pids) this.meet(pid);
    this.isFirst = false;
    for (const pid of pids) if (isNewer(pid, this.newest)) this.newest = [pid.serial, pid.id];
    for (const key of [...this.seen.keys()]) if (!alive.has(key)) this.forget(key);
    const born = pids.filter((pid) => this.hasStayed(pidText(pid), atMillis));
    await this.askCalls(ask, born.filter((pid) => !this.calls.has(pidText(pid))).slice(0, mostAsked));
    this.born = born;
    const largest = [...this.byCall(born)].sort(([, a], [, b]) => b.length - a.length).slice(0, mostGroups);
    return this.told(ask, largest, limit);
  }

  /** A process that is there at first was there before, but for those that are known to have been started since. */
  private meet(pid: Pid): void {
    const group = this.recalled?.groups.find(({ pids }) => isWithin(pid, pids));
    const key = pidText(pid);
    if (group !== undefined) {
      this.seen.set(key, -Infinity);
      this.calls.set(key, group.call);
    } else if (this.recalled === null || !isNewer(pid, this.recalled.newest)) this.earlier.add(key);
  }

  private byCall(pids: readonly Pid[]): ReadonlyMap<string, Pid[]> {
    const groups = new Map<string, Pid[]>();
    for (const pid of pids) {
      const call = this.callOf(pid);
      if (call === null) continue;
      const group = groups.get(functionText(call)) ?? [];
      group.push(pid);
      groups.set(functionText(call), group);
    }
    return groups;
  }

  private callOf(pid: Pid | undefined): FunctionName | null {
    return pid === undefined ? null : (this.calls.get(pidText(pid)) ?? null);
  }

  private hasStayed(key: string, atMillis: number): boolean {
    if (this.earlier.has(key)) return false;
    const since = this.seen.get(key);
    if (since === undefined) this.seen.set(key, atMillis);
    return since !== undefined && atMillis - since >= stayMillis;
  }

  private forget(key: string): void {
    this.seen.delete(key);
    this.calls.delete(key);
  }

  private async told(
    ask: Asker,
    groups: readonly (readonly [string, readonly Pid[]])[],
    limit: number,
  ): Promise<readonly Measure[]> {
    // The newest tells who starts them.
    const newest = groups.flatMap(([, pids]) => (pids.length < 3 ? [] : (pids.at(-1) ?? [])));
    const looked = byPid(await lookAtProcesses(ask, newest));
    const parents = await parentsOf(ask, newest);
    return groups.map(([name, pids]): Measure => {
      const last = pids.at(-1);
      const process = last === undefined ? undefined : looked.get(pidText(last));
      return {
        kind: 'process-growth',
        key: name,
        value: pids.length,
        unit: 'processes',
        name,
        process: process === undefined ? null : { ...process, initialCall: this.callOf(last) },
        other: '',
        otherProcess: process === undefined ? null : (parents.get(process.pid) ?? null),
        isRemote: false,
        limit,
      };
    });
  }

  /** By proc_lib; of a process that was spawned with a fun, the fun, which is the outermost of its stack. */
  private async askCalls(ask: Asker, pids: readonly Pid[]): Promise<void> {
    if (pids.length === 0) return;
    const items = ['initial_call', 'current_stacktrace'].map(atom);
    const answers = await processInfo(ask, pids, items);
    const translated = await initialCalls(ask, pids);
    for (const [row, pid] of pids.entries()) {
      const values = pairsOf(answers[row]);
      const started = translated[row] ?? functionOf(values.get('initial_call'));
      const stack = listOf(values.get('current_stacktrace')).flatMap(frameOf);
      const began = beganWith({ initialCall: started, stack });
      this.calls.set(pidText(pid), began === null ? null : plain(began));
    }
  }
}

/** Who started processes, by the pids of these; none before OTP 25, which does not say. Of another node nobody is asked. */
async function parentsOf(ask: Asker, pids: readonly Pid[]): Promise<ReadonlyMap<string, NodeProcess>> {
  const parents = new Map<string, Pid>();
  try {
    const answers = pids.length === 0 ? [] : await processInfo(ask, pids, [atom('parent')]);
    for (const [row, pid] of pids.entries()) {
      const parent = pairsOf(answers[row]).get('parent');
      if (isPid(parent) && parent.node === pid.node) parents.set(pidText(pid), parent);
    }
  } catch (error) {
    if (!isNotOffered(error)) throw error;
  }
  const distinct = new Map([...parents.values()].map((pid) => [pidText(pid), pid]));
  const looked = byPid(await lookAtProcesses(ask, [...distinct.values()]));
  return new Map(
    [...parents].flatMap(([pid, parent]): [string, NodeProcess][] => {
      const process = looked.get(pidText(parent));
      return process === undefined ? [] : [[pid, process]];
    }),
  );
}

function byPid(processes: readonly NodeProcess[]): ReadonlyMap<string, NodeProcess> {
  return new Map(processes.map((process) => [process.pid, process]));
}

function plain({ module, name, arity }: FunctionName): FunctionName {
  return { module, name, arity };
}
