// A buffer that doubles, whose newest doubling no heap profile shows yet.
import { describe, expect, it } from 'vitest';
import { megabyte } from '../../builders';
import { begin, watchEach } from './builders';

describe('bytes', () => {
  describe('of a buffer whose last doubling no profile shows yet', () => {
    /** It doubles after 4, 8, 16 … polls; a collection comes with each, and one between; a profile is one collection late. */
    const late = (nth: number, room: (nth: number) => number, other = 0) => {
      const at = [2, 4, 5, 8, 10, 16, 20, 24, 32, 40].filter((poll) => poll <= nth);
      const shown = at.at(-2) ?? 0;
      const alive = room(at.at(-1) ?? 0);
      const bytes = room(shown);
      return {
        heap: `main.log@/ws/log.go:4;main.main@/ws/main.go:5 1 ${String(bytes)} 1 ${String(bytes)}`,
        memory: {
          numGc: at.length,
          lastGcMillis: begin + (at.at(-1) ?? 0) * 2000,
          nextGc: 2 * (alive + (nth >= 16 ? other : 0)),
          totalAlloc: 2 * room(nth) + (nth >= 16 ? other : 0) + nth * 100_000,
          mallocs: nth * 500,
        },
      };
    };
    const doubling = (nth: number) => megabyte * 2 ** Math.floor(Math.log2(Math.max(1, nth)));
    const until = (polls: number) => (nth: number) => doubling(Math.min(nth, polls));

    it('are told by the goal, which is a collection ahead', () => {
      const told = watchEach((nth) => late(nth, doubling), { polls: 20 });
      expect(told[15]).toMatchObject([{ confidence: 'possible' }]);
      expect(told[16]).toMatchObject([{ confidence: 'probable' }]);
    });

    it('are no more than possible where the goal says that it stands still', () => {
      const told = watchEach((nth) => late(nth, until(8)), { polls: 40 }).flat();
      expect(told.map(({ confidence }) => confidence)).not.toContain('probable');
    });

    it('and are not told by a goal that rises by far more than a new buffer', () => {
      const told = watchEach((nth) => late(nth, until(8), 90 * megabyte), { polls: 40 }).flat();
      expect(told.map(({ confidence }) => confidence)).not.toContain('probable');
    });
  });
});
