// What grew is told, verdict or none, with how long to watch.
import { describe, expect, it } from 'vitest';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { watchNeeded, type Untold } from '../../../../src/analyse/go/drafts/heap/watchNeeded';
import { type Grown } from '../../../../src/shared/model/told';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import { inWorkspace, megabyte } from '../../builders';
import { noKnowledge, observationOf, receiving, sending, type MadePoll } from '../judge/builders';

function grown(made: (nth: number) => MadePoll, polls: number): readonly Grown[] {
  const judge = verdicts.createJudge();
  for (let nth = 0; nth < polls; nth += 1) {
    judge.observe(observationOf(made(nth), nth, 2000), inWorkspace, 0);
    judge.findings(noKnowledge, defaultThresholds);
  }
  return judge.grown(defaultThresholds);
}

const held = (megabytes: number) => {
  const bytes = Math.round(megabytes * megabyte);
  const objects = Math.round(bytes / 4096);
  return `main.store@/ws/store.go:12 ${String(objects)} ${String(bytes)} ${String(objects)} ${String(bytes)}`;
};

describe('what grew and is no finding', () => {
  it('is told with its line, the reason and how long to watch, where there are too few collections', () => {
    // A watch of 40 s that begins when the heap is large already sees two collections.
    const [whole, line] = grown((nth) => ({ heap: held(nth < 10 ? 14 : 30), memory: { numGc: nth < 10 ? 5 : 6 } }), 20);
    expect(whole).toMatchObject({ what: 'live-heap', before: 14 * megabyte, now: 30 * megabyte, doubt: 'few' });
    expect(line).toMatchObject({ what: 'line', site: { line: 12 }, unit: 'bytes' });
    expect(line?.needsSeconds).toBeGreaterThan(60);
  });

  it('is not told twice where a finding explains it', () => {
    expect(grown((nth) => ({ heap: held(nth * 2), goroutines: sending(nth * 3) }), 31)).toEqual([]);
  });

  it('is told of goroutines that come and go', () => {
    const tide = (nth: number) => 20 + Math.round(15 * Math.sin((nth / 40) * 2 * Math.PI - Math.PI / 2));
    const found = grown((nth) => ({ goroutines: receiving(tide(nth)) }), 30);
    expect(found.map(({ what, unit }) => [what, unit])).toEqual([
      ['goroutines', 'goroutines'],
      ['wait', 'goroutines'],
    ]);
  });

  it('is nothing where nothing grew', () => {
    expect(grown(() => ({ heap: held(64), goroutines: receiving(300) }), 31)).toEqual([]);
  });
});

describe('how long to watch', () => {
  const minute: Untold = {
    watchedSeconds: 60,
    minimumWatchSeconds: 25,
    grown: 4 * megabyte,
    noise: 2 * megabyte,
    collections: 20,
    doubt: null,
  };

  it.each<{ what: string; about: Partial<Untold>; seconds: number | null }>([
    { what: 'a little longer where nothing is missing', about: {}, seconds: 90 },
    { what: 'four times as long where the noise is twice the growth', about: { noise: 8 * megabyte }, seconds: 300 },
    { what: 'twice as long for each collection that is missing', about: { collections: 1 }, seconds: 600 },
    { what: 'twice as long where it may level off', about: { doubt: 'slowing' }, seconds: 120 },
    { what: 'the least watch there is', about: { watchedSeconds: 4 }, seconds: 30 },
    { what: 'nobody waits for so long', about: { noise: 400 * megabyte }, seconds: null },
    { what: 'nothing is known of what did not grow', about: { grown: 0 }, seconds: null },
  ])('$what: $seconds s', ({ about, seconds }) => {
    expect(watchNeeded({ ...minute, ...about })).toBe(seconds);
  });
});
