import { describe, expect, it } from 'vitest';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { dumpOf, group, inWorkspace } from '../../builders';
import { connected, evidence, knowing, observationOf, receiving, sending, watch, watchEach } from './builders';

const dumpOfIds = (ids: readonly number[]) =>
  dumpOf(group('runtime.gopark;main.work@/ws/work.go:20', { count: ids.length, ids }));
const upTo = (count: number) => Array.from({ length: count }, (_, id) => id + 1);

describe('goroutines that never leave', () => {
  it.each([
    { what: 'many, quickly', count: (nth: number) => nth * 20 },
    { what: 'one every five seconds', count: (nth: number) => Math.floor((nth * 2) / 5) },
    { what: 'ten with every round of ten seconds', count: (nth: number) => Math.floor((nth * 2) / 10) * 10 },
    { what: 'on top of those that always wait there', count: (nth: number) => 50 + nth },
  ])('are a probable leak after a minute: $what', ({ count }) => {
    expect(watch((nth) => ({ goroutines: sending(count(nth)) }))).toMatchObject([
      { kind: 'goroutine-leak', confidence: 'probable', wait: 'chan-send', site: { path: '/ws/work.go', line: 20 } },
    ]);
  });

  it('are possible before they are watched for long enough, and never later than that in doubt', () => {
    const seen = watchEach((nth) => ({ goroutines: sending(nth * 5) })).map(([first]) => first?.confidence);
    expect(seen.indexOf('probable') * 2).toBe(26);
    expect(seen.slice(8, 13)).toEqual(Array.from({ length: 5 }, () => 'possible'));
    expect(new Set(seen.slice(13))).toEqual(new Set(['probable']));
  });

  it('are believed sooner where the source shows the mistake', () => {
    const knowledge = knowing({ wait: { pattern: 'timeout-without-buffer', operation: 'ch <- v' } });
    const [finding] = watch((nth) => ({ goroutines: sending(nth * 5) }), { polls: 10, knowledge });
    expect(finding).toMatchObject({ confidence: 'probable', pattern: 'timeout-without-buffer', operation: 'ch <- v' });
  });

  it('tell their rate, their share and how many there were', () => {
    const [finding] = watch((nth) => ({
      goroutines: `${sending(10 + nth * 2)}\n${receiving(24, 'main.pool@/ws/pool.go:5')}`,
    }));
    expect(finding?.rate?.value).toBeCloseTo(60, 0);
    expect(evidence(finding, 'count')).toBe(70);
    expect(evidence(finding, 'count-before')).toBe(10);
    expect(evidence(finding, 'concentration')).toBeCloseTo(70 / 94, 2);
  });

  it('stay a leak while the traffic pauses, if they had grown for long', () => {
    const paused = (nth: number) => sending(Math.min(nth, 40) * 5);
    const [finding] = watch((nth) => ({ goroutines: paused(nth) }), { polls: 60 });
    expect(finding).toMatchObject({ confidence: 'probable', rate: null, amount: { value: 200 } });
  });

  it('are found among others that pass through the line, when dumps show the same ones again', () => {
    const rush = (nth: number) => ({
      goroutines: sending(nth + (nth % 4 === 0 ? 100 : 0)),
      dump:
        nth % 5 === 0
          ? dumpOfIds([...upTo(nth), ...(nth % 4 === 0 ? upTo(100).map((id) => id + nth * 1000 + 500) : [])])
          : null,
    });
    expect(watch(rush)).toMatchObject([{ confidence: 'probable' }]);
    expect(watch((nth) => ({ ...rush(nth), dump: null }))).toEqual([]);
  });
});

describe('goroutines in health', () => {
  it.each([
    { what: 'a pool of any size', count: () => 1000 },
    { what: 'a pool that was resized twice', count: (nth: number) => (nth < 10 ? 8 : nth < 20 ? 16 : 24) },
    { what: 'a ramp that reached its level half-way', count: (nth: number) => Math.min(nth, 15) * 10 },
    { what: 'bursts that drain', count: (nth: number) => 200 - (nth % 10) * 20 },
    { what: 'a queue that is flushed', count: (nth: number) => (nth % 12) * 15 },
  ])('are nothing: $what', ({ count }) => {
    expect(watch((nth) => ({ goroutines: receiving(count(nth)) }))).toEqual([]);
  });

  it('are nothing when each belongs to a connection, and a leak when they outlive it', () => {
    const pair = (clients: number, writers: number) => ({ goroutines: `${connected(clients)}\n${receiving(writers)}` });
    expect(watch((nth) => pair(nth * 4, nth * 4))).toEqual([]);
    expect(watch((nth) => pair(20, nth * 4))).toMatchObject([{ confidence: 'probable' }]);
  });

  it('are nothing when they wait for clients, and a leak on connections that the program opened and never closes', () => {
    const reading = (nth: number) => ({ goroutines: connected(nth * 4) });
    expect(watch(reading)).toEqual([]);
    expect(watch(reading, { knowledge: knowing({ wait: { pattern: 'left-open' } }) })).toMatchObject([
      { confidence: 'probable', pattern: 'left-open' },
    ]);
    const judge = verdicts.createJudge();
    for (let nth = 0; nth < 5; nth += 1) judge.observe(observationOf(reading(nth), nth, 2000), inWorkspace, 0);
    expect(judge.questions().waits).toMatchObject([{ path: '/ws/read.go', line: 30, kind: 'io' }]);
  });

  it('are nothing when the load rises with them', () => {
    const ramp = (nth: number) => ({
      goroutines: receiving(nth * 4),
      memory: { mallocs: nth * nth * 1e6, totalAlloc: nth * nth * 1e8 },
    });
    expect(watch(ramp).map(({ confidence }) => confidence)).not.toContain('probable');
  });

  it('are nothing when they only come to wait here from elsewhere: the pool itself does not grow', () => {
    const pool = (waiting: number) =>
      [
        `runtime.gopark;runtime.chanrecv;main.next@/ws/pool.go:9;main.worker@/ws/pool.go:4 ${String(waiting)}`,
        `main.busy@/ws/pool.go:12;main.worker@/ws/pool.go:4 ${String(100 - waiting)}`,
      ].join('\n');
    expect(watch((nth) => ({ goroutines: pool(20 + nth * 2) }))).toEqual([]);
  });

  it('are nothing when dumps show others each time, however smoothly their number rises', () => {
    const queue = (nth: number) => ({
      goroutines: sending(nth * 4),
      dump: nth % 5 === 0 ? dumpOfIds(upTo(nth * 4).map((id) => id + nth * 1000)) : null,
    });
    expect(watch(queue)).toEqual([]);
  });

  it('are a tier lower where the source shows a way out', () => {
    const knowledge = knowing({ wait: { waysOut: ['context'] } });
    const found = watch((nth) => ({ goroutines: receiving(nth) }), { polls: 20, knowledge });
    expect(found).toMatchObject([{ confidence: 'possible' }]);
    const crowd = watch((nth) => ({ goroutines: receiving(80 + nth) }), { polls: 20, knowledge });
    expect(crowd, 'a crowd as before').toEqual([]);
  });

  it('of LeakLens itself are never seen', () => {
    const asking = (nth: number) =>
      `runtime.gopark;runtime.chansend;runtime/pprof.writeHeap;net/http/pprof.Index;main.serve@/ws/a.go:3 ${String(nth * 5 + 1)}`;
    expect(watch((nth) => ({ goroutines: asking(nth) }))).toEqual([]);
  });
});

describe('goroutines that were there before anybody looked', () => {
  const old = (count: number, minutes: number) => ({
    goroutines: sending(count),
    dump: dumpOf(group('runtime.gopark;main.work@/ws/work.go:20', { count, minutes: { min: minutes, max: minutes } })),
  });

  it('are possible when they wait to send for minutes', () => {
    expect(watch(() => old(40, 6))).toMatchObject([{ confidence: 'possible', state: 'chan send' }]);
  });

  it('are probable when there are thousands of them', () => {
    expect(watch(() => old(12_000, 6))).toMatchObject([{ confidence: 'probable' }]);
  });

  it('are a pool when they wait to receive', () => {
    expect(watch(() => ({ goroutines: receiving(12_000) }))).toEqual([]);
  });
});

describe('goroutines that the runtime names', () => {
  const place = 'runtime.gopark;runtime.chansend;main.work@/ws/work.go:20';

  it('are proven, with how many and when, also by captures that missed some', () => {
    const captures: Record<number, string> = { 5: `${place} 12`, 15: `${place} 11`, 25: 'runtime.gopark;main.other 1' };
    const leaked = (nth: number) => (captures[nth] === undefined ? {} : { leaked: captures[nth] });
    const [finding] = watch((nth) => ({ goroutines: sending(12), ...leaked(nth) }));
    expect(finding).toMatchObject({ confidence: 'proven', amount: { value: 12, unit: 'goroutines' } });
    expect(evidence(finding, 'leaked-by-runtime')).toBe(12);
    expect(evidence(finding, 'leaked-last-seen')).toBe(Date.UTC(2026, 10, 20) + 15 * 2000);
  });
});

describe('a restart', () => {
  const leak = (nth: number, fixedIn: number) => ({
    life: nth < 31 ? 0 : 1,
    memory: { numGc: nth % 31, mallocs: (nth % 31) * 1e6, totalAlloc: (nth % 31) * 1e8 },
    goroutines: sending(nth < 31 ? nth * 10 : (nth - 31) * fixedIn),
  });

  it('is a new life: what is gone in it after as long a watch is fixed', () => {
    const seen = watchEach((nth) => leak(nth, 0), { polls: 62 });
    expect(seen[33]).toEqual([]);
    expect(seen.at(-1)).toMatchObject([{ status: 'fixed', confidence: 'info' }]);
    expect(evidence(seen.at(-1)?.[0], 'fixed-before')).toBe(300);
  });

  it('are nothing while they read from connections, and a leak where they read from pipes', () => {
    const reading = (nth: number, from: string) =>
      `internal/poll.runtime_pollWait;internal/poll.(*FD).Read;${from};main.read@/ws/read.go:30 ${String(nth * 4 + 1)}`;
    expect(watch((nth) => ({ goroutines: reading(nth, 'net.(*netFD).Read') }))).toEqual([]);
    const [finding] = watch((nth) => ({ goroutines: reading(nth, 'os.(*File).Read') }));
    expect(finding).toMatchObject({ kind: 'goroutine-leak', confidence: 'probable', wait: 'io', site: { line: 30 } });
  });

  it('keeps the id and the first sight of what leaks again', () => {
    const seen = watchEach((nth) => leak(nth, 10), { polls: 62 });
    expect(seen.at(-1)).toMatchObject([{ confidence: 'probable', amount: { value: 300 } }]);
    expect(seen.at(-1)?.[0]?.id).toBe(seen[30]?.[0]?.id);
    expect(seen.at(-1)?.[0]?.firstSeenMillis).toBe(seen[30]?.[0]?.firstSeenMillis);
  });
});
