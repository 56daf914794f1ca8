// Findings by hand, for tests of words and reports.
import type { Evidence, EvidenceName, EvidenceUnit, Finding } from '../../../../src/shared/model/finding';

export const megabyte = 2 ** 20;

export function evidence(name: EvidenceName, value: number, unit: EvidenceUnit): Evidence {
  return { name, value, unit };
}

/** The sentinel agent's leak, seen after two minutes. */
export function goroutineLeak(given: Partial<Finding> = {}): Finding {
  return {
    id: 'goroutine-leak:main.(*agent).check:5:chan-send',
    kind: 'goroutine-leak',
    confidence: 'probable',
    status: null,
    site: {
      function: 'main.(*agent).check',
      file: 'leaklens.example/sentinel/agent.go',
      line: 61,
      path: '/work/sentinel/agent.go',
    },
    related: [
      {
        role: 'spawn',
        function: 'main.(*agent).round',
        file: 'leaklens.example/sentinel/agent.go',
        line: 40,
        path: '/work/sentinel/agent.go',
      },
    ],
    evidence: [
      evidence('count', 120, 'goroutines'),
      evidence('count-before', 1, 'goroutines'),
      evidence('rate', 60, 'per-minute'),
      evidence('age', 3, 'minutes'),
    ],
    rate: { value: 60, unit: 'goroutines-per-minute' },
    amount: { value: 120, unit: 'goroutines' },
    heldBytes: 9.6 * megabyte,
    wait: 'chan-send',
    state: 'chan send',
    pattern: null,
    opened: null,
    operation: 'ag.w <- 1',
    fixes: [],
    bound: null,
    holders: [],
    firstSeenMillis: Date.UTC(2026, 0, 2, 3, 4, 5),
    lastSeenMillis: Date.UTC(2026, 0, 2, 3, 6, 5),
    trend: [],
    course: null,
    ...given,
  };
}

export function heapGrowth(given: Partial<Finding> = {}): Finding {
  return goroutineLeak({
    id: 'heap-growth:main.(*cache).put:2',
    kind: 'heap-growth',
    site: {
      function: 'main.(*cache).put',
      file: 'leaklens.example/shop/cache.go',
      line: 22,
      path: '/work/shop/cache.go',
    },
    related: [],
    evidence: [evidence('bytes', 31.2 * megabyte, 'bytes'), evidence('collections', 14, 'count')],
    rate: { value: 9.1 * megabyte, unit: 'bytes-per-minute' },
    amount: { value: 31.2 * megabyte, unit: 'bytes' },
    heldBytes: 31.2 * megabyte,
    wait: null,
    state: '',
    operation: 'c.items[key] = page',
    ...given,
  });
}

/** A channel that was filled and dropped: nothing is live, everything is idle. */
export function retained(given: Partial<Finding> = {}): Finding {
  return heapGrowth({
    id: 'retained-by-runtime',
    kind: 'retained-by-runtime',
    confidence: 'info',
    site: null,
    evidence: [
      evidence('live', 0, 'bytes'),
      evidence('idle', 1500 * megabyte, 'bytes'),
      evidence('released', 36 * megabyte, 'bytes'),
      evidence('rss', 1540 * megabyte, 'bytes'),
    ],
    rate: null,
    amount: { value: 1500 * megabyte, unit: 'bytes' },
    operation: '',
    ...given,
  });
}
