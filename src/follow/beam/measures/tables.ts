import { fun, type Pid, type Term } from '../../../shared/model/beam/term';
import { atomName, isPid, listOf, numberOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import type { Measure } from '../../../shared/model/beam/measure';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { Asker } from '../questions/ask';
import { lookAtProcesses } from '../questions/lookAtProcesses';
import { pidText } from '../questions/sweepProcesses';
import { nameOf } from './processMeasures';

/** Tables of a node that are asked in one call, and in all. */
const batchSize = 200;
const mostTables = 4000;

/** Smaller tables are no leak yet. */
const leastBytes = 64 * 1024;
const bytesPerWord = 8;

/** What the tables (ETS) of a node hold, by table: those of some size. */
export async function tableMeasures(ask: Asker): Promise<readonly Measure[]> {
  const tables = listOf(await ask.call('ets', 'all')).slice(0, mostTables);
  const found: TableInfo[] = [];
  for (let from = 0; from < tables.length; from += batchSize) {
    const batch = tables.slice(from, from + batchSize);
    const infos = listOf(await ask.call('lists', 'map', fun('ets', 'info', 1), batch));
    for (const [row, table] of batch.entries()) found.push({ info: pairsOf(infos[row]), key: keyOf(table) });
  }
  const large = found.filter(({ info }) => bytesOf(info) >= leastBytes);
  const owners = await ownersOf(ask, large.map(({ info }) => info.get('owner')).filter(isPid));
  return large.map((table) => {
    const measure = tableMeasure(table, owners);
    return measure.other === timerServer ? timerMeasure(table.info) : measure;
  });
}

/** It keeps a row for each of its timers in a table of its own (stdlib: timer.erl). */
const timerServer = 'timer_server';

function timerMeasure(info: ReadonlyMap<string, Term>): Measure {
  const value = numberOf(info.get('size')) ?? 0;
  const common = { process: null, other: '', otherProcess: null, isRemote: false, limit: null };
  return { kind: 'timer-growth', key: timerServer, value, unit: 'timers', name: timerServer, ...common };
}

interface TableInfo {
  readonly info: ReadonlyMap<string, Term>;
  readonly key: string;
}

function tableMeasure({ info, key }: TableInfo, owners: ReadonlyMap<string, NodeProcess>): Measure {
  const owner = info.get('owner');
  const process = isPid(owner) ? (owners.get(pidText(owner)) ?? null) : null;
  return {
    kind: 'ets-growth',
    key,
    value: bytesOf(info),
    unit: 'bytes',
    name: atomName(info.get('name')) ?? key,
    process,
    other: process === null ? '' : nameOf(process),
    otherProcess: null,
    isRemote: false,
    limit: null,
  };
}

function bytesOf(info: ReadonlyMap<string, Term>): number {
  return (numberOf(info.get('memory')) ?? 0) * bytesPerWord;
}

/** A table without a name is known by its reference. */
function keyOf(table: Term): string {
  const name = atomName(table);
  if (name !== null) return name;
  return typeof table === 'object' && 'kind' in table && table.kind === 'reference' ? table.ids.join('.') : '?';
}

async function ownersOf(ask: Asker, pids: readonly Pid[]): Promise<ReadonlyMap<string, NodeProcess>> {
  const distinct = new Map(pids.map((pid) => [pidText(pid), pid]));
  const processes = await lookAtProcesses(ask, [...distinct.values()].slice(0, 50));
  return new Map(processes.map((process) => [process.pid, process]));
}
