import { describe, expect, it } from 'vitest';
import { RequestQueue } from '../../../src/sources/base/requestQueue';

describe('RequestQueue', () => {
  const never = new AbortController().signal;

  it('runs one task at a time, in order, also after one that failed', async () => {
    const queue = new RequestQueue();
    const events: string[] = [];
    const task = (name: string) => async () => {
      events.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      if (name === 'a') throw new Error('a failed');
      return name;
    };
    const results = await Promise.allSettled([queue.run(never, task('a')), queue.run(never, task('b'))]);
    expect(events).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('lets a waiting task leave at once, and the next one still waits for the first', async () => {
    const queue = new RequestQueue();
    const events: string[] = [];
    let endFirst = (): void => undefined;
    const first = queue.run(never, () => new Promise<void>((resolve) => (endFirst = resolve)));
    const abort = new AbortController();
    const second = queue.run(abort.signal, () => Promise.resolve(events.push('second')));
    const third = queue.run(never, () => Promise.resolve(events.push('third')));
    const reason = new Error('left');
    abort.abort(reason);
    await expect(second).rejects.toBe(reason);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([]);
    endFirst();
    await Promise.all([first, third]);
    expect(events).toEqual(['third']);
  });

  it('does not start a task that was aborted before it came', async () => {
    const queue = new RequestQueue();
    await expect(queue.run(AbortSignal.abort(new Error('no')), () => Promise.resolve('ran'))).rejects.toThrow('no');
  });
});
