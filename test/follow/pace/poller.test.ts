import { beforeEach, describe, expect, it } from 'vitest';
import { Poller } from '../../../src/follow/pace/poller';
import { FakeClock } from '../../support/fakeClock';

interface Round {
  readonly signal: AbortSignal;
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

describe('a poller', () => {
  let clock: FakeClock;
  let rounds: Round[];
  let failures: { message: string; nextAttempt: number }[];
  let interval: number;
  let poller: Poller;

  beforeEach(() => {
    clock = new FakeClock();
    rounds = [];
    failures = [];
    interval = 5000;
    poller = new Poller({
      clock,
      poll: (signal) => new Promise((succeed, fail) => rounds.push({ signal, succeed, fail })),
      intervalMillis: () => interval,
      onFailure: (error, nextAttempt) => failures.push({ message: (error as Error).message, nextAttempt }),
    });
  });

  const newest = () => rounds.at(-1)!;

  async function succeed(): Promise<void> {
    newest().succeed();
    await clock.settle();
  }

  async function fail(): Promise<void> {
    newest().fail(new Error('refused'));
    await clock.settle();
  }

  it('does nothing until it is told to', () => {
    expect([rounds.length, clock.pending]).toEqual([0, []]);
  });

  it('pauses from the end of a round, not from its start', async () => {
    void poller.pollNow();
    await clock.advance(3000);
    await succeed();
    expect(clock.pending).toEqual([8000]);
    await clock.advance(5000);
    expect(rounds).toHaveLength(2);
  });

  it('never has two rounds at once, however long one takes', async () => {
    void poller.pollNow();
    await clock.advance(600_000);
    expect(rounds).toHaveLength(1);
    expect(clock.pending).toEqual([]);
  });

  it('lets who asks meanwhile join the round that runs', async () => {
    const ended: string[] = [];
    void poller.pollNow().then(() => ended.push('first'));
    void poller.pollNow().then(() => ended.push('second'));
    await clock.settle();
    expect([rounds.length, ended]).toEqual([1, []]);
    await succeed();
    expect(ended).toEqual(['first', 'second']);
  });

  it('polls at once when asked in a pause, and pauses anew', async () => {
    void poller.pollNow();
    await succeed();
    await clock.advance(2000);
    void poller.pollNow();
    expect([rounds.length, clock.pending]).toEqual([2, []]);
    await succeed();
    expect(clock.pending).toEqual([7000]);
  });

  it('reads the interval anew for each pause', async () => {
    void poller.pollNow();
    interval = 1000;
    await succeed();
    expect(clock.pending).toEqual([1000]);
  });

  it('starts a pause anew when the interval changes, but not a round or a pause after a failure', async () => {
    void poller.pollNow();
    interval = 1000;
    poller.intervalChanged();
    expect(clock.pending).toEqual([]);
    await succeed();
    interval = 2000;
    poller.intervalChanged();
    expect(clock.pending).toEqual([2000]);
    await clock.advance(2000);
    await fail();
    interval = 9000;
    poller.intervalChanged();
    expect(clock.pending).toEqual([4000]);
  });

  it('pauses 2 s five times, then 4, 8, 16 and then 30 s while rounds fail, and says when it tries again', async () => {
    void poller.pollNow();
    const pauses: number[] = [];
    for (let nth = 0; nth < 10; nth += 1) {
      await fail();
      const next = failures.at(-1)!.nextAttempt;
      expect(clock.pending).toEqual([next]);
      pauses.push(next - clock.now());
      await clock.advance(next - clock.now());
    }
    expect(pauses).toEqual([2000, 2000, 2000, 2000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(failures[0]?.message).toBe('refused');
  });

  it('begins with two seconds again after a good round', async () => {
    void poller.pollNow();
    await fail();
    await clock.advance(2000);
    await fail();
    await clock.advance(2000);
    await succeed();
    expect(clock.pending).toEqual([9000]);
    await clock.advance(5000);
    await fail();
    expect(failures.at(-1)!.nextAttempt - clock.now()).toBe(2000);
  });

  it('never rejects', async () => {
    const polled = poller.pollNow();
    await fail();
    await expect(polled).resolves.toBeUndefined();
  });

  it('takes a round that throws at once for one that failed', async () => {
    const hasty = new Poller({
      clock,
      poll: () => {
        throw new Error('at once');
      },
      intervalMillis: () => interval,
      onFailure: (error) => failures.push({ message: (error as Error).message, nextAttempt: 0 }),
    });
    await hasty.pollNow();
    await clock.advance(2000);
    expect(failures.map(({ message }) => message)).toEqual(['at once', 'at once']);
    hasty.dispose();
  });

  describe('that is disposed', () => {
    it('aborts the round, tells nobody and schedules nothing', async () => {
      const polled = poller.pollNow();
      poller.dispose();
      expect(newest().signal.aborted).toBe(true);
      await fail();
      await polled;
      expect([failures, clock.pending]).toEqual([[], []]);
    });

    it('schedules nothing after a round that succeeds all the same', async () => {
      void poller.pollNow();
      poller.dispose();
      await succeed();
      expect(clock.pending).toEqual([]);
    });

    it('ends the pause', async () => {
      void poller.pollNow();
      await succeed();
      poller.dispose();
      await clock.advance(60_000);
      expect([rounds.length, clock.pending]).toEqual([1, []]);
    });

    it('polls no more', async () => {
      poller.dispose();
      await poller.pollNow();
      poller.intervalChanged();
      expect([rounds.length, clock.pending]).toEqual([0, []]);
    });
  });
});
