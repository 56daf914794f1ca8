import { describe, expect, it } from 'vitest';
import { CostGovernor } from '../../../src/follow/pace/costGovernor';

const percent = 0.01;

const shares = { round: 0.65, memory: 0.2, dump: 0.15 };

/** A governor that has seen answers of these prices, the last at the moment 0. */
function after(question: 'round' | 'memory' | 'dump', ...prices: readonly number[]): CostGovernor<'memory' | 'dump'> {
  const governor = new CostGovernor(shares);
  for (const price of prices) governor.note(question, price, 1, 0);
  return governor;
}

describe('the pause between two rounds', () => {
  it.each([
    ['nothing is known yet', [], 5000],
    ['a round is cheap', [3], 5000],
    ['a round takes 65 ms: at one percent, 10 s from one to the next', [65], 9935],
    ['a round takes a second: its share is 0.65 % of a core', [1000], 152_846],
    ['one answer had to wait', [3, 900], 5000],
    ['it was dear and is no more', [900, 3], 5000],
    ['it was cheap and is no more', [3, 900, 900, 950, 900, 990], 137_562],
  ])('when %s', (_, prices, pause) => {
    expect(after('round', ...prices).pauseMillis(5000, percent)).toBe(pause);
  });

  it('never grows for a service that is far away and cheap', () => {
    const governor = new CostGovernor(shares);
    governor.noteDistance(240);
    governor.note('round', 490, 2, 0);
    expect(governor.priceOf('round')).toBe(10);
    expect(governor.pauseMillis(5000, percent)).toBe(5000);
  });

  it('believes the shortest way', () => {
    const governor = new CostGovernor(shares);
    for (const millis of [240, 3, 100]) governor.noteDistance(millis);
    governor.note('round', 106, 2, 0);
    expect(governor.priceOf('round')).toBe(100);
  });
});

describe('a question beside the round', () => {
  it.each<readonly [string, number, number, boolean]>([
    ['that took 10 ms is asked every five seconds', 10, 5000, true],
    ['that took 10 ms is not asked sooner', 10, 4900, false],
    ['that took half a second is asked every four minutes', 500, 250_000, true],
    ['that took half a second is not asked sooner', 500, 249_000, false],
  ])('%s', (_, price, atMillis, allowed) => {
    expect(after('memory', price).allows('memory', percent, atMillis)).toBe(allowed);
  });

  it('is asked the first time when it can be expected to be cheap', () => {
    expect(new CostGovernor(shares).allows('memory', percent, 0, 100)).toBe(true);
  });

  it('waits its turn from the start when it can be expected to be dear', () => {
    const governor = after('round', 30);
    expect(governor.allows('memory', percent, 0, 500)).toBe(false);
    expect(governor.allows('memory', percent, 249_000, 500)).toBe(false);
    expect(governor.allows('memory', percent, 250_000, 500)).toBe(true);
  });

  it('takes no room from another kind', () => {
    const governor = after('memory', 500);
    governor.note('dump', 1, 1, 0);
    expect(governor.allows('dump', percent, 1000)).toBe(true);
  });

  it('has no price after a restart, though the service is as far away as before', () => {
    const governor = after('dump', 500);
    governor.noteDistance(20);
    governor.restart();
    expect([governor.priceOf('dump'), governor.allows('dump', percent, 1)]).toEqual([null, true]);
    governor.note('round', 50, 2, 1);
    expect(governor.priceOf('round')).toBe(10);
  });
});

/** What a simulated hour costs a service, as a share of one core: every question takes what it takes, and is asked when it may be. */
function shareOfAnHour(millis: { round: number; memory: number; dump: number }, budget: number): number {
  const governor = new CostGovernor(shares);
  const hour = 3_600_000;
  let spent = 0;
  for (let now = 0; now < hour; now += 0) {
    for (const question of ['memory', 'dump'] as const) {
      if (!governor.allows(question, budget, now, millis[question])) continue;
      governor.note(question, millis[question], 1, now);
      spent += millis[question];
      now += millis[question];
    }
    governor.note('round', millis.round, 2, now);
    spent += millis.round;
    now += millis.round + governor.pauseMillis(1000, budget);
  }
  return spent / hour;
}

describe('an hour of questions costs no more than the budget', () => {
  it.each([
    ['a small service', { round: 3, memory: 4, dump: 2 }],
    ['a large heap', { round: 70, memory: 508, dump: 900 }],
    ['an endless one', { round: 4000, memory: 20_000, dump: 9000 }],
  ])('%s', (_, millis) => {
    for (const budget of [0.01, 0.02]) expect(shareOfAnHour(millis, budget)).toBeLessThanOrEqual(budget * 1.02);
  });
});
