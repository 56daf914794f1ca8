// How long a day of very many replicas takes to be judged, and how much memory.
import type { BenchRow } from './benchRow.ts';
import { measureInNode } from './measureInNode.ts';

interface Measured {
  readonly millis: number;
  /** Peak resident memory of the process, the simulated archive included. */
  readonly megabytes: number;
  /** Whose profiles were looked at, of all replicas. */
  readonly moments: number;
  readonly leaks: readonly string[];
  readonly outliers: readonly string[];
}

/** 200 replicas with 20 sites each, scraped every five minutes for 24 h, one of which leaks at one site. Nobody else judges. */
export async function benchFleet(): Promise<BenchRow[]> {
  const { millis, megabytes, moments, leaks, outliers } = (await measureInNode('fleetInNode.ts')) as Measured;
  const found = [...new Set(leaks)].join() === 'shop-117' && outliers.join() === 'shop-117';
  const name = `24 h of 200 replicas × 20 sites judged, ${moments} moments, the one that leaks ${found ? 'found' : 'NOT FOUND'}`;
  return [
    { name, unit: 's', ours: millis / 1000, peer: null, budget: { most: 2 } },
    { name: '… peak resident memory', unit: 'MB', ours: megabytes, peer: null, budget: { most: 400 } },
  ];
}
