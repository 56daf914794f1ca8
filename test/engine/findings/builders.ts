import type { Finding, FindingSite, RelatedSite } from '../../../src/shared/model/finding';

export function site(about: Partial<FindingSite> = {}): FindingSite {
  return {
    function: 'main.(*session).receive',
    file: 'example.com/gateway/gateway.go',
    path: '/ws/gateway.go',
    line: 38,
    ...about,
  };
}

export function related(about: Partial<RelatedSite> = {}): RelatedSite {
  return { ...site({ line: 25, function: 'main.(*gateway).serve' }), role: 'spawn', ...about };
}

/** A probable goroutine leak at `/ws/gateway.go:38`. */
export function leak(about: Partial<Finding> = {}): Finding {
  return {
    id: 'goroutine-leak:main.(*session).receive:chan-send+5',
    kind: 'goroutine-leak',
    confidence: 'probable',
    status: null,
    site: site(),
    related: [related()],
    evidence: [
      { name: 'count', value: 412, unit: 'goroutines' },
      { name: 'rate', value: 118, unit: 'per-minute' },
    ],
    rate: { value: 118, unit: 'goroutines-per-minute' },
    amount: { value: 412, unit: 'goroutines' },
    heldBytes: 33_000_000,
    wait: 'chan-send',
    state: 'chan send',
    pattern: null,
    opened: null,
    operation: 's.out <- message',
    fixes: [],
    bound: null,
    holders: [],
    firstSeenMillis: 1_000,
    lastSeenMillis: 61_000,
    trend: [
      [1_000, 294],
      [31_000, 353],
      [61_000, 412],
    ],
    course: null,
    ...about,
  };
}
