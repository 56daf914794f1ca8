// The views of a profile, held against `go tool pprof`: equal integers, the same stacks.
import { afterAll, describe, expect, it } from 'vitest';
import { buildCallTree, type CallTree } from '../../../src/analyse/views/callTree';
import { PreparedView } from '../../../src/analyse/views/preparedView';
import { listReport } from '../../../src/analyse/reports/listReport';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import type { FlameWindow } from '../../../src/shared/model/views/flameView';
import type { ProfileViewKinds, ProfileViewName, ViewQuery } from '../../../src/shared/model/views/profileView';
import { wholeScope, type ViewScope } from '../../../src/shared/model/views/viewScope';
import { hasPprof, runPprof, pprofList, pprofPeek, pprofTop, pprofTraces } from '../../support/go/goPprof';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { printedName, ProfileFolder, question, recordedProfiles, sorted, type OracleProfile } from '../reports/oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const anyOwner = () => 'own' as const;

function sampleOf({ profile }: OracleProfile, sample: number, more: Partial<ViewScope> = {}): ViewScope {
  return { ...wholeScope, sample: profile.sampleTypes[sample]?.type ?? '', ...more };
}

/** Values by stack, outermost frame first; what adds up to nothing is left out. */
function stacksOf(view: PreparedView, tree: CallTree): ReadonlyMap<string, number> {
  const paths: string[] = [''];
  const values = new Map<string, number>();
  for (let row = 1; row < tree.count; row += 1) {
    const name = printedName(view.name(tree.frames[row] ?? 0), 'line');
    paths[row] = `${paths[tree.parents[row] ?? 0] ?? ''}\n${name}`;
    if (tree.flats[row] !== 0) values.set(paths[row] ?? '', tree.flats[row] ?? 0);
  }
  return values;
}

function tracesOf(opened: OracleProfile, sample: number): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const { value, stack } of pprofTraces(question(opened, sample))) {
    const path = `\n${stack
      .toReversed()
      .map((frame) => frame.replace(/ \(inline\)$/, ''))
      .join('\n')}`;
    values.set(path, (values.get(path) ?? 0) + value);
  }
  return new Map([...values].filter(([, value]) => value !== 0));
}

function ask<V extends ProfileViewName>(
  opened: OracleProfile,
  query: { readonly view: V; readonly scope: ViewScope; readonly ask: ProfileViewKinds[V]['query'] },
  base: OracleProfile | null = null,
): ProfileViewKinds[V]['answer'] {
  const answer = new ProfileViews(opened.profile, base?.profile ?? null).answer(query as ViewQuery, anyOwner);
  if (answer.view === 'bad-pattern') throw new Error(answer.detail);
  return answer.window;
}

const allTop = { sort: 'flat', descending: true, filter: '', first: 0, count: 1000, copy: 'none' } as const;
const allFlame = {
  from: 0,
  to: 1,
  firstLevel: 0,
  lastLevel: 1000,
  resolution: 1e12,
  order: 'weight',
  direction: 'callees',
  of: null,
  search: null,
} as const;

describe.skipIf(!hasPprof())('recorded profiles', () => {
  const profiles = recordedProfiles().filter(({ name }) => /^profiles\//.test(name));

  it.each(profiles.map((opened) => [opened.name, opened] as const))('%s', (_name, opened) => {
    for (const sample of opened.profile.sampleTypes.keys()) {
      const view = new PreparedView(opened.profile, null, sampleOf(opened, sample, { granularity: 'line' }));
      const { tree } = view.laidOut('callees', 'weight');
      expect(stacksOf(view, tree)).toEqual(tracesOf(opened, sample));
      expect(tree.cums[0]).toBe(tree.flats.reduce((sum, flat) => sum + flat, 0));

      const { frames, flat, cum } = ask(opened, { view: 'top', scope: sampleOf(opened, sample), ask: allTop });
      const rows = frames.functions.map((name, at) => ({ name, flat: flat[at], cum: cum[at] }));
      const theirs = pprofTop(question(opened, sample));
      expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
    }
  });

  it('callers and callees are those of -peek, for each function', () => {
    const opened = profiles.find(({ name }) => name === 'profiles/heap.pb.gz');
    if (opened === undefined) throw new Error('no such fixture');
    const views = new ProfileViews(opened.profile, null);
    const theirs = pprofPeek(question(opened, 1), '.');
    expect(theirs.length).toBeGreaterThan(10);
    for (const row of theirs) {
      const frame = { function: row.name, file: '', line: 0 };
      const top = views.answer({ view: 'top', scope: sampleOf(opened, 1), ask: allTop }, anyOwner);
      if (top.view !== 'top') throw new Error('no table');
      const at = top.window.frames.functions.indexOf(row.name);
      const file = top.window.frames.files[at] ?? '';
      const query = {
        view: 'peek',
        scope: sampleOf(opened, 1),
        ask: { frame: { ...frame, file }, limit: 1000 },
      } as const;
      const answer = views.answer(query, anyOwner);
      if (answer.view !== 'peek') throw new Error('no peek');
      const pairs = ({ frames, value }: typeof answer.window.callers) =>
        frames.functions.map((name, side) => [name, value[side]]);
      expect(answer.window).toMatchObject({ flat: row.flat, cum: row.cum });
      expect(sorted(pairs(answer.window.callers))).toEqual(sorted(row.callers));
      expect(sorted(pairs(answer.window.callees))).toEqual(sorted(row.callees));
    }
  });

  it('source lines cost what -list says, for each function of the program', () => {
    const opened = profiles.find(({ name }) => name === 'profiles/heap.pb.gz');
    if (opened === undefined) throw new Error('no such fixture');
    const theirs = pprofList(question(opened, 1), '^main\\.');
    const scope = { sample: 1, focus: null, ignore: null, base: null };
    expect(theirs.length).toBeGreaterThan(3);
    for (const routine of theirs) {
      const frame = { function: routine.name, file: '', line: 0 };
      const window = ask(opened, { view: 'source', scope: sampleOf(opened, 1), ask: { frame } });
      expect([[...window.flat], [...window.cum]]).toEqual([[routine.flat], [routine.cum]]);
      // Without the source, which the fixture's machine had, pprof prints sums; the lines are those of our own listing, held against it elsewhere.
      const [listed] = listReport(opened.profile, scope, {
        source: '',
        test: (name) => name === routine.name,
      }).functions;
      const ours = Array.from(window.line, (line, at) => ({
        line,
        flat: window.lineFlat[at],
        cum: window.lineCum[at],
      }));
      expect(ours).toEqual(listed?.lines);
    }
  });

  it.each([
    ['bytes', {}, []],
    ['bytes', { refinements: [{ kind: 'focus', pattern: '16B|main' }] }, ['-focus=16B|main']],
    [
      'bytes',
      { refinements: [{ kind: 'show_from', pattern: 'B$' }], granularity: 'line' },
      ['-show_from=B$', '-lines'],
    ],
    ['nothing', {}, []],
  ] as const)('with the label %s above the stacks it costs what -tagroot says: %j', (labelLevel, more, options) => {
    const opened = profiles.find(({ name }) => name === 'profiles/heap.pb.gz');
    if (opened === undefined) throw new Error('no such fixture');
    const scope = sampleOf(opened, 1, { labelLevel, ...more });
    const { frames, flat, cum } = ask(opened, { view: 'top', scope, ask: allTop });
    const by = scope.granularity === 'line' ? 'line' : 'function';
    const rows = frames.functions.map((name, at) => ({
      name: printedName({ function: name, file: frames.files[at] ?? '', line: frames.lines[at] ?? 0 }, by),
      flat: flat[at],
      cum: cum[at],
    }));
    const theirs = pprofTop(question(opened, 1, [`-tagroot=${labelLevel}`, ...options]));
    expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
  });

  it('of labels with texts, which some samples lack, too', () => {
    const opened = folder.write(
      profileBytesFromText(`
        shop.add;main.main 1 300 {tenant=acme}
        shop.add;main.main 1 20 {tenant=hooli}
        shop.del;main.main 1 7
      `),
    );
    const scope = sampleOf(opened, 1, { labelLevel: 'tenant' });
    const { frames, flat, cum } = ask(opened, { view: 'top', scope, ask: allTop });
    const rows = frames.functions.map((name, at) => ({ name, flat: flat[at], cum: cum[at] }));
    const theirs = pprofTop(question(opened, 1, ['-tagroot=tenant']));
    expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
    expect(rows).toContainEqual({ name: 'acme', flat: 0, cum: 300 });
  });

  it.each([
    ['as it is', {}, []],
    ['by line', { granularity: 'line' }, []],
    ['refined', { refinements: [{ kind: 'focus', pattern: 'add' }] }, ['-focus=add']],
    ['with another label above the stacks', { labelLevel: 'route' }, []],
  ] as const)('a table of the values of a label has what -tagroot says of that level: %s', (_name, more, options) => {
    const [opened, older] = [
      `
        shop.add;main.main 1 300 {tenant=acme,route=add}
        shop.add;main.main 1 20 {tenant=hooli}
        main.main 1 5 {tenant=main.main}
        shop.del;main.main 1 7
      `,
      'shop.add;main.main 1 90 {tenant=acme}\nshop.add;main.main 1 8 {tenant=initech}',
    ].map((text) => folder.write(profileBytesFromText(text)));
    if (opened === undefined || older === undefined) throw new Error('nothing was written');
    const tenants = { ...allTop, label: 'tenant', noLabel: '(none)' };
    for (const base of [null, older]) {
      const window = ask(opened, { view: 'top', scope: sampleOf(opened, 1, more), ask: tenants }, base);
      const asked = ['-tagroot=tenant', ...options, ...(base === null ? [] : [`-diff_base=${base.file}`])];
      const theirs = pprofTop(question(opened, 1, asked)).rows.filter(({ name }) => !/^shop/.test(name));
      // As pprof has it, a function that is called as a value is one with it.
      const rows = window.frames.functions.map((name, at) => ({ name, flat: window.flat[at], cum: window.cum[at] }));
      const said = theirs.map(({ name, flat, cum }) => ({ name: name === '<unknown>' ? '(none)' : name, flat, cum }));
      expect(sorted(rows)).toEqual(sorted(said));
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(window.frames.files)).toEqual(new Set(['tenant']));
    }
  });

  it('without the label at all, all of it is (none)', () => {
    const opened = folder.write(profileBytesFromText('shop.add;main.main 1 300'));
    const scope = sampleOf(opened, 1);
    const window = ask(opened, { view: 'top', scope, ask: { ...allTop, label: 'tenant', noLabel: '(none)' } });
    expect([window.frames.functions, [...window.cum]]).toEqual([['(none)'], [300]]);
  });

  it.each(profiles.map((opened) => [opened.name, opened] as const))(
    'the unit for all amounts is that of pprof: %s',
    (_name, opened) => {
      for (const [sample, { unit }] of opened.profile.sampleTypes.entries()) {
        const scope = sampleOf(opened, sample, { unit: 'minimum' });
        const window = ask(opened, { view: 'top', scope, ask: allTop });
        const options = ['-nodefraction=0', '-edgefraction=0', `-sample_index=${String(sample)}`, '-unit=minimum'];
        const printed = runPprof(['-top', ...options, opened.file]);
        // 0 has no unit there.
        const units = new Set([...printed.matchAll(/^ *-?[\d.]+([a-zA-Z]+) /gm)].map(([, name]) => name));
        if (window.flat.every((flat) => flat === 0)) continue;
        expect([...units], unit).toEqual(unit === 'count' ? [] : [window.shownIn]);
      }
    },
  );

  it('a refined difference is that of -diff_base with the same options', () => {
    const [newer, older] = ['profiles/heap.pb.gz', 'profiles/heap.healthy.pb.gz'].map((wanted) =>
      profiles.find(({ name }) => name === wanted),
    );
    if (newer === undefined || older === undefined) throw new Error('no such fixtures');
    for (const normalize of [false, true]) {
      const scope = sampleOf(newer, 3, {
        normalize,
        refinements: [
          { kind: 'focus', pattern: 'main' },
          { kind: 'hide', pattern: 'runtime' },
          { kind: 'hide', pattern: 'net' },
        ],
      });
      const options = ['-focus=main', '-hide=runtime|net', `-diff_base=${older.file}`];
      const theirs = pprofTop(question(newer, 3, normalize ? [...options, '-normalize'] : options));
      const { total, frames, flat, cum } = ask(newer, { view: 'top', scope, ask: allTop }, older);
      const rows = frames.functions.map((name, at) => ({ name, flat: flat[at], cum: cum[at] }));
      expect(total).toBe(theirs.total);
      expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
    }
  });
});

/** Boxes as text: depth, name, left edge and width in values, flat, cum. */
function boxes(window: FlameWindow): readonly string[] {
  return Array.from(window.frame, (frame, at) => {
    const name = `${'  '.repeat(window.depth[at] ?? 0)}${window.frames.functions[frame] ?? ''}`;
    const place = [window.start, window.width].map((column) => Math.round((column[at] ?? 0) * window.magnitude));
    return `${name} ${place.join('+')} ${String(window.flat[at])}/${String(window.cum[at])}`;
  });
}

const shop = `
  ~main.inner;main.outer;main.main 1 50
  main.outer;~main.inner;main.outer;main.main 1 70
  lib.Do;main.main 1 30
  main.main 1 5
  lib.Do 1 2
`;

describe('the boxes of the flame graph', () => {
  const opened = () => folder.write(profileBytesFromText(shop));
  const flame = (more: Partial<typeof allFlame> | object = {}, scope: Partial<ViewScope> = {}) =>
    ask(opened(), { view: 'flame', scope: sampleOf(opened(), 1, scope), ask: { ...allFlame, ...more } });

  it('stand below what calls them, the heaviest first; recursion and inlined calls are boxes of their own', () => {
    expect(boxes(flame())).toEqual([
      'main.main 0+155 5/155',
      'lib.Do 155+2 2/2',
      '  main.outer 0+120 0/120',
      '  lib.Do 120+30 30/30',
      '    main.inner 0+120 50/120',
      '      main.outer 0+70 70/70',
    ]);
    expect([...flame().inlined]).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it('turned round begin with what costs itself', () => {
    expect(boxes(flame({ direction: 'callers' })).filter((box) => !box.startsWith('  '))).toEqual([
      'main.outer 0+70 0/70',
      'main.inner 70+50 0/50',
      'lib.Do 120+32 2/32',
      'main.main 152+5 5/5',
    ]);
  });

  it('from one frame on are what it calls, or what calls it, wherever it is; what calls itself from the first time on', () => {
    const { frames } = flame();
    const fileOf = (name: string) => frames.files[frames.functions.indexOf(name)] ?? '';
    const from = (name: string) => ({ of: { function: name, file: fileOf(name), line: 0 } });
    expect(boxes(flame(from('main.outer')))).toEqual([
      'main.outer 0+120 0/120',
      '  main.inner 0+120 50/120',
      '    main.outer 0+70 70/70',
    ]);
    expect(boxes(flame({ ...from('main.inner'), direction: 'callers' }))).toEqual([
      'main.inner 0+120 0/120',
      '  main.outer 0+120 0/120',
      '    main.main 0+120 120/120',
    ]);
    const { total, magnitude } = flame(from('lib.Do'));
    expect([total, magnitude]).toEqual([157, 32]);
    expect(boxes(flame(from('nothing')))).toEqual([]);
  });

  it('by name stand in the order of their names', () => {
    expect(boxes(flame({ order: 'name' })).map((box) => box.trim().split(' ')[0])).toEqual([
      'lib.Do',
      'main.main',
      'lib.Do',
      'main.outer',
      'main.inner',
      'main.outer',
    ]);
  });

  it('of a window are those that are wide enough and in it, with the boxes around them', () => {
    expect(boxes(flame({ from: 120 / 157, to: 150 / 157, resolution: 2 }))).toEqual([
      'main.main 0+155 5/155',
      '  lib.Do 120+30 30/30',
    ]);
  });

  it('of some levels are those of these levels, where they stand among all', () => {
    const [window, all] = [flame({ firstLevel: 1, lastLevel: 2 }), flame()];
    expect(boxes(window)).toEqual(boxes(all).filter((box) => /^(?: {2}| {4})\S/.test(box)));
    expect([window.levels, window.boxes]).toEqual([all.levels, all.boxes]);
  });

  it('tell what a search finds, a stack once', () => {
    expect(flame({ search: 'outer|inner' }).found).toMatchObject({ count: 2, cum: 120 });
    expect(flame({ search: '^lib' }).found).toMatchObject({ count: 1, cum: 32 });
  });

  it('by file and by package go by these names', () => {
    expect(flame({}, { granularity: 'package' }).frames.functions).toEqual(['main', 'lib']);
    expect(flame({}, { granularity: 'file' }).frames.files).toEqual(['main.go']);
  });

  it('of a difference are as wide as what changed, whatever its sign', () => {
    const older = folder.write(profileBytesFromText('lib.Do;main.main 1 90\nlib.Do 1 2'));
    const query = { view: 'flame', scope: sampleOf(older, 1), ask: allFlame } as const;
    expect(
      boxes(ask(folder.write(profileBytesFromText('lib.Do;main.main 1 30\nmain.new;main.main 1 10')), query, older)),
    ).toEqual(['main.main 0+70 0/-50', 'lib.Do 70+2 -2/-2', '  lib.Do 0+60 -60/-60', '  main.new 60+10 10/10']);
  });
});

describe('a tree of too many rows', () => {
  it('is cut where it is too large, and its sums stay whole', () => {
    const opened = folder.write(profileBytesFromText(shop));
    const { report } = new PreparedView(opened.profile, null, sampleOf(opened, 1));
    const tree = buildCallTree(report.parts, 'callees', { mostRows: 2 });
    expect(tree).toMatchObject({ count: 3, isCut: true });
    expect(tree.cums[0]).toBe(157);
  });

  it('has nothing of a stack behind the frame that has no room', () => {
    const opened = folder.write(profileBytesFromText('c;b;a 1 1\nc;a 1 2\nb;x;a 1 4\nb;a 1 8'));
    const { report } = new PreparedView(opened.profile, null, sampleOf(opened, 1));
    const { flats, cums } = buildCallTree(report.parts, 'callees', { mostRows: 2 });
    expect([Array.from(flats), Array.from(cums)]).toEqual([
      [0, 2 + 4, 1 + 8],
      [15, 15, 9],
    ]);
  });
});

describe('the table', () => {
  const opened = () => folder.write(profileBytesFromText(shop));
  const top = (more: object) =>
    ask(opened(), { view: 'top', scope: sampleOf(opened(), 1), ask: { ...allTop, ...more } });

  it('answers a part of it in any order, with the sum up to each row', () => {
    expect(top({ sort: 'cum', first: 1, count: 2 })).toMatchObject({
      first: 1,
      rowCount: 4,
      frames: { functions: ['main.outer', 'main.inner'] },
      sum: Float64Array.of(75, 125),
    });
    expect(top({ sort: 'name', descending: false }).frames.functions[0]).toBe('lib.Do');
  });

  it('is filtered by names and files', () => {
    expect(top({ filter: '^lib' })).toMatchObject({ rowCount: 1, frames: { functions: ['lib.Do'] } });
  });

  it('is copied with exact values, and nothing in it is a formula, a cell or a mark', () => {
    const hostile = folder.write(profileBytesFromText('=HYPERLINK("x"),a|b;main.main 1 9007199254740993'));
    const copied = (copy: 'csv' | 'markdown' | 'text') =>
      ask(hostile, { view: 'top', scope: sampleOf(hostile, 1), ask: { ...allTop, copy } }).copied.split(/\r?\n/);
    expect(copied('csv')[1]).toBe(`9007199254740993,100.00%,9007199254740993,100.00%,"'=HYPERLINK(""x""),a|b",main.go`);
    expect(copied('markdown')[2]).not.toMatch(/a\|b/);
    expect(copied('text')[1]?.split('\t')).toHaveLength(6);
  });
});

describe('an expression that cannot be read', () => {
  it('is named in the answer, in the words of Go', () => {
    const opened = folder.write(profileBytesFromText(shop));
    const scope = sampleOf(opened, 1, { refinements: [{ kind: 'focus', pattern: 'a(' }] });
    const views = new ProfileViews(opened.profile, null);
    expect(views.answer({ view: 'top', scope, ask: allTop }, anyOwner)).toEqual({
      view: 'bad-pattern',
      pattern: 'a(',
      detail: 'missing closing ): `a(`',
    });
  });
});
