import { describe, expect, it } from 'vitest';
import { chanceOfSoFew } from '../../../src/analyse/numbers/statistics';

describe('the chance that so few of some events fall into the later of two spans', () => {
  it.each([
    { what: 'none of seven into a half', early: 7, late: 0, share: 0.5, chance: 1 / 128 },
    { what: 'none of two into a tenth', early: 2, late: 0, share: 0.1, chance: 0.81 },
    { what: 'one of two into a half', early: 1, late: 1, share: 0.5, chance: 0.75 },
    { what: 'as many as there are', early: 0, late: 4, share: 0.3, chance: 1 },
    { what: 'one of four into two thirds', early: 3, late: 1, share: 2 / 3, chance: 1 / 81 + 8 / 81 },
  ])('$what', ({ early, late, share, chance }) => {
    expect(chanceOfSoFew(early, late, share)).toBeCloseTo(chance, 10);
  });
});
