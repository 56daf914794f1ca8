import { describe, expect, it } from 'vitest';
import { analysis } from '../../../src/analyse/analysis';
import { SeriesBuffer } from '../../../src/engine/sessions/seriesBuffer';
import { point } from '../../analyse/builders';

const poll = 5000;

function filled(count: number, spikeAt = -1): SeriesBuffer {
  const buffer = new SeriesBuffer(analysis, []);
  for (let index = 0; index < count; index += 1) {
    buffer.append(point(index * poll, { liveHeap: index === spikeAt ? 1e9 : index, goroutines: 50 }));
  }
  return buffer;
}

describe('the series of a target in memory', () => {
  it('begins with what was kept before', () => {
    const earlier = [point(0, { goroutines: 1 }), point(poll, { goroutines: 2 })];
    const buffer = new SeriesBuffer(analysis, earlier);
    buffer.append(point(2 * poll, { goroutines: 3 }));
    expect(buffer.since(null).map(({ values }) => values.goroutines)).toEqual([1, 2, 3]);
    expect(buffer.latest?.values.goroutines).toBe(3);
    expect(earlier).toHaveLength(2);
  });

  it('of a new target is empty', () => {
    const buffer = new SeriesBuffer(analysis, []);
    expect([buffer.latest, buffer.since(null), buffer.since(0)]).toEqual([null, [], []]);
  });

  it('answers what is at or after a time', () => {
    const times = (since: number) =>
      filled(5)
        .since(since)
        .map(({ atMillis }) => atMillis);
    expect(times(2 * poll)).toEqual([2 * poll, 3 * poll, 4 * poll]);
    expect(times(2 * poll + 1)).toEqual([3 * poll, 4 * poll]);
    expect(times(99 * poll)).toEqual([]);
    expect(times(-1)).toHaveLength(5);
  });

  it('is bounded over days, with the first point, the newest hours whole, and every peak', () => {
    const count = 50_000;
    const points = filled(count, 1234).since(null);
    expect(points.length).toBeLessThanOrEqual(8640);
    expect(points[0]?.atMillis).toBe(0);
    expect(points.slice(-4000).map(({ values }) => values.liveHeap)).toEqual(
      Array.from({ length: 4000 }, (_, index) => count - 4000 + index),
    );
    expect(points.some(({ values }) => values.liveHeap === 1e9)).toBe(true);
  });

  it('is bounded when more was kept than fits', () => {
    const earlier = Array.from({ length: 30_000 }, (_, index) => point(index * poll, { goroutines: index }));
    const buffer = new SeriesBuffer(analysis, earlier);
    expect(buffer.since(null).length).toBeLessThanOrEqual(8640);
    expect(buffer.latest?.values.goroutines).toBe(29_999);
  });
});
