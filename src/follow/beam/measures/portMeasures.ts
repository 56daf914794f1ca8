import { fun, type Pid } from '../../../shared/model/beam/term';
import { isPid, listOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import type { Measure } from '../../../shared/model/beam/measure';
import type { Asker } from '../questions/ask';
import { lookAtProcesses } from '../questions/lookAtProcesses';
import { pidText } from '../questions/sweepProcesses';
import { calledOf } from '../../../shared/base/symbols/erlangFunction';

const batchSize = 500;
const mostPorts = 20_000;
const mostOwners = 8;

/** Ports by the process that they belong to: of those that have most. */
export async function portMeasures(ask: Asker, limit: number): Promise<readonly Measure[]> {
  const ports = listOf(await ask.call('erlang', 'ports')).slice(0, mostPorts);
  const owned = new Map<string, { pid: Pid; count: number }>();
  for (let from = 0; from < ports.length; from += batchSize) {
    const batch = ports.slice(from, from + batchSize);
    for (const info of listOf(await ask.call('lists', 'map', fun('erlang', 'port_info', 1), batch))) {
      const owner = pairsOf(info).get('connected');
      if (!isPid(owner)) continue;
      const known = owned.get(pidText(owner));
      if (known === undefined) owned.set(pidText(owner), { pid: owner, count: 1 });
      else known.count += 1;
    }
  }
  const largest = [...owned.values()].sort((a, b) => b.count - a.count).slice(0, mostOwners);
  const processes = await lookAtProcesses(
    ask,
    largest.map(({ pid }) => pid),
  );
  return processes.map((process): Measure => {
    const value = owned.get(process.pid)?.count ?? 0;
    const common = { process, name: calledOf(process), other: '', otherProcess: null, isRemote: false, limit };
    return { kind: 'port-growth', key: process.pid, value, unit: 'ports', ...common };
  });
}
