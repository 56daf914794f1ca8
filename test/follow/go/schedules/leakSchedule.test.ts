import { describe, expect, it } from 'vitest';
import { LeakSchedule } from '../../../../src/follow/go/schedules/leakSchedule';

const minute = 60_000;

function askedAt(schedule: LeakSchedule, minutes: readonly number[]): number[] {
  return minutes.filter((at) => schedule.wants(at * minute));
}

describe('the leak detector of the runtime', () => {
  it('is not asked while nothing piles up', () => {
    expect(askedAt(new LeakSchedule(), [0, 1, 10, 60])).toEqual([]);
  });

  it('is asked as soon as something does, and then every three minutes', () => {
    const schedule = new LeakSchedule();
    schedule.suspect(true);
    expect(askedAt(schedule, [0, 1, 2, 3, 4, 5, 6, 7])).toEqual([0, 3, 6]);
    schedule.suspect(false);
    expect(askedAt(schedule, [20])).toEqual([]);
  });

  it('is asked once on demand, sooner than that', () => {
    const schedule = new LeakSchedule();
    schedule.suspect(true);
    schedule.wants(0);
    schedule.demand();
    expect(askedAt(schedule, [1, 2])).toEqual([1]);
  });

  it('is not asked again of a process that has none, also not on demand', () => {
    const schedule = new LeakSchedule();
    schedule.suspect(true);
    schedule.missing();
    schedule.demand();
    expect(askedAt(schedule, [0, 10])).toEqual([]);
  });

  it('is asked of the next process, which may be of a newer Go', () => {
    const schedule = new LeakSchedule();
    schedule.missing();
    schedule.restart();
    schedule.suspect(true);
    expect(askedAt(schedule, [0])).toEqual([0]);
  });
});
