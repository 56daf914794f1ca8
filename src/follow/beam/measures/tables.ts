import { fun, type Pid, type Term } from '../../../shared/model/beam/term';
import { atomName, isPid, listOf, numberOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import type { Measure } from '../../../shared/model/beam/measure';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { Asker } from '../questions/ask';
import { lookAtProcesses } from '../questions/lookAtProcesses';
import { pidText } from '../questions/sweepProcesses';
import { calledOf } from '../../../shared/base/symbols/erlangFunction';

/** Tables of a node that are asked in one call, and in all. */
const batchSize = 200;
const mostTables = 4000;

/** Smaller tables are no leak yet. */
const leastBytes = 64 * 1024;
const bytesPerWord = 8;

/** The tables (ETS) of a node, by name and owner. */
export async function lookAtTables(ask: Asker): Promise<ReadonlyMap<string, TableGroup>> {
  const tables = listOf(await ask.call('ets', 'all')).slice(0, mostTables);
  const groups = new Map<string, TableGroup>();
  for (let from = 0; from < tables.length; from += batchSize) {
    const batch = tables.slice(from, from + batchSize);
    const infos = listOf(await ask.call('lists', 'map', fun('ets', 'info', 1), batch));
    for (const info of infos.map(pairsOf)) addTo(groups, info);
  }
  return groups;
}

/** What tables hold: those of some size, or of which one process has many. */
export async function tableMeasures(ask: Asker, groups: ReadonlyMap<string, TableGroup>): Promise<readonly Measure[]> {
  const large = [...groups.values()].filter(({ bytes }) => bytes >= leastBytes);
  const owners = await ownersOf(
    ask,
    large.flatMap(({ owner }) => owner ?? []),
  );
  return large.map((group) => {
    const measure = tableMeasure(group, owners);
    return measure.other === timerServer ? timerMeasure(group) : measure;
  });
}

/** Tables of one name that one process owns: a table for each of what it works on is one leak, however small each is. */
export interface TableGroup {
  readonly name: string;
  readonly owner: Pid | null;
  bytes: number;
  rows: number;
}

function addTo(groups: Map<string, TableGroup>, info: ReadonlyMap<string, Term>): void {
  const owner = info.get('owner');
  const name = atomName(info.get('name'));
  // One that was deleted meanwhile.
  if (name === null) return;
  const pid = isPid(owner) ? owner : null;
  const key = keyOf(name, pid);
  const group = groups.get(key) ?? { name, owner: pid, bytes: 0, rows: 0 };
  group.bytes += (numberOf(info.get('memory')) ?? 0) * bytesPerWord;
  group.rows += numberOf(info.get('size')) ?? 0;
  groups.set(key, group);
}

function keyOf(name: string, owner: Pid | null): string {
  return owner === null ? name : `${name} ${pidText(owner)}`;
}

/** It keeps a row for each of its timers in a table of its own (stdlib: timer.erl). */
export const timerServer = 'timer_server';

function timerMeasure({ rows }: TableGroup): Measure {
  const common = { process: null, other: '', otherProcess: null, isRemote: false, limit: null };
  return { kind: 'timer-growth', key: timerServer, value: rows, unit: 'timers', name: timerServer, ...common };
}

function tableMeasure({ name, owner, bytes }: TableGroup, owners: ReadonlyMap<string, NodeProcess>): Measure {
  const process = owner === null ? null : (owners.get(pidText(owner)) ?? null);
  return {
    kind: 'ets-growth',
    key: keyOf(name, owner),
    value: bytes,
    unit: 'bytes',
    name,
    process,
    other: process === null ? '' : calledOf(process),
    otherProcess: null,
    isRemote: false,
    limit: null,
  };
}

/** Whose they are, by their pids. */
export async function ownersOf(ask: Asker, pids: readonly Pid[]): Promise<ReadonlyMap<string, NodeProcess>> {
  const distinct = new Map(pids.map((pid) => [pidText(pid), pid]));
  const processes = await lookAtProcesses(ask, [...distinct.values()].slice(0, 50));
  return new Map(processes.map((process) => [process.pid, process]));
}
