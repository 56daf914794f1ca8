import type { Observation, ResolveFile, SiteTracker } from '../../../shared/ports/runtime/analyser';
import type { Profile } from '../../../shared/model/profile';
import type { BlockedSite, HeapSite, SiteReport, SpawnSite } from '../../../shared/model/siteReport';
import type { ResolvedSite } from '../../../shared/model/sourceLocation';
import type { Turnover } from '../../../shared/model/turnover';
import { blockedFromDump, blockedFromProfile, blockedKey, withDumpDetails, type BlockedCount } from './blockedSites';
import { heapCosts, type HeapCost } from './heapSites';
import { liveHeapBytes } from '../base/observation';
import { allocatedBytes } from '../base/processIdentity';
import type { CodeOwners } from './codeOwners';
import { resolvedKey } from './openSite';
import { ProcessOwners } from './processOwners';
import { SiteHistory } from '../../sites/siteHistory';
import { siteLimits } from '../../sites/siteLimits';
import { goroutineGrowth, heapGrowth } from '../../numbers/trend';
import { sampleBytes, turnoverOf } from '../../numbers/turnover';
import { objectBytesOf, samplingPeriod } from '../../base/heapColumns';

/** An age that was read longer ago than this is not true any more; what goroutines wait for, and who starts them, still is. */
const freshAgeMillis = 2 * 60_000;

/** So many of the largest lines are told what came and went: it takes two series of each. */
const maxTurnover = 500;

/** Follows the lines of one process: counts of each poll, what the last dump knew, and how each line grows. */
export function createSiteTracker(): SiteTracker {
  return new Tracker();
}

type WithHeap = Observation & { readonly heap: Profile };

class Tracker implements SiteTracker {
  private readonly heap = new SiteHistory(heapGrowth);
  private readonly allocated = new SiteHistory(heapGrowth);
  /** As of the newest collection: no poll before the next one changes them. */
  private turnovers: ReadonlyMap<string, Turnover | null> = new Map();
  private readonly blocked = new SiteHistory(goroutineGrowth);
  private readonly spawned = new SiteHistory(goroutineGrowth);
  private readonly owners = new ProcessOwners();
  private dumpDetails: readonly BlockedCount[] = [];
  private dumpMillis = -Infinity;
  /** The newest collection seen: its number, and what the heap profile says was allocated by then, or else is alive. */
  private lastCycle: { readonly numGc: number | null; readonly edition: number | null } = {
    numGc: null,
    edition: null,
  };

  observe(observation: Observation, resolve: ResolveFile): SiteReport {
    const owners = this.owners.of(observation, resolve);
    return { ...this.heapReport(observation, owners), ...this.goroutineReport(observation, owners) };
  }

  /** Without a heap profile nothing is recorded: a line of which nothing is known does not hold 0. */
  private heapReport(observation: Observation, owners: CodeOwners): Pick<SiteReport, 'heap' | 'heapTotalBytes'> {
    const { heap } = observation;
    if (heap === null) return { heap: [], heapTotalBytes: 0 };
    const costs = heapCosts(heap, owners);
    const sites = this.growHeap(costs.sites.slice(0, siteLimits.sites), { ...observation, heap });
    return { heap: sites, heapTotalBytes: costs.totalBytes };
  }

  private goroutineReport(observation: Observation, owners: CodeOwners): Pick<SiteReport, 'blocked' | 'spawns'> {
    const { goroutines, atMillis } = observation;
    const details = this.knownDetails(observation, owners);
    if (goroutines === null) return { blocked: [], spawns: [] };
    const counts = blockedFromProfile(goroutines, owners).slice(0, siteLimits.sites);
    const blocked = this.growBlocked(withDumpDetails(counts, details), atMillis);
    return { blocked, spawns: this.growSpawns(blocked, atMillis) };
  }

  private knownDetails({ dump, atMillis }: Observation, owners: CodeOwners): readonly BlockedCount[] {
    if (dump !== null) {
      this.dumpDetails = blockedFromDump(dump, owners).slice(0, siteLimits.sites);
      this.dumpMillis = atMillis;
    }
    if (atMillis - this.dumpMillis <= freshAgeMillis) return this.dumpDetails;
    return this.dumpDetails.map((details) => ({ ...details, minutes: null }));
  }

  /** A heap profile changes only when a collection completes: between two, the same numbers are a tie, not a point. */
  private growHeap(costs: readonly HeapCost[], observation: WithHeap): HeapSite[] {
    const { atMillis, heap } = observation;
    if (this.isNewCycle(observation)) {
      this.heap.record(atMillis, new Map(costs.map((cost) => [resolvedKey(cost.site), cost.bytes])));
      this.allocated.record(atMillis, new Map(costs.map((cost) => [resolvedKey(cost.site), cost.allocated])));
      this.turnovers = this.turnoversOf(costs.slice(0, maxTurnover), samplingPeriod(heap));
    }
    return costs.map(({ site, bytes, objects, via, stacks }) => {
      const key = resolvedKey(site);
      const turnover = this.turnovers.get(key) ?? null;
      return { site, bytes, objects, via, stacks, growth: this.heap.growth(key), turnover };
    });
  }

  private turnoversOf(costs: readonly HeapCost[], period: number): ReadonlyMap<string, Turnover | null> {
    return new Map(
      costs.map((cost) => {
        const key = resolvedKey(cost.site);
        const each = sampleBytes(period, objectBytesOf(cost));
        const line = { held: this.heap.points(key), allocated: this.allocated.points(key), sampleBytes: each };
        return [key, turnoverOf(line)];
      }),
    );
  }

  private isNewCycle({ memory, heap }: WithHeap): boolean {
    const earlier = this.lastCycle;
    const edition = allocatedBytes(heap) ?? liveHeapBytes(heap);
    this.lastCycle = { numGc: memory?.numGc ?? earlier.numGc, edition };
    return memory === null ? edition !== earlier.edition : memory.numGc !== earlier.numGc;
  }

  private growBlocked(counts: readonly BlockedCount[], atMillis: number): BlockedSite[] {
    this.blocked.record(atMillis, new Map(counts.map((count) => [blockedKey(count), count.count])));
    return counts.map((count) => ({ ...count, growth: this.blocked.growth(blockedKey(count)) }));
  }

  private growSpawns(blocked: readonly BlockedSite[], atMillis: number): SpawnSite[] {
    const spawns = spawnSites(blocked);
    this.spawned.record(atMillis, new Map(spawns.map((spawn) => [resolvedKey(spawn.site), spawn.count])));
    return spawns.map((spawn) => ({ ...spawn, growth: this.spawned.growth(resolvedKey(spawn.site)) }));
  }
}

type Wait = SpawnSite['waits'][number];

/** The blocked sites turned round: by the `go` statement that starts their goroutines. */
function spawnSites(blocked: readonly BlockedSite[]): Omit<SpawnSite, 'growth'>[] {
  const spawns = new Map<string, { site: ResolvedSite; count: number; waits: Wait[] }>();
  for (const { site, kind, spawns: shares } of blocked) {
    for (const share of shares) {
      const key = resolvedKey(share.site);
      const known = spawns.get(key) ?? { site: share.site, count: 0, waits: [] };
      known.count += share.count;
      known.waits.push({ site, kind, count: share.count });
      spawns.set(key, known);
    }
  }
  const byCount = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return [...spawns.values()]
    .sort(byCount)
    .slice(0, siteLimits.sites)
    .map((spawn) => ({ ...spawn, waits: spawn.waits.sort(byCount).slice(0, siteLimits.shares) }));
}
