// How long a verdict pass takes over very many lines and a day of points.
import type { BenchRow } from './benchRow.ts';
import { measureInNode } from './measureInNode.ts';

interface Measured {
  /** Milliseconds of one pass, median. */
  readonly judging: number;
  /** Milliseconds to take in one poll that is decoded already. */
  readonly observing: number;
  readonly findings: number;
}

/** 10,000 lines that allocate and 10,000 that wait, a quarter of them growing, followed for 24 h. Nobody else judges. */
export async function benchVerdicts(): Promise<BenchRow[]> {
  const { judging, observing, findings } = (await measureInNode('verdictsInNode.ts')) as Measured;
  const row = { unit: 'ms', peer: null } as const;
  return [
    {
      ...row,
      name: `a verdict pass over 10,000 sites and 24 h of points, ${findings} findings`,
      ours: judging,
      budget: { most: 50 },
    },
    { ...row, name: 'taking in one poll of them, decoded already', ours: observing, budget: null },
  ];
}
