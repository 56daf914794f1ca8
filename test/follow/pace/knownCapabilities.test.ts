import { describe, expect, it } from 'vitest';
import { KnownCapabilities } from '../../../src/follow/pace/knownCapabilities';
import type { Problem } from '../../../src/shared/model/errors';

const forbidden: Problem = { kind: 'forbidden', subject: 'http://h/goroutine', detail: 'HTTP 403', status: 403 };
const minute = 60_000;

describe('what a service offers', () => {
  it('is asked for until it is refused', () => {
    const known = new KnownCapabilities(['heap', 'goroutines', 'memory']);
    expect(known.all.heap).toEqual({ state: 'not-asked' });
    expect(known.wants('heap', 0)).toBe(true);
    known.offered('heap');
    expect([known.all.heap.state, known.wants('heap', 1)]).toEqual(['offered', true]);
    known.refused('goroutines', forbidden, 7);
    expect(known.all.goroutines).toEqual({ state: 'refused', problem: forbidden, sinceMillis: 7 });
    expect([known.wants('goroutines', 8), known.wants('heap', 8)]).toEqual([false, true]);
  });

  it('is asked for again every few minutes, and stays refused since the first time', () => {
    const known = new KnownCapabilities(['heap', 'goroutines', 'memory']);
    known.refused('goroutines', forbidden, 0);
    expect([4, 5].map((minutes) => known.wants('goroutines', minutes * minute))).toEqual([false, true]);
    known.refused('goroutines', { ...forbidden, detail: 'HTTP 404' }, 5 * minute);
    expect(known.all.goroutines).toMatchObject({ state: 'refused', problem: { detail: 'HTTP 404' }, sinceMillis: 0 });
    expect([9, 10].map((minutes) => known.wants('goroutines', minutes * minute))).toEqual([false, true]);
    known.offered('goroutines');
    expect(known.all.goroutines.state).toBe('offered');
  });

  it('is asked for at once when the service was away, or is another process', () => {
    const known = new KnownCapabilities(['heap', 'goroutines', 'memory']);
    known.refused('goroutines', forbidden, 0);
    known.askAgain();
    expect(known.wants('goroutines', 1)).toBe(true);
    // Until it answers, nothing else is known.
    expect(known.all.goroutines.state).toBe('refused');
  });

  it('is asked for at once when something else is offered that was refused: somebody has opened the service', () => {
    const known = new KnownCapabilities(['heap', 'goroutines', 'memory']);
    known.refused('heap', forbidden, 0);
    known.refused('memory', forbidden, 0);
    known.offered('goroutines');
    expect(known.wants('memory', 1)).toBe(false);
    known.offered('heap');
    expect(known.wants('memory', 1)).toBe(true);
  });

  it('is believed to be gone only when it was refused twice: once may have been a proxy for a moment', () => {
    const known = new KnownCapabilities(['heap', 'goroutines', 'memory']);
    known.offered('heap');
    known.refused('heap', forbidden, 1);
    expect([known.all.heap.state, known.wants('heap', 2)]).toEqual(['offered', true]);
    known.offered('heap');
    known.refused('heap', forbidden, 3);
    expect(known.wants('heap', 4)).toBe(true);
    known.refused('heap', forbidden, 5);
    expect(known.all.heap).toMatchObject({ state: 'refused', sinceMillis: 5 });
    expect(known.wants('heap', 6)).toBe(false);
  });

  it('is another value whenever it is another, and the same as long as it is the same', () => {
    const known = new KnownCapabilities(['heap', 'goroutines', 'memory']);
    known.offered('heap');
    const before = known.all;
    known.offered('heap');
    expect(known.all).toBe(before);
    known.offered('memory');
    expect(known.all).not.toBe(before);
  });
});
