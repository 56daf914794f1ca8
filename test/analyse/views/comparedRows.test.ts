// What a difference says of each box beside the change: what was there, and what sampling alone could have made of it.
import { describe, expect, it } from 'vitest';
import { samplingDeviation } from '../../../src/analyse/numbers/liveTrend';
import { sampledRules } from '../../../src/analyse/numbers/sampledRules';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import type { FlameQuery, FlameWindow } from '../../../src/shared/model/views/flameView';
import { wholeScope, type ViewScope } from '../../../src/shared/model/views/viewScope';
import { profileFromText } from '../../support/profiles/profileText';

const rate = 512 * 1024;
const kB = 1024;
const all: FlameQuery = {
  from: 0,
  to: 1,
  firstLevel: 0,
  lastLevel: 1000,
  resolution: 1e9,
  order: 'weight',
  direction: 'callees',
  of: null,
  search: null,
};

interface Asked {
  readonly scope?: Partial<ViewScope>;
  readonly ask?: Partial<FlameQuery>;
}

/** Both as a text; four values a stack: objects and bytes ever allocated, objects and bytes in use. */
function difference(before: string, now: string, { scope = {}, ask = {} }: Asked = {}): FlameWindow {
  const period = { period: rate, periodType: { type: 'space', unit: 'bytes' } };
  const views = new ProfileViews(profileFromText(now, period), profileFromText(before, period));
  const query = { view: 'flame', scope: { ...wholeScope, ...scope }, ask: { ...all, ...ask } } as const;
  const answer = views.answer(query, () => 'own');
  if (answer.view !== 'flame') throw new Error('no flame graph');
  return answer.window;
}

/** By the names of boxes. */
function boxes({ frames, frame, compared, cum }: FlameWindow) {
  return Object.fromEntries(
    Array.from(frame, (row, box) => [
      frames.functions[row] ?? '',
      { before: compared?.before[box], change: cum[box], noise: compared?.noise?.[box] },
    ]),
  );
}

/** Of so many bytes that came or went, in objects of 1 kB. */
const noiseOf = (bytes: number) => samplingDeviation(rate, kB)(bytes) * sampledRules.noiseDeviations;
const of = (objects: number) => `${String(objects)} ${String(objects * kB)}`;

describe('a difference of two heap profiles', () => {
  it('counts what came and went between them, where both are of one process', () => {
    const now = `kept;main ${of(5000)} ${of(5000)}\nchurned;main ${of(90_000)} ${of(2000)}\ngrown;main ${of(9000)} ${of(9000)}`;
    const before = `kept;main ${of(4000)} ${of(4000)}\nchurned;main ${of(50_000)} ${of(1000)}\ngrown;main ${of(1000)} ${of(1000)}`;
    const found = boxes(difference(before, now));
    expect(found).toMatchObject({
      kept: { before: 4000 * kB, change: 1000 * kB, noise: expect.closeTo(noiseOf(1000 * kB)) as number },
      // More came and went than there is: nothing that was sampled before need be the same.
      churned: { before: 1000 * kB, change: 1000 * kB, noise: expect.closeTo(noiseOf(3000 * kB)) as number },
      grown: { change: 8000 * kB, noise: expect.closeTo(noiseOf(8000 * kB)) as number },
      main: { before: 6000 * kB, change: 10_000 * kB, noise: expect.closeTo(noiseOf(12_000 * kB)) as number },
    });
    expect((found['kept']?.noise ?? 0) > 1000 * kB).toBe(true);
    expect((found['grown']?.noise ?? 0) < 8000 * kB).toBe(true);
  });

  it('counts what was allocated and freed on a line that holds nothing any more', () => {
    const found = boxes(difference(`gone;main ${of(4000)} ${of(4000)}`, `gone;main ${of(4000)} ${of(0)}`));
    expect(found).toMatchObject({ gone: { change: -4000 * kB, noise: expect.closeTo(noiseOf(4000 * kB)) as number } });
  });

  it('takes nothing for the same where they are of two processes, or nobody counted what was allocated', () => {
    const processes = boxes(difference(`kept;main ${of(9000)} ${of(4000)}`, `kept;main ${of(6000)} ${of(5000)}`));
    const inUse = boxes(difference(`kept;main ${of(4000)}`, `kept;main ${of(5000)}`));
    for (const found of [processes, inUse]) expect(found['kept']?.noise).toBeCloseTo(noiseOf(9000 * kB));
  });

  it('knows objects that are larger than the rate of sampling, and each object where all are sampled', () => {
    const large = boxes(difference(`big;main 1 ${String(2 ** 28)}`, `big;main 2 ${String(2 ** 29)}`));
    expect(large['big']?.noise).toBeLessThan(1);
  });

  it('counts objects as it counts bytes', () => {
    const found = boxes(
      difference(`kept;main ${of(4000)}`, `kept;main ${of(5000)}`, { scope: { sample: 'inuse_objects' } }),
    );
    expect(found['kept']?.noise).toBeCloseTo(noiseOf(9000 * kB) / kB);
  });

  it('says the same of one frame wherever it is, and of what costs on top', () => {
    const before = `leaf;a;main ${of(4000)}\nleaf;b;main ${of(2000)}`;
    const now = `leaf;a;main ${of(5000)}\nleaf;b;main ${of(1000)}`;
    const frame = { function: 'leaf', file: 'main.go', line: 0 };
    for (const ask of [{ of: frame }, { of: frame, direction: 'both' as const }, { direction: 'callers' as const }]) {
      const { leaf } = boxes(difference(before, now, { ask }));
      expect(leaf).toMatchObject({
        before: 6000 * kB,
        change: 0,
        noise: expect.closeTo(noiseOf(12_000 * kB)) as number,
      });
    }
    const around = boxes(difference(before, now, { ask: { of: frame, direction: 'both' } }));
    expect(around['a']).toMatchObject({ before: 4000 * kB, change: 1000 * kB });
    expect(around['b']).toMatchObject({ before: 2000 * kB, change: -1000 * kB });
  });
});

describe('a difference of anything else', () => {
  it('has no noise that is known: goroutines are counted, and scaled values are none that were sampled', () => {
    expect(difference('wait;main 3', 'wait;main 5').compared).toMatchObject({ noise: null });
    const scaled = difference(`a;main ${of(1)}`, `a;main ${of(2)}\nb;main ${of(1)}`, { scope: { normalize: true } });
    expect(scaled.compared).toMatchObject({ noise: null });
  });

  it('is none of a profile alone', () => {
    const views = new ProfileViews(profileFromText('a;main 1'), null);
    const answer = views.answer({ view: 'flame', scope: wholeScope, ask: all }, () => 'own');
    expect(answer).toMatchObject({ window: { compared: null } });
  });
});
