// Who makes what grows, by the allocators' own tags: only where the tags agree with what is counted, and asked as rarely as it costs.
import { describe, expect, it } from 'vitest';
import { AllocationTags } from '../../../src/follow/beam/measures/allocationTags';
import { MeasurePlacer } from '../../../src/follow/beam/places/placeMeasure';
import { ModuleTraces } from '../../../src/follow/beam/places/moduleTraces';
import { Asker } from '../../../src/follow/beam/questions/ask';
import type { Measure } from '../../../src/shared/model/beam/measure';
import { LeakLensError, type Problem } from '../../../src/shared/model/errors';
import { atom, tuple, type Term } from '../../../src/shared/model/beam/term';
import { findActs } from '../../../src/syntax/erlang/findActs';

const map = (...entries: readonly (readonly [Term, Term])[]): Term => ({ kind: 'map', entries });

/** `shop:pay/1` monitors: 12. */
type Tags = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** As `instrument:allocations/1` answers: histograms whose numbers are the blocks of a size. */
function answer(tags: Tags): Term {
  const functions = Object.entries(tags).map(([name, types]) => {
    const [, module = '', called = '', arity = '0'] = /^(.*):(.*)\/(\d+)$/.exec(name) ?? [];
    const histograms = Object.entries(types).map(([type, blocks]) => [atom(type), tuple(blocks - 1, 1, 0)] as const);
    return [tuple(atom(module), atom(called), Number(arity)), map(...histograms)] as const;
  });
  const system = [atom('system'), map([atom('monitor'), tuple(1, 2)])] as const;
  return tuple(atom('ok'), tuple(128, 0, map(system, ...functions)));
}

const measure = (kind: string, value: number, rest: Partial<Measure> = {}): Measure => ({
  ...{ kind, key: 'a', value, unit: 'monitors', name: '', process: null, other: '', otherProcess: null },
  ...{ isRemote: false, limit: null },
  ...rest,
});

/** Rounds of answers, 10 s apart, each of which takes the node so long. */
async function rounds(answers: readonly (Term | Error)[], measures: readonly Measure[], elapsedMillis = 4) {
  let asked = 0;
  const node = {
    call: () => {
      const now = answers[Math.min(asked, answers.length - 1)]!;
      asked += 1;
      return now instanceof Error ? Promise.reject(now) : Promise.resolve({ term: now, bytes: 10, elapsedMillis });
    },
  };
  const tags = new AllocationTags();
  const found: Measure[] = [];
  for (const [round, one] of measures.entries()) {
    const ask = new Asker(node, new AbortController().signal);
    found.push(...(await tags.made(ask, round * 10_000, [one])));
  }
  return { found, asked };
}

const madeBy = ({ maker }: Measure | { readonly maker?: undefined }) =>
  maker === undefined ? null : `${maker.by.module}:${maker.by.name} ${maker.blocks} ${maker.grown}`;

interface Course {
  readonly before: Tags;
  readonly after: Tags;
  readonly grown: Measure;
  readonly by: string | null;
}

describe('who makes what grows', () => {
  it.each<[string, Course]>([
    [
      'is the function whose blocks have grown as much as is counted',
      {
        before: { 'shop:visit/1': { monitor: 400 }, 'shop:notify/1': { monitor: 100 } },
        after: { 'shop:visit/1': { monitor: 420 }, 'shop:notify/1': { monitor: 1105 } },
        grown: measure('monitor-leak', 1100),
        by: 'shop:notify 1105 1005',
      },
    ],
    [
      'is nobody where the blocks of no function agree with that',
      {
        before: { 'shop:visit/1': { monitor: 400 } },
        after: { 'shop:visit/1': { monitor: 420 } },
        grown: measure('monitor-leak', 1100),
        by: null,
      },
    ],
    [
      'of bytes, is who made most of the blocks that came',
      {
        before: { 'code:load/1': { fun_entry: 9 } },
        after: { 'shop:put/1': { db_term: 700 }, 'shop:log/1': { db_term: 90 } },
        grown: measure('ets-growth', 9_000_000, { unit: 'bytes' }),
        by: 'shop:put 700 700',
      },
    ],
    [
      'of bytes, is nobody where two made as much',
      {
        before: { 'code:load/1': { fun_entry: 9 } },
        after: { 'shop:put/1': { db_term: 700 }, 'shop:log/1': { db_term: 690 } },
        grown: measure('ets-growth', 9_000_000, { unit: 'bytes' }),
        by: null,
      },
    ],
    [
      'of monitors across nodes, by their own blocks',
      {
        before: { 'code:load/1': { fun_entry: 9 } },
        after: { 'shop:far/1': { monitor_extended: 1000 } },
        grown: measure('monitor-leak', 1100),
        by: 'shop:far 1000 1000',
      },
    ],
    [
      'of what no tag tells, is nobody',
      {
        before: { 'code:load/1': { fun_entry: 9 } },
        after: { 'shop:put/1': { heap: 900 } },
        grown: measure('mailbox-growth', 900),
        by: null,
      },
    ],
  ])('%s', async (_what, { before, after, grown, by }) => {
    const { found } = await rounds([answer(before), answer(after)], [{ ...grown, value: 100 }, grown]);
    expect(found.map(madeBy)).toEqual([null, by]);
  });

  it('is asked no more of a node that was started without the tags, lacks the module, or takes too long', async () => {
    const failed = (erlang: NonNullable<Problem['erlang']>) =>
      new LeakLensError({ kind: 'erlang', subject: 'beam:a', detail: '', erlang });
    const none = [answer({}), tuple(atom('error'), atom('not_enabled')), failed('no-such-function'), failed('busy')];
    for (const one of none) {
      const { found, asked } = await rounds(
        [one],
        Array.from({ length: 5 }, () => measure('monitor-leak', 9)),
      );
      expect([asked, found.map(madeBy)]).toEqual([1, Array.from({ length: 5 }, () => null)]);
    }
  });

  it('is asked so rarely that it takes half a percent of one core', async () => {
    const one = { 'shop:put/1': { db_term: 2 } };
    const many = Array.from({ length: 21 }, (_, round) => measure('monitor-leak', round));
    expect((await rounds([answer(one)], many, 4)).asked).toBe(21);
    // 250 ms, every 50 s.
    expect((await rounds([answer(one)], many, 250)).asked).toBe(5);
  });
});

describe('a line', () => {
  const text = `-module(shop).
visit(P) ->
    erlang:monitor(process, P).
notify(P) ->
    erlang:monitor(process, P),
    ok.
keep(B, S) ->
    [binary:part(B, 0, 10) | S].
read(F) ->
    file:read(F, 100000).
`;
  const texts = [{ path: '/ws/shop.erl', language: 'erlang' as const, text }];
  const about = (kind: string, name: string | null) => {
    const by = { module: 'shop', name: name ?? '', arity: 1 };
    const initialCall = { module: 'shop', name: 'init', arity: 1 };
    const known = { pid: '<0.1.0>', name: '', initialCall, stack: [], memory: 0, queue: 0, reductions: 0 };
    const process = {
      ...known,
      monitors: null,
      monitoredBy: null,
      binaryBytes: null,
      liveBytes: null,
      youngBytes: null,
    };
    const plain = measure(kind, 900, { process });
    const place = new MeasurePlacer(texts, findActs, new ModuleTraces()).place(
      name === null ? plain : { ...plain, maker: { by, blocks: 900, grown: 800 } },
    );
    const { site, related, tagged } = place;
    return { line: site?.line ?? null, related: related.map(({ role, line }) => `${role} ${line}`), tagged };
  };

  it.each([
    ['that the source leaves open', 'monitor-leak', null, { line: 3, related: ['or-here 5'], tagged: null }],
    ['is told by the tags', 'monitor-leak', 'notify', { line: 5, related: [], tagged: 'here' }],
    ['is told by the tag of a fun in it', 'monitor-leak', '-notify/1-fun-0-', { line: 5, related: [], tagged: 'here' }],
    [
      'that keeps a binary has who read it beside it',
      'binary-growth',
      'read',
      { line: 8, related: ['allocation 9'], tagged: 'beside' },
    ],
    ['that keeps a binary which it made is told so', 'binary-growth', 'keep', { line: 8, related: [], tagged: 'here' }],
  ])('%s', (_what, kind, name, expected) => expect(about(kind, name)).toEqual(expected));
});
