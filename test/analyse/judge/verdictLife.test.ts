// The life of a verdict as a table: what a round says, and what the verdict is after it.
import { describe, expect, it } from 'vitest';
import type { Doubt } from '../../../src/shared/model/finding';
import {
  newLife,
  step,
  toldElsewhere,
  type RoundEvidence,
  type VerdictLife,
} from '../../../src/analyse/judge/verdictLife';

/** One round, two seconds after the one before. */
type Round = Partial<Omit<RoundEvidence, 'atMillis'>> & { readonly pauseSeconds?: number };

const grows = (amount: number): Round => ({ tier: 'probable', isGrowing: true, amount, kept: amount * 0.9 });
const proven = (amount: number): Round => ({ ...grows(amount), tier: 'proven', isGrowing: false });
const suspect = (amount: number, doubt: Doubt | null = 'short'): Round => ({
  tier: 'possible',
  amount,
  kept: amount * 0.9,
  doubt,
});
/** What a runtime calls evidence of another kind. */
const otherKinds = new Set<Doubt | null>(['turnover', 'tides', 'load', 'way-out', 'bounded', 'filled', 'goal']);
const silent = (amount: number, doubt: Doubt | null = null): Round => ({ amount, doubt });
/** Of goroutines, which are counted: three more are no chance. */
const back = { least: 3, holdsMillis: 0 };
const nothing = {
  tier: null,
  doubt: null,
  takesBackAfter: null,
  isElsewhere: false,
  isGrowing: false,
  amount: 0,
  kept: 0,
  back,
};
const times = (count: number, round: Round): Round[] => Array.from({ length: count }, () => round);

/** A leak of a hundred that is over. */
const over = [grows(100), silent(0)];
/** Requests in flight: at first one more than ever, from then on as many as before. */
const comesAndGoes = (count: number): Round[] => times(count, {}).flatMap(() => [silent(0), silent(4), silent(2)]);

function live(rounds: readonly Round[], from: VerdictLife = newLife(0, 0)): string[] {
  let life = from;
  let atMillis = 0;
  return rounds.map(({ pauseSeconds = 2, ...round }) => {
    atMillis += pauseSeconds * 1000;
    life = step(life, {
      ...nothing,
      takesBackAfter: otherKinds.has(round.doubt ?? null) ? 8000 : null,
      atMillis,
      ...round,
    });
    return `${life.standing} ${life.tier ?? '-'}`;
  });
}

const last = (rounds: readonly Round[]) => live(rounds).at(-1);

describe('a verdict', () => {
  it.each<{ what: string; rounds: Round[]; is: string }>([
    { what: 'is not told of what nothing is said of', rounds: [silent(10)], is: 'watching -' },
    { what: 'begins as a suspicion', rounds: [suspect(10)], is: 'possible possible' },
    { what: 'is as sure as a round at once', rounds: [suspect(10), grows(12)], is: 'growing probable' },
    { what: 'needs no suspicion first', rounds: [grows(12)], is: 'growing probable' },
    { what: 'is proven by the runtime', rounds: [grows(12), proven(12)], is: 'stands proven' },
    {
      what: 'stays proven when a round has only its own numbers',
      rounds: [proven(12), grows(14)],
      is: 'growing proven',
    },
    {
      what: 'stands while nothing comes and nothing goes',
      rounds: [grows(12), ...times(500, silent(12))],
      is: 'stands probable',
    },
    { what: 'stands when a round has but a suspicion', rounds: [grows(12), suspect(12)], is: 'stands probable' },
    { what: 'stands without what comes and goes beside it', rounds: [grows(100), silent(93)], is: 'stands probable' },
    { what: 'grows again', rounds: [grows(12), ...times(9, silent(12)), grows(20)], is: 'growing probable' },
    { what: 'is taken back when a part goes by itself', rounds: [grows(100), silent(60)], is: 'withdrawn -' },
    { what: 'is fixed when all of it is gone', rounds: [grows(100), silent(4)], is: 'fixed -' },
    { what: 'is fixed when the rest of it is gone', rounds: [grows(100), silent(60), silent(4)], is: 'fixed -' },
    { what: 'is over for good while it is gone', rounds: [grows(100), ...times(50, silent(4))], is: 'fixed -' },
    {
      what: 'is a suspicion when as much is back',
      rounds: [grows(100), silent(0), silent(100)],
      is: 'withdrawn possible',
    },
    { what: 'grows again once that is no chance', rounds: [...over, silent(2), silent(5)], is: 'again possible' },
    { what: 'is over while little comes and goes', rounds: [...over, silent(2), silent(1), silent(2)], is: 'fixed -' },
    { what: 'is over while no more come than did since', rounds: [...over, ...comesAndGoes(9)], is: 'fixed -' },
    { what: 'goes on growing again', rounds: [...over, ...[2, 5, 9, 14].map((n) => silent(n))], is: 'again possible' },
    {
      what: 'is over once more when that goes as well',
      rounds: [...over, ...[2, 5, 9, 1].map((n) => silent(n))],
      is: 'fixed -',
    },
    {
      what: 'is said to grow no more when it does not, and is not over with so much there',
      rounds: [...over, ...[10, 20, 30, 30, 30].map((n) => silent(n))],
      is: 'withdrawn -',
    },
    {
      what: 'is sure again as soon as a round is',
      rounds: [...over, silent(2), silent(5), grows(12)],
      is: 'growing probable',
    },
    { what: 'begins anew after its end', rounds: [grows(100), silent(0), suspect(6)], is: 'possible possible' },
  ])('$what', ({ rounds, is }) => {
    expect(last(rounds)).toBe(is);
  });

  it.each<Doubt>(['turnover', 'tides', 'load', 'way-out', 'filled', 'goal'])(
    'is taken back by evidence of another kind (%s) that lasts, not by one round of it',
    (doubt) => {
      expect(last([grows(100), ...times(2, silent(100, doubt)), silent(100), silent(100, doubt)])).toBe(
        'stands probable',
      );
      expect(last([grows(100), ...times(8, silent(100, doubt))])).toBe('withdrawn -');
      expect(last([grows(100), ...times(8, suspect(100, doubt))])).toBe('withdrawn possible');
    },
  );

  it('is taken back by evidence that lasts, though it was elsewhere in between, where nothing was looked at', () => {
    const away = { ...silent(100), isElsewhere: true };
    const against = silent(100, 'filled');
    expect(last([grows(100), ...times(3, against), away, ...times(2, against)])).toBe('withdrawn -');
    expect(last([grows(100), ...times(3, against), silent(100), ...times(2, against)])).toBe('stands probable');
  });

  it.each<Doubt>(['short', 'few', 'small', 'noise', 'slowing', 'moved', 'input'])(
    'is not taken back by less of the same kind: %s',
    (doubt) => {
      expect(last([grows(100), ...times(99, silent(100, doubt))])).toBe('stands probable');
    },
  );

  it('that was taken back needs much more, a long time or the word of the runtime to be sure again', () => {
    const back = [grows(100), ...times(8, silent(100, 'load'))];
    expect(last([...back, grows(105)])).toBe('withdrawn possible');
    expect(last([...back, grows(130)])).toBe('growing probable');
    expect(last([...back, { ...grows(105), pauseSeconds: 150 }])).toBe('growing probable');
    expect(last([...back, proven(100)])).toBe('stands proven');
  });

  it('that is a suspicion stays for some rounds that do not share it, and goes with what it was about', () => {
    expect(live([suspect(10), ...times(12, silent(10))])).toEqual([
      ...times(10, {}).map(() => 'possible possible'),
      ...times(3, {}).map(() => 'watching -'),
    ]);
    expect(last([suspect(10), silent(2)])).toBe('watching -');
  });

  it('says since when it has not grown', () => {
    let life = step(newLife(0, 0), { atMillis: 1000, doubt: null, ...grows(10) } as RoundEvidence);
    for (const atMillis of [2000, 9000]) {
      life = step(life, { ...nothing, atMillis, amount: 10 });
    }
    expect(life).toMatchObject({ standing: 'stands', sinceMillis: 1000, peak: 10 });
  });

  it('of what was there before it grew is fixed at what was there', () => {
    const before = newLife(0, 50);
    expect(live([grows(150), silent(62)], before).at(-1)).toBe('withdrawn -');
    expect(live([grows(150), silent(58)], before).at(-1)).toBe('fixed -');
  });

  it('that is told by another finding is not told twice', () => {
    const life = step(newLife(0, 0), { atMillis: 1000, doubt: null, ...grows(10) } as RoundEvidence);
    const moved = toldElsewhere(life, 'moved', 2000);
    expect(live(times(5, silent(10)), moved)).toEqual(times(5, {}).map(() => 'moved -'));
    expect(live([grows(12)], moved)).toEqual(['growing probable']);
  });
});
