// What the collector's goal, which is exact, says of a line that a heap profile samples.
import { describe, expect, it } from 'vitest';
import { exactTrend, speaksAgainst } from '../../../../../src/analyse/go/drafts/heap/collectorGoal';
import { liveTrend } from '../../../../../src/analyse/numbers/liveTrend';

const megabyte = 1024 * 1024;
const pointsOf = (values: readonly (readonly [seconds: number, megabytes: number])[]) =>
  values.map(([seconds, megabytes]) => ({ atMillis: seconds * 1000, value: megabytes * megabyte }));

describe('the goal of the collector', () => {
  // 20,000 objects of one line that turn over at a constant number, as sampling showed them in a real program.
  const line = liveTrend(
    pointsOf([
      [0, 13],
      [0.5, 26],
      [6, 22],
      [13, 20.5],
      [20, 19.5],
      [27, 25.5],
      [34, 31],
      [42, 36],
    ]),
    { deviation: () => 0, allocated: [] },
  )!;
  const still = [36.6, 35, 38, 35, 37.9, 36.5, 36.5];

  it.each([
    { what: 'stood still all the time', of: (at: number) => still[at]!, against: true },
    { what: 'grew as the line did', of: (at: number) => still[at]! + at * 3, against: false },
  ])('that $what', ({ of, against }) => {
    const goal = exactTrend(
      pointsOf([8, 14, 20, 28, 36, 44, 50].map((seconds, at) => [seconds, of(at)] as const)),
      false,
    )!;
    expect(speaksAgainst(goal, line)).toBe(against);
  });
});
