// The flame graph around one frame: its callers above, what it calls below, held against `go tool pprof -peek`.
import { afterAll, describe, expect, it } from 'vitest';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import type { FlameQuery, FlameWindow } from '../../../src/shared/model/views/flameView';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { hasPprof, pprofPeek } from '../../support/go/goPprof';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { ProfileFolder, question, recordedProfiles, sorted, type OracleProfile } from '../reports/oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const wholeFlame: FlameQuery = {
  from: 0,
  to: 1,
  firstLevel: 0,
  lastLevel: 1000,
  resolution: 1e12,
  order: 'weight',
  direction: 'callees',
  of: null,
  search: null,
};

function flameOf({ profile }: OracleProfile, more: Partial<FlameQuery> = {}): FlameWindow {
  const scope = { ...wholeScope, sample: profile.sampleTypes[1]?.type ?? '' };
  const query = { view: 'flame', scope, ask: { ...wholeFlame, ...more } } as const;
  const answer = new ProfileViews(profile, null).answer(query, () => 'own');
  if (answer.view !== 'flame') throw new Error('no flame graph');
  return answer.window;
}

/** @param name of a function; nothing is around one that the profile does not have */
function around(opened: OracleProfile, name: string, more: Partial<FlameQuery> = {}): FlameWindow {
  const { functions, files } = flameOf(opened).frames;
  const of = { function: name, file: files[functions.indexOf(name)] ?? '', line: 0 };
  return flameOf(opened, { of, direction: 'both', ...more });
}

/** Names and costs of the boxes of a level. */
function level({ frames, frame, depth, cum }: FlameWindow, wanted: number): (readonly [string, number])[] {
  return [...frame].flatMap((row, at) =>
    depth[at] === wanted ? [[frames.functions[row] ?? '', cum[at] ?? 0] as const] : [],
  );
}

/** Boxes as text: depth, name, left edge and width in values, flat, cum. */
function boxes(window: FlameWindow): readonly string[] {
  return Array.from(window.frame, (frame, at) => {
    const name = `${'  '.repeat(window.depth[at] ?? 0)}${window.frames.functions[frame] ?? ''}`;
    const place = [window.start, window.width].map((column) => Math.round((column[at] ?? 0) * window.magnitude));
    return `${name} ${place.join('+')} ${String(window.flat[at])}/${String(window.cum[at])}`;
  });
}

describe.skipIf(!hasPprof())('around a function', () => {
  it('stand its callers and callees as -peek says, for each that does not call itself', () => {
    const opened = recordedProfiles().find(({ name }) => name === 'profiles/heap.pb.gz');
    if (opened === undefined) throw new Error('no such fixture');
    let compared = 0;
    for (const row of pprofPeek(question(opened, 1), '.')) {
      if (row.cum === 0) continue;
      const window = around(opened, row.name);
      expect(level(window, window.bandLevel)).toEqual([[row.name, row.cum]]);
      const isRecursive = [...window.frame].filter((frame) => window.frames.functions[frame] === row.name).length > 1;
      if (isRecursive) continue;
      const [above, below] = [-1, 1].map((step) => sorted(level(window, window.bandLevel + step)));
      const counting = (edges: typeof row.callers) => sorted(edges.filter(([, value]) => value !== 0));
      expect([above, below]).toEqual([counting(row.callers), counting(row.callees)]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(10);
  });
});

describe('the graph around one frame', () => {
  const opened = () =>
    folder.write(
      profileBytesFromText(`
  ~main.inner;main.outer;main.main 1 50
  main.outer;~main.inner;main.outer;main.main 1 70
  lib.Do;main.main 1 30
  main.main 1 5
  lib.Do 1 2
`),
    );

  it('has its callers above, which meet in it, and its callees below; a stack counts from its first call on', () => {
    const inner = ['main.main 0+120 0/120', '  main.outer 0+120 0/120', '    main.inner 0+120 50/120'];
    const window = around(opened(), 'main.inner');
    expect(boxes(window)).toEqual([...inner, '      main.outer 0+70 70/70']);
    expect(window).toMatchObject({ bandLevel: 2, levels: 4, boxes: 4, magnitude: 120 });
    expect([...window.inlined]).toEqual([0, 0, 1, 0]);
    expect(boxes(around(opened(), 'main.outer'))).toEqual([
      'main.main 0+120 0/120',
      '  main.outer 0+120 0/120',
      '    main.inner 0+120 50/120',
      '      main.outer 0+70 70/70',
    ]);
    expect(boxes(around(opened(), 'main.inner', { firstLevel: 1, lastLevel: 2 }))).toEqual(inner.slice(1));
  });

  it('leaves room where a stack begins with it, and is empty where no stack has it', () => {
    expect(boxes(around(opened(), 'lib.Do'))).toEqual(['main.main 0+30 0/30', '  lib.Do 0+32 32/32']);
    expect(boxes(around(opened(), 'nothing'))).toEqual([]);
    expect(boxes(flameOf(opened(), { direction: 'both' }))).toEqual(boxes(flameOf(opened())));
  });

  it('tells what a search finds above and below, a stack once', () => {
    const found = (search: string) => around(opened(), 'main.inner', { search }).found;
    expect(found('main.main|outer')).toMatchObject({ count: 2, cum: 120 });
    expect(found('inner')).toMatchObject({ count: 1, cum: 120 });
    expect(found('lib')).toMatchObject({ count: 0, cum: 0 });
  });
});
