import type { NodeLook } from '../../../shared/model/beam/nodeMemory';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { FindingSite } from '../../../shared/model/finding';
import type { SiteReport } from '../../../shared/model/siteReport';
import type { ResolvedSite } from '../../../shared/model/sourceLocation';

interface Line {
  readonly site: ResolvedSite;
  count: number;
  bytes: number;
}

/** Processes by the line of the workspace where each of them is: how many, and their memory. @param home that line; null outside */
export function processReport(
  processes: readonly NodeProcess[],
  { memory }: Pick<NodeLook, 'memory'>,
  home: (process: NodeProcess) => FindingSite | null,
): SiteReport {
  const lines = new Map<string, Line>();
  for (const process of processes) {
    const site = resolved(home(process));
    if (site === null) continue;
    const key = `${site.path}:${site.line}`;
    const line = lines.get(key) ?? { site, count: 0, bytes: 0 };
    lines.set(key, line);
    line.count += 1;
    line.bytes += process.memory;
  }
  const all = [...lines.values()];
  const none = { stacks: [], growth: null };
  return {
    heap: all
      .map(({ site, bytes, count }) => ({ site, bytes, objects: count, via: null, turnover: null, ...none }))
      .sort((a, b) => b.bytes - a.bytes),
    heapTotalBytes: memory.processes,
    blocked: all
      .map(({ site, count }) => ({ site, count, kind: 'process', state: '', minutes: null, spawns: [], ...none }))
      .sort((a, b) => b.count - a.count),
    spawns: [],
  };
}

function resolved(site: FindingSite | null): ResolvedSite | null {
  return site === null || site.path === null ? null : { ...site, path: site.path };
}
