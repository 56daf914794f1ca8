// What becomes of verdicts over a watch: pauses, moves, ends and returns.
import { describe, expect, it } from 'vitest';
import { dumpOf, group } from '../../builders';
import { knowing, receiving, sending, toldEach, watchEach, type MadePoll } from './builders';

const first = 'main.(*watcher).run@/ws/watcher.go:20';
const second = 'main.(*watcher).run@/ws/watcher.go:21';
const elsewhere = (count: number) => (count === 0 ? '' : `main.(*watcher).run@/ws/watcher.go:30 ${String(count)}`);

/** Standing of each finding at each poll, by line. */
function lines(made: (nth: number) => MadePoll, polls: number) {
  return watchEach(made, { polls }).map((findings) =>
    findings.map((one) => `${String(one.site?.line)} ${one.status ?? one.confidence} ${one.course?.standing ?? ''}`),
  );
}

/** What is told of earlier processes at each poll: line, how much there is, standing. */
function earlierOfEach(made: (nth: number) => MadePoll, polls: number) {
  return toldEach(made, { polls }).map(({ earlier }) =>
    earlier.map((one) => `${String(one.site?.line)} ${String(one.amount.value)} ${one.course?.standing ?? ''}`),
  );
}

describe('goroutines that leaked', () => {
  /** Two a round for so many rounds; then no traffic: nothing is allocated any more. */
  const paused = (rounds: number) => (nth: number) => ({
    goroutines: sending(Math.min(nth, rounds) * 2),
    memory: { mallocs: Math.min(nth, rounds) * 1e6, totalAlloc: Math.min(nth, rounds) * 1e8 },
  });

  it('stay a probable leak when the traffic pauses, with the moment since when', () => {
    const rounds = watchEach(paused(20), { polls: 120 });
    const at = (nth: number) => rounds[nth]?.[0];
    for (const nth of [30, 60, 119]) {
      expect(at(nth)).toMatchObject({ confidence: 'probable', status: null, rate: null, amount: { value: 40 } });
      expect(at(nth)?.course).toMatchObject({ standing: 'stands', sinceMillis: at(30)?.course?.sinceMillis });
    }
    expect(rounds[119]).toHaveLength(1);
  });

  it('stay one also on a line where workers may idle, if the program had no work', () => {
    const rounds = lines((nth) => ({ ...paused(20)(nth), goroutines: receiving(Math.min(nth, 20) * 2) }), 120);
    expect(rounds.at(-1)).toEqual(['20 probable stands']);
  });

  it('are no leak there when the program works on: a pool has its size', () => {
    const rounds = watchEach((nth) => ({ goroutines: receiving(Math.min(nth, 20) * 2) }), { polls: 60 });
    expect(rounds[19]).toMatchObject([{ confidence: 'probable' }]);
    expect(rounds.at(-1)).toEqual([]);
  });

  describe('in a loop over a channel that nobody closes, as every pool has it', () => {
    const knowledge = knowing({ wait: { pattern: 'range-never-closed' } });
    const until = (nth: number, rounds: number) => Math.min(nth, rounds);
    /** Each round of it brings 20 MB that stay; the program works on all the time, and allocates little else. */
    const ramp =
      (rounds: number, each = 2e7) =>
      (nth: number) => ({
        goroutines: receiving(until(nth, rounds) * 20),
        heap: `main.newSession@/ws/session.go:9 0 0 ${String(until(nth, rounds) * 20)} ${String(until(nth, rounds) * each)}`,
        memory: { mallocs: nth * 1e6, totalAlloc: nth * 5e6 + until(nth, rounds) * each },
      });

    it('are not called a leak before a watch of the usual length: the loop speaks for none', () => {
      const rounds = watchEach(ramp(8), { polls: 40, knowledge });
      const waits = rounds.map((findings) => findings.filter(({ kind }) => kind === 'goroutine-leak'));
      expect(waits.flat().map(({ confidence }) => confidence)).not.toContain('probable');
    });

    it('are none once all have come, though all that is allocated since is what the work needs', () => {
      const rounds = watchEach(ramp(20), { polls: 60, knowledge });
      const sure = (nth: number) => rounds.at(nth)?.filter(({ confidence }) => confidence === 'probable');
      expect(sure(19)?.map(({ kind }) => kind)).toContain('goroutine-leak');
      expect(sure(-1)).toEqual([]);
    });

    it.each([
      ['Go 1.26', 2.6e6],
      ['Go 1.27, which needs less to answer', 1.85e6],
    ])('are none of a program whose little work drowns in what being asked costs it: %s', (_go, eachRound) => {
      const made = (nth: number) => ({
        ...ramp(20, 2e6)(nth),
        memory: { mallocs: nth * 10_000, totalAlloc: nth * (eachRound + 1.5e5) + until(nth, 20) * 2.15e6 },
      });
      const rounds = watchEach(made, { polls: 60, knowledge });
      expect(rounds.at(-1)?.filter(({ confidence }) => confidence === 'probable')).toEqual([]);
    });

    it('are none of a crew that allocates next to nothing for its work, and is asked for less than was thought', () => {
      const made = (nth: number) => ({
        goroutines: receiving(until(nth, 20) * 2),
        memory: { mallocs: nth * 4000, totalAlloc: nth * 1.9e6 + until(nth, 20) * 2e5 },
      });
      const rounds = watchEach(made, { polls: 60 });
      expect(rounds[20]).toMatchObject([{ confidence: 'probable' }]);
      expect(rounds.at(-1)).toEqual([]);
    });

    it('are none where a full crew wanders between two lines while it works', () => {
      const wandering = (nth: number) => {
        const count = until(nth, 20) * 2;
        const isThere = nth > 24 && nth % 8 < 5;
        return {
          goroutines: isThere ? receiving(count, second) : receiving(count, first),
          memory: { mallocs: nth * 1e6, totalAlloc: nth * 1e8 },
        };
      };
      const rounds = watchEach(wandering, { polls: 60 });
      expect(rounds[20]).toMatchObject([{ confidence: 'probable' }]);
      expect(rounds.at(-1)).toEqual([]);
    });

    it('are none where a crew that was begun before the watch has moved as a whole since it filled up', () => {
      const moving = (nth: number) => {
        const count = 10 + until(nth, 20) * 2;
        return {
          goroutines: nth > 22 && nth < 26 ? receiving(count, second) : receiving(count, first),
          memory: { mallocs: nth * 1e6, totalAlloc: nth * 1e8 },
        };
      };
      const rounds = watchEach(moving, { polls: 35 });
      expect(rounds[20]).toMatchObject([{ confidence: 'probable' }]);
      expect(rounds.at(-1)).toEqual([]);
    });

    it('stay one when the program has no work', () => {
      const rounds = watchEach(
        (nth) => ({ ...ramp(20)(nth), memory: { mallocs: until(nth, 20) * 1e6, totalAlloc: until(nth, 20) * 2.5e7 } }),
        { polls: 60, knowledge },
      );
      expect(rounds.at(-1)).toContainEqual(
        expect.objectContaining({ kind: 'goroutine-leak', confidence: 'probable', status: null }),
      );
    });
  });

  it('are not fixed by moving to another line: the verdict goes with them', () => {
    const moved = (nth: number) => ({
      goroutines: nth < 25 ? receiving(nth * 2, first) : sending(50, second),
    });
    const rounds = watchEach(moved, { polls: 60 });
    expect(
      rounds
        .slice(25)
        .flat()
        .map(({ status }) => status),
    ).not.toContain('fixed');
    for (const findings of rounds.slice(25)) {
      expect(findings).toMatchObject([{ confidence: 'probable', site: { line: 21 }, amount: { value: 50 } }]);
      expect(findings[0]?.related).toContainEqual(expect.objectContaining({ role: 'waited-before', line: 20 }));
      expect(findings[0]?.firstSeenMillis).toBe(rounds[24]?.[0]?.firstSeenMillis);
    }
  });

  it('are found on both lines when more come to the first while the others stay on the second', () => {
    const rounds = lines(
      (nth) => ({
        goroutines:
          nth < 25 ? receiving(nth * 2, first) : `${receiving((nth - 25) * 2, first)}\n${sending(50, second)}`,
      }),
      70,
    );
    expect(rounds.at(-1)?.sort()).toEqual(['20 probable growing', '21 probable stands']);
  });

  it('are found where a suspicion of them moved before it could be sure: no tide has taken them', () => {
    const made = (nth: number) => ({
      goroutines: nth < 8 ? receiving(nth * 2, first) : `${receiving((nth - 8) * 2, first)}\n${sending(16, second)}`,
    });
    const rounds = lines(made, 50);
    expect(rounds[7]).toEqual(['20 possible possible']);
    expect(rounds.at(-1)).toContain('20 probable growing');
  });

  it('are still there when they run, on no line that waits', () => {
    const rounds = lines((nth) => ({ goroutines: nth < 25 ? receiving(nth * 2, first) : elsewhere(50) }), 40);
    expect(rounds.at(-1)).toEqual(['20 probable stands']);
  });

  it('are fixed when they are gone, and no longer when they are back', () => {
    const count = (nth: number) => (nth < 25 ? nth * 2 : nth < 35 ? 0 : 50);
    const rounds = lines((nth) => ({ goroutines: sending(count(nth)) }), 45);
    expect(rounds[26]).toEqual(['20 fixed fixed']);
    expect(rounds.slice(36)).toEqual(rounds.slice(36).map(() => ['20 possible withdrawn']));
  });

  it('that were over and come again are not called over for two rounds, nor while the leak runs', () => {
    const leak = (nth: number) => (nth < 20 ? nth * 2 : nth < 30 ? 0 : (nth - 29) * 2);
    const rounds = lines((nth) => ({ goroutines: sending(leak(nth)) }), 60);
    expect(rounds[29]).toEqual(['20 fixed fixed']);
    expect(rounds[31]).toEqual(['20 possible again']);
    expect(rounds.slice(31).flat().join()).not.toContain('fixed');
  });

  describe('of a process that was replaced', () => {
    const restarted = (leaks: boolean) => (nth: number) => ({
      goroutines: sending(nth < 20 ? nth * 2 : leaks ? (nth - 20) * 2 : 0),
      life: nth < 20 ? 0 : 1,
    });

    it('are named as those of the earlier process until this one has been watched for long enough', () => {
      const rounds = earlierOfEach(restarted(false), 60);
      expect(rounds[19]).toEqual([]);
      expect(rounds[20]).toEqual(['20 0 earlier']);
      expect(lines(restarted(false), 60)[20]).toEqual([]);
      expect(rounds.at(-1)).toEqual([]);
      expect(lines(restarted(false), 60).at(-1)).toEqual(['20 fixed fixed']);
    });

    it('are found anew where this one leaks as well, and are no more those of the earlier one', () => {
      expect(earlierOfEach(restarted(true), 60).at(-1)).toEqual([]);
      expect(lines(restarted(true), 60).at(-1)).toEqual(['20 probable growing']);
    });

    it('are not called over any more when they grow in this one, though they were fixed in the earlier one', () => {
      const fixedBefore = (nth: number) => ({
        goroutines: sending(nth < 20 ? nth * 2 : nth < 32 ? 0 : (nth - 31) * 2),
        life: nth < 30 ? 0 : 1,
      });
      const rounds = lines(fixedBefore, 60);
      expect(rounds[31]).toEqual(['20 fixed fixed']);
      expect(rounds[33]).toEqual(['20 possible again']);
    });
  });

  it('are told apart from others that were started as they were by their numbers', () => {
    // The leaked ones end, and as many healthy ones of the same function come to another line.
    const made = (nth: number) => {
      const [here, there] = nth < 25 ? [nth * 2, 0] : [0, 50];
      const ids = Array.from({ length: nth < 25 ? here : there }, (_, at) => (nth < 25 ? at : 1000 + at));
      const line = nth < 25 ? 20 : 21;
      const stack = `runtime.gopark;main.(*watcher).run@/ws/watcher.go:${String(line)}`;
      const waiting = group(stack, { state: nth < 25 ? 'chan receive' : 'chan send', count: ids.length, ids });
      return {
        goroutines: nth < 25 ? receiving(here, first) : sending(there, second),
        dump: nth % 5 === 4 || nth === 26 ? dumpOf(waiting) : null,
      };
    };
    const rounds = lines(made, 30);
    expect(rounds[24]).toEqual(['20 probable growing']);
    expect(rounds.at(-1)).toEqual(['20 fixed fixed']);
  });
});

describe('a slice that only grows', () => {
  // A real one: rooms in MB, and the collections that went by, every two seconds. In one round the outgrown one is still there.
  const rooms = [0, 0.3, 4, 7.7, 8, 8, 14, 14, 14, 20, 20, 20, 20, 46, 46, 31, 31, 31, 31, 31, 31, 74, 50, 50, 50, 50];
  const collections = [2, 7, 9, 10, 12, 12, 14, 14, 14, 16, 16, 16, 16, 17, 17, 18, 18, 18, 18, 18, 18, 19, 20];
  const outgrown = new Set([21]);
  const series = (nth: number) => ({
    heap: `main.record@/ws/series.go:29 0 0 ${outgrown.has(nth) ? '2' : '1'} ${String(1e6 * (rooms[nth] ?? 50))}`,
    memory: { numGc: collections[nth] ?? 20 },
  });

  it('stays a probable leak when the room that it has outgrown is freed', () => {
    const rounds = lines(series, 31);
    expect(rounds.at(-1)).toEqual(['29 probable growing']);
  });
});
