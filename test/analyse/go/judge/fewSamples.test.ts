// What is judged of lines of which a profile has few samples: by what is exact beside it, and by what chance can do.
import { describe, expect, it } from 'vitest';
import { megabyte } from '../../builders';
import { evidence, watch, watchEach } from './builders';

/** Bytes of one line, in objects of 4 kB. */
const held = (megabytes: number, place = 'main.store@/ws/store.go:12;main.main@/ws/main.go:5') => {
  const bytes = Math.round(megabytes * megabyte);
  const objects = Math.round(bytes / 4096);
  return `${place} ${String(objects)} ${String(bytes)} ${String(objects)} ${String(bytes)}`;
};
describe('bytes', () => {
  describe('of which so few samples came that growth could be luck', () => {
    const sample = 524_288 + 2048;
    /** Seven samples in a minute, and as many as `gone` of each that stay went again; twenty seconds from collection to collection of a large heap. */
    const few = (nth: number, gone: number) => {
      const cycle = Math.floor(nth / 5);
      const [live, ever] = [Math.floor(cycle * 1.2), Math.floor(cycle * 1.2) * (1 + gone)];
      const place = 'main.store@/ws/store.go:12;main.main@/ws/main.go:5';
      const large = 'main.load@/ws/load.go:4;main.main@/ws/main.go:5 80 41943040 80 41943040';
      const [kept, came] = [live * sample, ever * sample];
      return {
        heap: `${large}\n${place} ${String(came / 2048)} ${String(came)} ${String(kept / 2048)} ${String(kept)}`,
        memory: {
          numGc: cycle + 2,
          nextGc: 2 * (40 + cycle * 0.65) * megabyte,
          totalAlloc: nth * 8e6,
          mallocs: nth * 2000,
        },
      };
    };

    it('are believed where the goal grows as much, exactly, and not one of them went', () => {
      const [finding, ...others] = watch((nth) => few(nth, 0), { polls: 31 });
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ kind: 'heap-growth', confidence: 'probable', site: { line: 12 } });
      expect(evidence(finding, 'goal-growth')).toBeGreaterThan(3 * megabyte);
    });

    it('are no more than possible where some went', () => {
      const told = watchEach((nth) => few(nth, 1), { polls: 31 }).flat();
      expect(told.map(({ confidence }) => confidence)).not.toContain('probable');
    });
  });

  it('of which sampling shows little are not vouched for where nearly all that comes is freed: a full cache', () => {
    const level = (nth: number) => 30 + nth * 1.5 + [0, 2, -1, 1, -2][nth % 5]! * 6;
    const turning = (nth: number, churn: number) => {
      let ever = 0;
      for (let at = 1; at <= nth; at += 1) ever += churn + Math.max(0, level(at) - level(at - 1));
      const made = Math.round(ever * megabyte);
      const heap = held(level(nth)).replace(
        /\d+ \d+(?= \d+ \d+$)/,
        `${String(Math.round(made / 4096))} ${String(made)}`,
      );
      return { heap, memory: { nextGc: (80 + nth * 3) * megabyte } };
    };
    expect(watch((nth) => turning(nth, 0))).toMatchObject([{ confidence: 'probable' }]);
    expect(watch((nth) => turning(nth, 10))).toEqual([]);
  });

  it('stay probable while fewer samples than before are still luck', () => {
    const sample = 524_288 + 2048;
    const steps = [3, 6, 9, 12, 15, 18, 21, 24, 27];
    const pausing = (nth: number, lastAt: number) => {
      const bytes = sample * steps.filter((step) => step <= nth).length + (nth >= lastAt ? sample : 0);
      const objects = Math.round(bytes / 1024);
      const heap = `main.store@/ws/store.go:12;main.main@/ws/main.go:5 ${String(objects)} ${String(bytes)} ${String(objects)} ${String(bytes)}`;
      return { heap };
    };
    const told = (lastAt: number) => watchEach((nth) => pausing(nth, lastAt), { polls: 62 });
    expect(told(99)[30]).toMatchObject([{ confidence: 'probable' }]);
    // One of nine has come since, of which five or so were to be expected.
    expect(told(38)[46]).toMatchObject([{ confidence: 'probable' }]);
    expect(told(99)[61]).toEqual([]);
  });

  it('stay probable where a start has loaded much at once: the pace is that of what came afterwards', () => {
    const sample = 524_288 + 2048;
    const loaded = (nth: number) => {
      const samples = 80 + (nth < 1 ? 0 : 20) + Math.floor(Math.min(nth, 26) * 0.8);
      const [bytes, objects] = [samples * sample, Math.round((samples * sample) / 1024)];
      const heap = `main.store@/ws/store.go:12;main.main@/ws/main.go:5 ${String(objects)} ${String(bytes)} ${String(objects)} ${String(bytes)}`;
      return { heap };
    };
    const told = watchEach(loaded, { polls: 41 });
    expect(told[25]).toMatchObject([{ confidence: 'probable' }]);
    // No sample in so many seconds says nothing yet, though the line had nearly all that it has long before.
    expect(told[37]).toMatchObject([{ confidence: 'probable' }]);
  });
});
