// What is found in services that offer one kind of profile, and what is said of what is not known.
import { describe, expect, it } from 'vitest';
import { createSiteTracker } from '../../../../src/analyse/go/sites/siteTracker';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import { inWorkspace, megabyte } from '../../builders';
import { noKnowledge, observationOf, sending, watch, watchEach, type MadePoll } from './builders';

/** A megabyte a poll stays on one line; only what is alive is told, as jemalloc and Node tell it. */
const holding = (nth: number, place = 'main.keep@/ws/keep.go:7') =>
  `${place} ${String(nth * 1000)} ${String(nth * megabyte)}`;
const heapOnly = (nth: number): MadePoll => ({ heap: holding(nth), goroutines: null, memory: null });
const goroutinesOnly = (nth: number): MadePoll => ({ heap: null, goroutines: sending(nth * 2), memory: null });

const told = (made: (nth: number) => MadePoll, polls = 40) =>
  watchEach(made, { polls }).map((findings) =>
    findings.map((one) => `${one.kind} ${String(one.site?.line)} ${one.status ?? one.confidence}`),
  );

describe('a service that offers only its heap', () => {
  it('has verdicts on the lines that grow', () => {
    const [finding] = watch(heapOnly, { polls: 40 });
    expect(finding).toMatchObject({
      kind: 'heap-growth',
      confidence: 'probable',
      site: { path: '/ws/keep.go', line: 7 },
    });
    expect(finding?.rate?.value).toBeGreaterThan(25 * megabyte);
  });

  it('and has none on lines that stand still', () => {
    expect(told(() => heapOnly(20)).flat()).toEqual([]);
  });

  it('is not told to grow outside of Go, or by its stacks: neither is known', () => {
    const grows = (nth: number): MadePoll => ({
      heap: holding(5),
      goroutines: null,
      memory: null,
      residentBytes: 1e8 + nth * 5e6,
    });
    expect(told(grows, 120).flat()).toEqual([]);
    const stacks = (nth: number): MadePoll => ({
      heap: holding(5),
      goroutines: null,
      memory: { stackInuse: 1e6 + nth * 1e6, numGc: 1 },
    });
    expect(
      told(stacks, 120)
        .flat()
        .filter((one) => one.startsWith('stack-growth')),
    ).toEqual([]);
  });

  it('shows growth on its lines, poll by poll, without a collection to count', () => {
    const tracker = createSiteTracker();
    const reports = Array.from({ length: 20 }, (_, nth) =>
      tracker.observe(observationOf(heapOnly(nth), nth, 5000), inWorkspace),
    );
    expect(reports.at(-1)?.heap[0]).toMatchObject({ bytes: 19 * megabyte });
    expect(reports.at(-1)?.heap[0]?.growth).toBeGreaterThan(10 * megabyte);
    expect(reports.at(-1)).toMatchObject({ blocked: [], spawns: [] });
  });
});

describe('a service that offers only its goroutines', () => {
  it('has verdicts on where they pile up', () => {
    expect(watch(goroutinesOnly, { polls: 40 })).toMatchObject([
      { kind: 'goroutine-leak', confidence: 'probable', site: { line: 20 }, amount: { value: 78 } },
    ]);
  });

  it('holds no line of memory to be known', () => {
    const report = createSiteTracker().observe(observationOf(goroutinesOnly(4), 0, 5000), inWorkspace);
    expect(report).toMatchObject({ heap: [], heapTotalBytes: 0, blocked: [{ count: 8 }] });
  });
});

describe('a kind of profile that is not offered any more', () => {
  it('takes no verdict back: what is not known is neither gone nor fixed', () => {
    const heap = (nth: number): MadePoll => ({
      ...heapOnly(nth),
      ...(nth >= 40 && { heap: null, goroutines: 'main.main 1' }),
    });
    const goroutines = (nth: number): MadePoll => ({
      ...goroutinesOnly(nth),
      ...(nth >= 40 && { goroutines: null, heap: '- 0 0 0 0' }),
    });
    expect(
      told(heap, 120)
        .slice(39)
        .every(([one]) => one === 'heap-growth 7 probable'),
    ).toBe(true);
    expect(
      told(goroutines, 120)
        .slice(39)
        .every(([one]) => one === 'goroutine-leak 20 probable'),
    ).toBe(true);
  });

  it('and is fixed when it comes back, and nothing is there', () => {
    const back = (nth: number): MadePoll => ({
      goroutines: nth < 40 ? sending(nth * 2) : nth < 60 ? null : sending(0),
    });
    expect(told(back, 90).at(-1)).toEqual(['goroutine-leak 20 fixed']);
  });

  it('makes no fall of what was counted before and after', () => {
    const gaps = (nth: number): MadePoll => ({ goroutines: nth % 5 === 4 ? null : sending(nth * 2) });
    const judge = verdicts.createJudge();
    for (let nth = 0; nth < 44; nth += 1) judge.observe(observationOf(gaps(nth), nth, 2000), inWorkspace, 0);
    expect(judge.findings(noKnowledge, defaultThresholds)).toMatchObject([
      { confidence: 'probable', course: { standing: 'growing' } },
    ]);
  });

  it('keeps growing where it left off in the report on lines', () => {
    const tracker = createSiteTracker();
    let last;
    for (let nth = 0; nth < 20; nth += 1) {
      const poll = nth % 4 === 3 ? { ...heapOnly(nth), heap: null } : heapOnly(nth);
      const report = tracker.observe(observationOf(poll, nth, 5000), inWorkspace);
      if (report.heap.length > 0) last = report.heap[0];
    }
    expect(last?.growth).toBeGreaterThan(10 * megabyte);
  });
});
