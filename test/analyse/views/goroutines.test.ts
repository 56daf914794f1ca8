// Goroutines as a view shows them, from the very bytes that a service writes: grouped, searched, refined, compared by their numbers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { goViews } from '../../../src/runtimes/goViews';
import type { GoroutinesQuery, GoroutinesWindow } from '../../../src/shared/model/views/goroutinesView';
import { wholeScope, type ViewScope } from '../../../src/shared/model/views/viewScope';
import { repositoryRoot } from '../../support/paths';
import { profileBytesFromText } from '../../support/profiles/profileText';

const fixture = (name: string) => new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles', name)));
const never = new AbortController().signal;
const all: GoroutinesQuery = { by: 'place', search: null, onlyMine: false, opened: null };

interface Given {
  readonly bytes: string | Uint8Array;
  readonly base?: string | Uint8Array;
  readonly query?: Partial<GoroutinesQuery>;
  readonly scope?: Partial<ViewScope>;
}

async function look({ bytes, base, query, scope }: Given): Promise<GoroutinesWindow> {
  const viewer = directViewers(() => viewerCalls(goViews))('goroutines');
  const read = (given: string | Uint8Array) => ({
    bytes: typeof given === 'string' ? new TextEncoder().encode(given) : given,
    subject: 'goroutines',
  });
  await viewer.open(read(bytes), base === undefined ? null : read(base), never);
  const asked = { view: 'goroutines', scope: { ...wholeScope, ...scope }, ask: { ...all, ...query } } as const;
  const answer = await viewer.answer(asked, never);
  if (answer.view !== 'goroutines') throw new Error(JSON.stringify(answer));
  return answer.window;
}

/** Groups by what they have in common. */
async function groups(given: Given): Promise<Readonly<Record<string, number>>> {
  const window = await look(given);
  return Object.fromEntries(
    window.groups.map(({ frame, text, count }) => [
      frame === null ? text : `${frame.function}:${String(frame.line)}`,
      count,
    ]),
  );
}

const sender = (id: number, more = '') => `goroutine ${String(id)} [chan send${more}]:
main.put(0xc000)
	/s/cart.go:4 +0x2a
created by main.main in goroutine 1
	/s/main.go:8 +0x11

`;
const reader = (id: number) => `goroutine ${String(id)} [IO wait]:
internal/poll.runtime_pollWait(0x7f, 0x72)
	/usr/local/go/src/runtime/netpoll.go:351 +0x85
net/http.(*conn).serve(0xc000)
	/usr/local/go/src/net/http/server.go:2067 +0x690
created by net/http.(*Server).Serve in goroutine 7
	/usr/local/go/src/net/http/server.go:3464 +0x485

`;
const own = `goroutine 1 [running]:
main.main()
	/s/main.go:9 +0x1d

`;
const shop = own + sender(7, ', 3 minutes') + sender(8, ', 70 minutes') + sender(9) + reader(20);

describe('goroutines of a dump', () => {
  it.each([
    ['place', { 'main.put:4': 3, 'main.main:9': 1, 'net/http.(*conn).serve:2067': 1 }],
    ['state', { 'chan send': 3, running: 1, 'IO wait': 1 }],
    ['creator', { 'main.main:8': 3, '': 1, 'net/http.(*Server).Serve:3464': 1 }],
    ['age', { '0': 3, '1': 1, '60': 1 }],
    ['label', { '': 5 }],
  ] as const)('are put together by %s', async (by, expected) => {
    expect(await groups({ bytes: shop, query: { by } })).toEqual(expected);
  });

  it('have ages and both ends, and whole stacks where a group is opened', async () => {
    const window = await look({ bytes: shop });
    expect(window).toMatchObject({ total: 5, shown: 5, isWhole: true, isProfile: false, groupCount: 3, opened: null });
    const [first] = window.groups;
    expect(first).toMatchObject({
      ages: [1, 1, 0, 0, 1, 0],
      oldestMinutes: 70,
      state: { state: 'chan send', others: 0 },
      creator: { frame: { function: 'main.main', file: '/s/main.go', line: 8, owner: 'own' }, others: 0 },
    });
    const { opened } = await look({ bytes: shop, query: { opened: first?.key ?? '' } });
    expect(opened).toMatchObject({ stackCount: 1, stacks: [{ count: 3, ids: [7, 8, 9], oldestMinutes: 70 }] });
    const old = await look({ bytes: shop, query: { by: 'age', opened: '60' } });
    expect(old.opened?.stacks).toMatchObject([
      { count: 1, ids: [8], oldestMinutes: 70, frames: [{ function: 'main.put' }] },
    ]);
  });

  it('are searched by names, files, states and labels', async () => {
    const found = async (search: string) => (await look({ bytes: shop, query: { search } })).shown;
    const searches = ['put', 'cart\\.go', '^IO', 'Server\\)\\.Serve', 'nothing'];
    expect(await Promise.all(searches.map(found))).toEqual([3, 3, 1, 1, 0]);
    const labelled = `goroutine 3 [select labels:{"tenant": "acme"}]:\nmain.f()\n\t/s/f.go:1 +0x1\n\n`;
    expect(await groups({ bytes: labelled, query: { by: 'label', search: 'acme' } })).toEqual({ 'tenant=acme': 1 });
  });

  it('that run no code of the program, and that it did not start, are hidden where only its own are wanted', async () => {
    expect(await look({ bytes: shop, query: { onlyMine: true } })).toMatchObject({ total: 5, shown: 4, groupCount: 2 });
    const started = reader(21)
      .replace('net/http.(*Server).Serve', 'main.listen')
      .replace('/usr/local/go/src/net/http/server.go:3464', '/s/main.go:30');
    expect((await look({ bytes: started + reader(22), query: { onlyMine: true } })).shown).toBe(1);
  });

  it('are refined as every view is: a frame that is hidden is no place to wait', async () => {
    const refined = (kind: 'focus' | 'ignore' | 'hide' | 'show_from' | 'tagfocus', pattern: string) =>
      groups({ bytes: shop, scope: { refinements: [{ kind, pattern }] } });
    expect(await refined('focus', 'put')).toEqual({ 'main.put:4': 3 });
    expect(await refined('ignore', 'put')).toEqual({ 'main.main:9': 1, 'net/http.(*conn).serve:2067': 1 });
    expect(await refined('tagfocus', 'state=IO wait')).toEqual({ 'net/http.(*conn).serve:2067': 1 });
    expect(await refined('hide', 'conn')).toEqual({
      'main.put:4': 3,
      'main.main:9': 1,
      'internal/poll.runtime_pollWait:351': 1,
    });
    expect(await refined('hide', 'put|main')).toEqual({ 'net/http.(*conn).serve:2067': 1 });
  });

  it.each(['goroutine.debug2.txt', 'goroutine.healthy.debug2.txt', 'goroutineleak.debug2.txt'])(
    'are all there however they are put together: %s',
    async (name) => {
      for (const by of ['place', 'state', 'creator', 'label', 'age'] as const) {
        const window = await look({ bytes: fixture(name), query: { by } });
        expect(window.groups.reduce((sum, { count }) => sum + count, 0)).toBe(window.total);
        for (const { count, ages } of window.groups) expect(ages?.reduce((sum, of) => sum + of, 0)).toBe(count);
      }
    },
  );

  it('say that there were more where the text is cut', async () => {
    expect((await look({ bytes: shop })).isWhole).toBe(true);
    expect((await look({ bytes: shop.slice(0, -120) })).isWhole).toBe(false);
  });
});

describe('goroutines of a profile', () => {
  it.each(['goroutine.pb.gz', 'goroutine.debug1.txt', 'goroutineleak.pb.gz'])(
    'are counted by their stacks: %s',
    async (name) => {
      const window = await look({ bytes: fixture(name) });
      expect(window.isProfile).toBe(true);
      expect(window.groups.reduce((sum, { count }) => sum + count, 0)).toBe(window.total);
      expect(window.groups[0]).toMatchObject({ ages: null, creator: null });
    },
  );

  it('have states as far as their stacks tell', async () => {
    const bytes = profileBytesFromText('runtime.gopark;runtime.chansend;main.put@/s/cart.go:4 3', {
      sampleTypes: [{ type: 'goroutine', unit: 'count' }],
    });
    expect(await groups({ bytes, query: { by: 'state' } })).toEqual({ 'chan send': 3 });
  });

  it('are not looked for in what counts something else', async () => {
    const viewer = directViewers(() => viewerCalls(goViews))('heap');
    const { about } = await viewer.open({ bytes: fixture('heap.pb.gz'), subject: 'heap' }, null, never);
    expect(about.hasGoroutines).toBe(false);
    await expect(viewer.answer({ view: 'goroutines', scope: wholeScope, ask: all }, never)).rejects.toMatchObject({
      problem: { kind: 'unreadable' },
    });
  });
});

describe('the difference', () => {
  const changes = async (given: Given) =>
    (await look(given)).groups.map(({ frame, count, change }) => [frame?.function ?? '', count, change]);
  const before = shop;
  const after = own + sender(8, ', 75 minutes') + sender(9) + sender(30) + sender(31);

  it('of two dumps is told by the numbers of goroutines, those that changed most first', async () => {
    expect(await changes({ bytes: after, base: before })).toEqual([
      ['main.put', 4, { before: 3, numbered: { appeared: 2, gone: 1, stayed: 2 } }],
      ['net/http.(*conn).serve', 0, { before: 1, numbered: { appeared: 0, gone: 1, stayed: 0 } }],
      ['main.main', 1, { before: 1, numbered: { appeared: 0, gone: 0, stayed: 1 } }],
    ]);
    const { opened, groups: rows } = await look({ bytes: after, base: before });
    expect(opened).toBeNull();
    const stacks = (await look({ bytes: after, base: before, query: { opened: rows[0]?.key ?? '' } })).opened?.stacks;
    expect(stacks).toMatchObject([
      { isGone: false, ids: [8, 9, 30, 31] },
      { isGone: true, count: 1, ids: [7] },
    ]);
  });

  it('of one that waits elsewhere now has it stay', async () => {
    const moved = sender(7).replace('main.put', 'main.get').replace('chan send', 'chan receive');
    expect(await changes({ bytes: moved, base: sender(7) })).toEqual([
      ['main.get', 1, { before: 0, numbered: { appeared: 0, gone: 0, stayed: 1 } }],
      ['main.put', 0, { before: 1, numbered: { appeared: 0, gone: 0, stayed: 0 } }],
    ]);
  });

  it('of dumps of two processes, or of one that is cut, is one of counts', async () => {
    const other = await look({
      bytes: after,
      base: sender(9).replace('created by main.main', 'created by main.other'),
    });
    expect(other).toMatchObject({
      comparison: 'other-process',
      groups: [{ change: { before: 1, numbered: null } }, {}],
    });
    expect((await look({ bytes: after, base: before.slice(0, -120) })).comparison).toBe('counts');
  });

  it('of profiles is one of counts, and those of the base are searched, too', async () => {
    const options = { sampleTypes: [{ type: 'goroutine', unit: 'count' }] } as const;
    const [bytes, base] = ['main.put@/s/cart.go:4 5', 'main.put@/s/cart.go:4 2\nmain.get@/s/cart.go:9 1'].map((text) =>
      profileBytesFromText(text, options),
    );
    if (bytes === undefined || base === undefined) throw new Error('two profiles');
    expect(await changes({ bytes, base })).toEqual([
      ['main.put', 5, { before: 2, numbered: null }],
      ['main.get', 0, { before: 1, numbered: null }],
    ]);
    expect(await changes({ bytes, base, query: { search: 'get' } })).toEqual([
      ['main.get', 0, { before: 1, numbered: null }],
    ]);
  });
});
