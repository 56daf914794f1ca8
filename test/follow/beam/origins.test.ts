// What processes call themselves and who started them: of a real node of whatever release, and of answers that are hostile.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { Asker, type Asks } from '../../../src/follow/beam/questions/ask';
import { findProcess } from '../../../src/follow/beam/questions/findProcess';
import { lookAtProcesses } from '../../../src/follow/beam/questions/lookAtProcesses';
import { originsOf } from '../../../src/follow/beam/questions/originsOf';
import { Remembered } from '../../../src/follow/beam/questions/remembered';
import { termText } from '../../../src/follow/beam/questions/termText';
import { calledOf, startedBy } from '../../../src/shared/base/symbols/erlangFunction';
import { watchText } from '../../../src/follow/beam/readers/watchMemory';
import type { Measure, ToldMeasure } from '../../../src/shared/model/beam/measure';
import { LeakLensError } from '../../../src/shared/model/errors';
import { atom, charlist, tuple, type Pid, type Term } from '../../../src/shared/model/beam/term';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import type { ErlangNode } from '../../../src/shared/ports/sources/erlangNode';
import { erlangRelease, hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';

const { signal } = new AbortController();
const utf8 = (text: string) => new TextEncoder().encode(text);
const pid = (id: number, node = 'shop@host'): Pid => ({ kind: 'pid', node, id, serial: 0, creation: 1 });

describe('a label is written on one line, and cut', () => {
  it.each<[string, Term, string]>([
    ['a plain atom', atom('worker'), 'worker'],
    ['a module of Elixir', atom('Elixir.Shop.Till'), 'Shop.Till'],
    ['an atom of anything', atom("it's\n“here”"), `'it\\'s\\n“here”'`],
    ['a tuple', tuple(atom('session'), 7, utf8('Ann')), '{session, 7, "Ann"}'],
    ['a text of characters', charlist('worker 7'), '"worker 7"'],
    ['a list', [1, atom('a'), [], pid(9)], '[1, a, [], <0.9.0>]'],
    ['control characters', utf8('a\u001b[31m\n'), '"a\\u001b[31m\\n"'],
    ['bytes', Uint8Array.of(255, 254), '#binary'],
    ['a map', { kind: 'map', entries: [[1, 2]] }, '#map'],
    ['an improper list', { kind: 'improper-list', items: [atom('a')], tail: atom('b') }, '[a, b]'],
  ])('%s', (_what, term, text) => expect(termText(term)).toBe(text));

  it('of any size and depth', () => {
    const deep = Array.from({ length: 5000 }).reduce<Term>((inner) => tuple(inner), atom('x'));
    expect(termText(deep)).toBe(`${'{'.repeat(7)}…${'}'.repeat(7)}`);
    for (const large of [utf8('y'.repeat(2 ** 20)), Array.from({ length: 2 ** 18 }, () => atom('y'))]) {
      expect(termText(large).length).toBeLessThan(100);
      expect(termText(large)).toMatch(/…$/);
    }
  });
});

describe('a node that answers', () => {
  /** @param answers by the name of the function that is called in the node */
  const asks = (answers: Readonly<Record<string, Term | LeakLensError>>): Asks & { readonly asked: string[] } => {
    const asked: string[] = [];
    return {
      asked,
      remembered: new Remembered(),
      call: (_module, called, ...args) => {
        const [first] = args;
        const name =
          called === 'zipwith'
            ? JSON.stringify(args[2]).includes('$ancestors')
              ? 'entries'
              : 'whole'
            : String((first as { name?: string }).name);
        asked.push(name);
        const answer = answers[name] ?? [];
        return answer instanceof LeakLensError ? Promise.reject(answer) : Promise.resolve(answer);
      },
    };
  };
  const failed = (erlang: 'call-failed') => new LeakLensError({ kind: 'erlang', erlang, subject: 'shop', detail: '' });
  const two = [
    { pid: pid(1), memory: 3000 },
    { pid: pid(2), memory: 2 ** 20 + 1 },
  ];

  it('nonsense, is believed nothing', async () => {
    for (const entries of [
      atom('x'),
      [[tuple(1)], 7],
      [[tuple(1, charlist('a')), tuple(1, [7, tuple(), utf8('x')])]],
    ]) {
      const found = await originsOf(asks({ entries }), two);
      expect(found.map(({ ancestors }) => ancestors)).toEqual([undefined, undefined]);
    }
  });

  it('what cannot be read, is not asked for it again, nor after some of that for anything', async () => {
    const deep = new LeakLensError({ kind: 'too-large', subject: 'shop', detail: 'its terms lie more than 128 deep' });
    const ask = asks({ entries: deep });
    expect(await originsOf(ask, two)).toEqual([{}, {}]);
    expect(await originsOf(ask, two)).toEqual([{}, {}]);
    expect(ask.asked).toEqual(['entries']);
    for (const id of [3, 4, 5]) await originsOf(ask, [{ pid: pid(id), memory: 1 }]);
    expect(ask.asked).toHaveLength(3);
    ask.remembered.forget();
    await originsOf(ask, two);
    expect(ask.asked).toHaveLength(4);
  });

  it('with processes of another node, is not asked to ask that', async () => {
    const ask = asks({ entries: [[tuple(1, atom('undefined')), tuple(1, [pid(5, 'other@host')])], []] });
    expect(await originsOf(ask, two)).toEqual([{}, {}]);
    expect(ask.asked).toEqual(['entries']);
  });

  it('as releases do that tell dictionaries as a whole, is asked for small ones, and for single entries no more', async () => {
    const dictionary = [tuple(atom('secret'), utf8('of the service')), tuple(atom('$ancestors'), [atom('shop_sup')])];
    const ask = asks({
      entries: failed('call-failed'),
      whole: [[tuple(atom('dictionary'), dictionary)]],
      whereis: [pid(3)],
      translate_initial_call: [tuple(atom('supervisor'), atom('shop_sup'), 1)],
    });
    const call = { module: 'supervisor', name: 'shop_sup', arity: 1 };
    expect(await originsOf(ask, two)).toEqual([{ ancestors: [{ name: 'shop_sup', call }] }, {}]);
    expect(ask.asked).toEqual(['entries', 'whole', 'whereis', 'translate_initial_call']);
    // What was told once is remembered.
    expect(await originsOf(ask, two)).toEqual([{ ancestors: [{ name: 'shop_sup', call }] }, {}]);
    expect(ask.asked).toHaveLength(4);
    ask.remembered.forget();
    await originsOf(ask, two);
    expect(ask.asked.slice(4)).toEqual(['entries', 'whole', 'whereis', 'translate_initial_call']);
  });
});

describe.skipIf(!hasErlang())('processes of a real node (needs Erlang)', () => {
  let machine: ErlangMachine;
  let node: ErlangNode;
  beforeAll(async () => {
    machine = await startErlangMachine();
    const label = `put('$process_label', {session, <<"ann@example.com">>}), register(labelled, self()), timer:sleep(infinity)`;
    const erased = 'proc_lib:spawn(fun() -> erase(), register(erased, self()), timer:sleep(infinity) end)';
    const args = ['-eval', `spawn(fun() -> ${label} end), ${erased}.`];
    const { name, cookie, environment, homeDirectory } = await machine.start({ name: 'origins', args });
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const limits = { cookie, timeoutMillis: 20_000, maxBodyBytes: 2 ** 24 };
    node = await connector.connect(`beam:${name}@localhost`, limits, signal);
  }, 60_000);
  afterAll(async () => {
    node.dispose();
    await machine.dispose();
  });

  it('keep what no reader takes, and are looked at without', async () => {
    const deep = 'lists:foldl(fun(_, Inner) -> {Inner} end, x, lists:seq(1, 1000))';
    const other = await machine.start({
      args: [
        '-eval',
        `spawn(fun() -> put('$process_label', ${deep}), register(deep, self()), timer:sleep(infinity) end).`,
      ],
    });
    const connector = createErlangConnector({ ...other, codec: termCodec });
    const limits = { cookie: other.cookie, timeoutMillis: 20_000, maxBodyBytes: 2 ** 24 };
    const reached = await connector.connect(`beam:${other.name}@localhost`, limits, signal);
    const ask = new Asker(reached, signal);
    for (let round = 0; round < 2; round += 1) {
      const [found] = await lookAtProcesses(ask, [await findProcess(ask, 'deep', 'origins')]);
      expect(found).toMatchObject({ name: 'deep', queue: 0 });
      expect(found?.label).toBeUndefined();
    }
    const [logger] = await lookAtProcesses(ask, [await findProcess(ask, 'logger', 'origins')]);
    expect(logger?.ancestors).toHaveLength(1);
    reached.dispose();
  });

  it('say what they call themselves, and who started them', async () => {
    const ask = new Asker(node, signal);
    const named = ['labelled', 'erased', 'logger', 'kernel_safe_sup', 'logger_std_h_default', 'inet_db'];
    const pids = await Promise.all(named.map((name) => findProcess(ask, name, 'origins')));
    const looked = new Map((await lookAtProcesses(ask, pids)).map((process) => [process.name, process]));
    expect(looked.get('labelled')?.label).toBe('{session, "ann@example.com"}');
    expect(looked.get('logger')?.label).toBeUndefined();
    // No file of ours has it.
    const process = looked.get('labelled')!;
    const measure = { ...{ kind: 'state-growth', key: 'a', value: 1, unit: 'bytes', name: 'a' }, process };
    const told = { measure: measure as unknown as Measure, told: {} as ToldMeasure, points: [] };
    const kept = watchText({ creation: 1, told: [told], births: { newest: [0, 0], groups: [] } });
    expect(kept).toContain('labelled');
    expect(kept).not.toContain('ann@example.com');
    expect(looked.get('inet_db')?.ancestors?.[0]).toEqual({
      name: 'kernel_sup',
      call: { module: 'supervisor', name: 'kernel', arity: 1 },
    });
    expect(startedBy(looked.get('inet_db')!)).toBe('kernel_sup');
    // What proc_lib kept of it is gone: what it runs says more than that it was started by proc_lib.
    expect(looked.get('erased')?.ancestors).toBeUndefined();
    expect(calledOf({ ...looked.get('erased')!, name: '' })).toBe('timer:sleep/1');
    expect(ask.remembered.tellsEntries).toBe(erlangRelease() >= 27);
  });
});
