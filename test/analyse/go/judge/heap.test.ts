import { describe, expect, it } from 'vitest';
import { dumpOf, group, megabyte } from '../../builders';
import { evidence, knowing, sending, watch, watchEach } from './builders';

/** Bytes of one line, in objects of 4 kB. */
const held = (megabytes: number, place = 'main.store@/ws/store.go:12;main.main@/ws/main.go:5') => {
  const bytes = Math.round(megabytes * megabyte);
  const objects = Math.round(bytes / 4096);
  return `${place} ${String(objects)} ${String(bytes)} ${String(objects)} ${String(bytes)}`;
};
const kept = 'main.work@/ws/work.go:18;main.start@/ws/work.go:9';

describe('bytes that are kept', () => {
  it('are a probable growth when they rise from collection to collection', () => {
    const [finding, ...others] = watch((nth) => ({ heap: held(nth * 2) }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'heap-growth',
      confidence: 'probable',
      site: { line: 12, path: '/ws/store.go' },
    });
    expect(finding?.rate?.value).toBeCloseTo(60 * megabyte, -6);
    expect(finding?.heldBytes).toBeGreaterThan(40 * megabyte);
  });

  describe('and how soon', () => {
    /** When the growth was first called probable, seconds; as much as `freed` for each byte that is kept goes again at once. */
    const toldAfter = (freed: number) => {
      const made = (nth: number) => {
        const [bytes, ever] = [nth * 2 * megabyte, nth * 2 * megabyte * (1 + freed)];
        const place = 'main.store@/ws/store.go:12;main.main@/ws/main.go:5';
        return { heap: `${place} ${String(ever / 4096)} ${String(ever)} ${String(bytes / 4096)} ${String(bytes)}` };
      };
      const rounds = watchEach(made, { polls: 30 });
      return rounds.findIndex((findings) => findings.some(({ confidence }) => confidence === 'probable')) * 2;
    };

    it('after half the usual watch where nothing of what comes is freed, after all of it elsewhere', () => {
      expect(toldAfter(0)).toBe(14);
      expect(toldAfter(1)).toBe(26);
    });

    it('with how long what comes is kept, where most of it goes again', () => {
      const made = (nth: number) => {
        const [bytes, ever] = [(20 + nth) * megabyte, nth * 4 * megabyte];
        const place = 'main.store@/ws/store.go:12;main.main@/ws/main.go:5';
        return { heap: `${place} ${String(ever / 4096)} ${String(ever)} ${String(bytes / 4096)} ${String(bytes)}` };
      };
      const [finding] = watch(made);
      // 35 MB in use on average, 2 MB a second.
      expect(evidence(finding, 'freed-share')).toBeCloseTo(0.75, 1);
      expect(evidence(finding, 'kept-for')).toBeCloseTo(17.5, 0);
      expect(evidence(watch((nth) => ({ heap: held(nth * 2) }))[0], 'kept-for')).toBeUndefined();
    });

    it('with what came and went among the evidence', () => {
      const [finding] = watch((nth) => ({ heap: held(nth * 2) }));
      expect(evidence(finding, 'freed-share')).toBe(0);
      expect(evidence(finding, 'allocated')).toBe(evidence(finding, 'bytes'));
    });
  });

  it('count one point a collection: without one nothing is known', () => {
    expect(watch((nth) => ({ heap: held(20), memory: { numGc: nth < 2 ? 1 : 2 } }))).toEqual([]);
  });

  it.each([
    { what: 'a cache that filled in half the time', at: (nth: number) => Math.min(nth, 15) * 4 },
    { what: 'a table that was loaded', at: (nth: number) => (nth < 12 ? 1 : 90) },
    { what: 'a buffer that is written out', at: (nth: number) => 10 + (nth % 6) * 10 },
    { what: 'what is given back', at: (nth: number) => 100 - nth * 3 },
  ])('are nothing: $what', ({ at }) => {
    expect(watch((nth) => ({ heap: held(at(nth)) }))).toEqual([]);
  });

  it('are nothing while what comes and goes makes more noise than they grow', () => {
    const turning = (nth: number) =>
      held(64 + nth * 0.3).replace(/\d+ \d+(?= \d+ \d+$)/, `1 ${String(nth * 64 * megabyte)}`);
    expect(watch((nth) => ({ heap: turning(nth) }))).toEqual([]);
    expect(watch((nth) => ({ heap: held(64 + nth * 0.3) }))).toMatchObject([{ confidence: 'probable' }]);
  });

  it('are never probable when the load rises with them', () => {
    const ramp = (nth: number) => ({
      heap: held(nth * 2),
      memory: { mallocs: nth * nth * 1e6, totalAlloc: nth * nth * 1e8 },
    });
    expect(watch(ramp).map(({ confidence }) => confidence)).not.toContain('probable');
    // Each set of labels makes the next answer of /metrics dearer: there the growth makes the load.
    const knowledge = knowing({ allocation: { pattern: 'unbounded-labels' } });
    expect(watch(ramp, { knowledge })).toMatchObject([{ confidence: 'probable' }]);
    const cache = knowing({ allocation: { pattern: 'entry-never-deleted' } });
    expect(watch(ramp, { knowledge: cache })).toMatchObject([{ confidence: 'possible' }]);
  });

  it('are a tier lower where the source deletes from what grows, and not suspected while it may be a cache that fills', () => {
    const knowledge = knowing({ allocation: { shape: 'composite', deletes: true } });
    const told = watchEach((nth) => ({ heap: held(nth * 2) }), { knowledge });
    expect(told[22]).toEqual([]);
    expect(told[23]).toMatchObject([{ confidence: 'possible' }]);
    const slower = watchEach((nth) => ({ heap: held(nth * 2 - Math.max(0, nth - 12) * 1.2) }), {
      knowledge,
      polls: 26,
    });
    expect(slower.flat()).toEqual([]);
    expect(watch((nth) => ({ heap: held(nth * 2) }), { knowledge })).toMatchObject([{ confidence: 'possible' }]);
  });

  it('are a cache that fills, however long, where all that keeps them is bounded', () => {
    const bound = {
      kind: 'cache',
      keeper: 'products',
      limit: '20_000',
      made: { path: '/ws/shop.go', line: 7 },
    } as const;
    const knowledge = knowing({ allocation: { shape: 'composite', bound } });
    const [finding] = watch((nth) => ({ heap: held(nth * 2) }), { knowledge, polls: 150, everyMillis: 5000 });
    expect(finding).toMatchObject({ kind: 'heap-growth', confidence: 'possible', bound });
    expect(finding?.related).toEqual([
      { role: 'make', function: '', file: '/ws/shop.go', path: '/ws/shop.go', line: 7 },
    ]);
  });

  it('are told with what keeps them, its line and where it is taken out again', () => {
    const at = (line: number) => ({ path: '/ws/shop.go', line });
    const holder = {
      kind: 'map',
      name: 's.orders',
      stored: at(30),
      declared: at(9),
      removal: 'some',
      removed: [at(44)],
      unused: null,
      certain: true,
    } as const;
    const knowledge = knowing({ allocation: { shape: 'composite', holders: [holder] } });
    const [finding] = watch((nth) => ({ heap: held(nth * 2) }), { knowledge });
    expect(finding?.holders).toEqual([holder]);
    expect(finding?.evidence).toContainEqual({ name: 'holder', value: 1, unit: 'count' });
    expect(finding?.related.map(({ role, line }) => [role, line])).toEqual([
      ['kept-by', 30],
      ['taken-out', 44],
    ]);
  });

  it('are a leak after all where they are taken out again, and that does not keep up', () => {
    const bound = { kind: 'evicts', keeper: 'items', limit: '', made: null } as const;
    const knowledge = knowing({ allocation: { shape: 'composite', bound } });
    const grow = (nth: number) => ({ heap: held(nth * 2) });
    expect(watch(grow, { knowledge })).toMatchObject([{ confidence: 'possible' }]);
    expect(watch(grow, { knowledge, polls: 150, everyMillis: 5000 })).toMatchObject([{ confidence: 'probable' }]);
  });

  it('are the room of a map where the source deletes from it', () => {
    const knowledge = knowing({ allocation: { shape: 'map-assign', deletes: true, operation: 'm[k] = v' } });
    const [finding] = watch((nth) => ({ heap: held(nth * 2) }), { knowledge });
    expect(finding).toMatchObject({ kind: 'map-capacity', confidence: 'probable', operation: 'm[k] = v' });
  });

  it('are explained as the room of a map when that stands still', () => {
    const knowledge = knowing({ allocation: { shape: 'map-assign', deletes: true } });
    const emptied = (nth: number) => ({ heap: held(40), memory: { heapObjects: nth < 10 ? 1_000_000 : 20_000 } });
    expect(watch(() => ({ heap: held(40) }), { knowledge })).toMatchObject([
      { kind: 'map-capacity', confidence: 'info' },
    ]);
    const [finding] = watch(emptied, { knowledge });
    expect(finding).toMatchObject({ kind: 'map-capacity', confidence: 'possible' });
    expect([evidence(finding, 'objects'), evidence(finding, 'objects-peak')]).toEqual([20_000, 1_000_000]);
  });

  it('of a buffer that doubles go on while it could still be filling its last room', () => {
    const buffer = (nth: number) => {
      const bytes = megabyte * 2 ** Math.floor(Math.log2(Math.max(1, nth)));
      return { heap: `main.log@/ws/log.go:4;main.main@/ws/main.go:5 1 ${String(bytes)} 1 ${String(bytes)}` };
    };
    expect(watch(buffer, { polls: 28 })).toMatchObject([{ kind: 'heap-growth', confidence: 'probable' }]);
  });

  /** A slow growth, in steps that sampling makes of it: up and down by two samples. */
  const coarse = (nth: number) => held(3 + nth * 0.15 + [0, 2, -1, 1, -2][nth % 5]! / 2);
  it.each([
    { what: 'grows with the line', goal: (nth: number) => 8 + nth * 0.3, expected: ['probable'] },
    { what: 'stands still', goal: () => 20, expected: [] },
    { what: 'grew in the first half', goal: (nth: number) => 8 + Math.min(nth, 15), expected: [] },
    { what: 'grows by much else', goal: (nth: number) => 80 + nth * 10, expected: [] },
  ])('of which sampling shows little are vouched for by the goal of the collector that $what', ({ goal, expected }) => {
    const findings = watch((nth) => ({ heap: coarse(nth), memory: { nextGc: goal(nth) * megabyte } }));
    expect(findings.map(({ confidence }) => confidence)).toEqual(expected);
  });

  it.each([
    { what: 'the goal stands still', goal: () => 160, expected: [] },
    { what: 'GOMEMLIMIT holds the goal down', goal: () => 90, expected: ['probable'] },
    { what: 'the goal grows with them', goal: (nth: number) => 130 + nth * 2, expected: ['probable'] },
  ])('that seem to grow by what sampling makes of them are nothing when $what', ({ goal, expected }) => {
    const large = (nth: number) => held(66 + nth * 0.9);
    const findings = watch((nth) => ({ heap: large(nth), memory: { nextGc: goal(nth) * megabyte } }));
    expect(findings.map(({ confidence }) => confidence)).toEqual(expected);
  });

  it.each([
    { what: 'stands still', inUse: () => 24, expected: [] },
    { what: 'grows: GOMEMLIMIT holds the goal down', inUse: (nth: number) => 9 + nth * 0.9, expected: ['probable'] },
  ])('under a goal that stands still are believed by what is in use, which $what', ({ inUse, expected }) => {
    const findings = watch((nth) => ({
      heap: held(6 + nth * 0.8),
      memory: { nextGc: 48 * megabyte, heapAlloc: inUse(nth) * megabyte },
    }));
    expect(findings.map(({ confidence }) => confidence)).toEqual(expected);
  });

  it.each([
    { what: 'stood still', since: 1, tiers: [] },
    { what: 'rose with them', since: 20, tiers: ['probable'] },
  ])('whose goal $what between the last two collections, of which the profile tells later', ({ since, tiers }) => {
    // A collection with each poll for 34 seconds, and one more ten seconds later: the profile is of the one before.
    const made = (nth: number) => {
      const collections = nth < 17 ? nth + 1 : nth < 22 ? 18 : 19;
      const goal = (4 + Math.min(nth, 17) * 4 + (nth < 22 ? 0 : since)) * megabyte;
      return {
        heap: held(Math.min(nth, 17) * 2),
        memory: { numGc: collections, nextGc: goal, totalAlloc: nth * 4 * megabyte },
      };
    };
    expect(watch(made, { polls: 27 }).map(({ confidence }) => confidence)).toEqual(tiers);
  });

  it('of which sampling shows little are not vouched for by a goal that another line drives', () => {
    const other = 'main.fill@/ws/cache.go:7;main.main@/ws/main.go:5';
    const findings = watch((nth) => ({
      heap: `${coarse(nth)}\n${held(20 + nth * 5, other)}`,
      memory: { nextGc: 2 * (23 + nth * 5.15) * megabyte },
    }));
    expect(findings.map(({ site }) => site?.line)).toEqual([7]);
  });

  it('are not vouched for by a goal that somebody tunes', () => {
    const tuned = (nth: number) => ({
      heap: coarse(nth),
      memory: { nextGc: (8 + nth * 0.3) * 1.05 ** nth * megabyte },
    });
    expect(watch(tuned)).toEqual([]);
  });

  it('of a buffer and the one that it outgrew are those of the newer one', () => {
    const outgrown = (nth: number) => {
      const newest = megabyte * 2 ** Math.floor(Math.log2(Math.max(1, nth)));
      const isCopying = nth > 1 && newest === megabyte * nth;
      const bytes = String(isCopying ? newest * 1.5 : newest);
      const objects = isCopying ? '2' : '1';
      return { heap: `main.log@/ws/log.go:4;main.main@/ws/main.go:5 ${objects} ${bytes} ${objects} ${bytes}` };
    };
    expect(watch(outgrown, { polls: 28 })).toMatchObject([{ kind: 'heap-growth', confidence: 'probable' }]);
  });

  it('stay probable when the traffic pauses: they are still there', () => {
    const paused = (nth: number) => ({
      heap: held(Math.min(nth, 45) * 2),
      memory: { numGc: Math.min(nth, 60) + 1, totalAlloc: Math.min(nth, 45) * 1e8, mallocs: Math.min(nth, 45) * 1e6 },
    });
    const seen = watchEach(paused, { polls: 130 }).map(([finding]) => finding);
    expect(seen[45]).toMatchObject({ confidence: 'probable' });
    for (const at of [75, 129]) {
      expect(seen[at]).toMatchObject({
        confidence: 'probable',
        rate: null,
        status: null,
        course: { standing: 'stands' },
      });
      expect(evidence(seen[at], 'stands')).toBe(seen[at]?.course?.sinceMillis);
    }
  });

  it('are taken back when the program works on as before and no more of it is kept: a cache is full', () => {
    const filled = watchEach((nth) => ({ heap: held(Math.min(nth, 20) * 4) }), { polls: 60 });
    expect(filled[19]).toMatchObject([{ confidence: 'probable' }]);
    expect(filled.at(-1)).toEqual([]);
  });

  it('are fixed when they are gone', () => {
    const seen = watchEach((nth) => ({ heap: nth < 30 ? held(nth * 2) : held(1) }), { polls: 33 });
    expect(seen.at(-1)).toMatchObject([{ kind: 'heap-growth', status: 'fixed', confidence: 'info' }]);
  });
});

describe('bytes that leaked goroutines keep alive', () => {
  const spawned = { createdBy: 'main.start@/ws/work.go:9' };
  const leak = (nth: number, place: string) => ({
    goroutines: sending(nth * 10),
    heap: held(nth, place),
    dump: dumpOf(group('runtime.gopark;runtime.chansend;main.work@/ws/work.go:20', { count: nth * 10, ...spawned })),
  });

  it.each([
    { what: 'allocated inside the goroutine', place: 'main.work@/ws/work.go:18' },
    { what: 'allocated on the way to the go statement', place: kept },
  ])('are told with them, once: $what', ({ place }) => {
    const findings = watch((nth) => leak(nth, place));
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({ kind: 'goroutine-leak', confidence: 'probable' });
    expect(evidence(finding, 'bytes-per-goroutine')).toBeCloseTo(megabyte / 10, -3);
    expect(finding?.heldBytes).toBeCloseTo(30 * megabyte, -6);
    expect(finding?.related.map(({ role, line }) => [role, line])).toEqual([
      ['spawn', 9],
      ['allocation', 18],
    ]);
  });

  it('are a finding of their own where nothing links them', () => {
    const findings = watch((nth) => leak(nth, 'main.store@/ws/store.go:12;main.other@/ws/store.go:5'));
    expect(findings.map(({ kind }) => kind).sort()).toEqual(['goroutine-leak', 'heap-growth']);
  });
});

describe('a process whose heap grows on very many lines', () => {
  const lines = 400;
  const spread = (megabytes: number) =>
    Array.from({ length: lines }, (_, nth) => held(megabytes / lines, `main.f@/ws/f.go:${String(nth + 1)}`)).join('\n');

  it('is not told to be mended when its heap stands still at its peak', () => {
    const grown = 150;
    const rounds = watchEach((nth) => ({ heap: spread(Math.min(nth, grown) * 1.4) }), {
      polls: grown + 20,
      everyMillis: 15_000,
    });
    const whole = rounds.map((findings) => findings.find(({ site }) => site === null));
    expect(whole[grown]).toMatchObject({ kind: 'heap-growth', confidence: 'probable' });
    expect(whole.map((finding) => finding?.status ?? null)).not.toContain('fixed');
  });
});

describe('a process that looks big', () => {
  const memory = {
    heapInuse: 8 * megabyte,
    heapIdle: 900 * megabyte,
    heapReleased: 100 * megabyte,
    nextGc: 8 * megabyte,
  };

  it('is explained by what the runtime keeps, with the numbers', () => {
    const findings = watch(() => ({ heap: held(4), memory, residentBytes: 850 * megabyte }));
    expect(findings).toMatchObject([{ kind: 'retained-by-runtime', confidence: 'info', site: null }]);
    expect(evidence(findings[0], 'idle')).toBe(800 * megabyte);
    expect(evidence(findings[0], 'released')).toBe(100 * megabyte);
    expect(evidence(findings[0], 'rss')).toBe(850 * megabyte);
  });

  it('is not when the collector’s goal explains the room', () => {
    const gogc = { heapInuse: 300 * megabyte, heapIdle: 250 * megabyte, nextGc: 600 * megabyte, sys: 700 * megabyte };
    expect(watch(() => ({ heap: held(280), memory: gogc }))).toEqual([]);
    const small = { heapInuse: 2 * megabyte, heapIdle: 30 * megabyte, nextGc: 4 * megabyte };
    expect(watch(() => ({ heap: held(1), memory: small }))).toEqual([]);
  });

  it('grows outside Go when its resident set does and the runtime does not', () => {
    const native = (nth: number) => ({ residentBytes: (40 + nth * 5) * megabyte, memory: { sys: 20 * megabyte } });
    expect(watch(native)).toMatchObject([{ kind: 'native-growth', confidence: 'probable', site: null }]);
    const go = (nth: number) => ({
      residentBytes: (40 + nth * 5) * megabyte,
      memory: { sys: (20 + nth * 5) * megabyte },
    });
    expect(watch(go)).toEqual([]);
  });

  it('grows by its stacks when those deepen and goroutines do not multiply', () => {
    const deep = (nth: number) => ({ memory: { stackInuse: (1 + nth * 3) * megabyte } });
    expect(watch(deep)).toMatchObject([{ kind: 'stack-growth', confidence: 'probable' }]);
    const many = (nth: number) => ({ ...deep(nth), goroutines: `main.run@/ws/a.go:1 ${String(1 + nth * 50)}` });
    expect(watch(many).map(({ kind }) => kind)).not.toContain('stack-growth');
  });
});
