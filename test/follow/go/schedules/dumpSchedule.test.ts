import { describe, expect, it } from 'vitest';
import { DumpSchedule } from '../../../../src/follow/go/schedules/dumpSchedule';
import { blockedSite } from '../../../words/go/lines/sites';

const limit = 10_000;
const rule = { limit, intervalMillis: 30_000 };
const few = 50;
const second = 1000;

/** A report in which a line waits; `state` is what a dump has told of it. */
function waitsAt(line: number, state: string, count = 10) {
  return { blocked: [blockedSite({ site: { line }, state, count })] };
}

describe('the goroutine dump', () => {
  it('is asked for at once, and then every 30 seconds', () => {
    const dumps = new DumpSchedule();
    const asked = [];
    for (let at = 0; at <= 120; at += 5) if (dumps.wants(at * second, few, rule)) asked.push(at);
    expect(asked).toEqual([0, 30, 60, 90, 120]);
  });

  it.each([limit, limit + 1, 1_000_000])('is never asked of a process with %d goroutines', (count) => {
    expect(new DumpSchedule().wants(0, count, rule)).toBe(false);
  });

  it('is asked of a process just below the limit, and of none when the limit is zero', () => {
    expect(new DumpSchedule().wants(0, limit - 1, rule)).toBe(true);
    expect(new DumpSchedule().wants(0, 0, { ...rule, limit: 0 })).toBe(false);
  });

  it('counts as asked when it was not answered: a service that stumbles over it is not asked again at once', () => {
    const dumps = new DumpSchedule();
    dumps.wants(0, few, rule);
    dumps.note({ blocked: [] }, false, 3);
    expect(dumps.wants(5 * second, few, rule)).toBe(false);
  });

  it('is asked for after ten seconds when a line waits that no dump has explained', () => {
    const dumps = new DumpSchedule();
    dumps.wants(0, few, rule);
    dumps.note({ blocked: [] }, true, 3);
    dumps.note(waitsAt(38, ''), false, 3);
    expect([5, 9, 10].map((at) => dumps.wants(at * second, few, rule))).toEqual([false, false, true]);
  });

  it('is not asked sooner for lines that are explained, or too small to be shown', () => {
    const dumps = new DumpSchedule();
    dumps.wants(0, few, rule);
    dumps.note(waitsAt(38, 'chan send'), true, 3);
    expect(dumps.wants(10 * second, few, rule)).toBe(false);
    dumps.note(waitsAt(38, '', 2), false, 3);
    expect(dumps.wants(10 * second, few, rule)).toBe(false);
  });

  it('is not asked sooner again and again for a line that it does not explain', () => {
    const dumps = new DumpSchedule();
    dumps.wants(0, few, rule);
    dumps.note(waitsAt(38, ''), true, 3);
    expect(dumps.wants(10 * second, few, rule)).toBe(false);
    dumps.note(waitsAt(51, ''), false, 3);
    expect(dumps.wants(10 * second, few, rule)).toBe(true);
  });

  it('is asked of a process that has just come', () => {
    const dumps = new DumpSchedule();
    dumps.wants(0, few, rule);
    dumps.restart();
    expect(dumps.wants(second, few, rule)).toBe(true);
  });
});
