// What one leak moves beside its own number is not told a second time, and another node is asked for who is at the other end.
import { describe, expect, it } from 'vitest';
import { nodeMeasures } from '../../../src/follow/beam/measures/nodeMeasures';
import { TableBinaries } from '../../../src/follow/beam/measures/tableBinaries';
import { tellOnce } from '../../../src/follow/beam/measures/tellOnce';
import { TimerMeasure } from '../../../src/follow/beam/measures/timerMeasure';
import { Asker } from '../../../src/follow/beam/questions/ask';
import { lookAtOtherNode } from '../../../src/follow/beam/questions/otherNode';
import type { Measure, MeasureVerdict } from '../../../src/shared/model/beam/measure';
import type { NodeLook } from '../../../src/shared/model/beam/nodeMemory';
import { atom, tuple, type Pid, type Term } from '../../../src/shared/model/beam/term';
import type { ErlangCall } from '../../../src/shared/ports/sources/erlangNode';

const verdict = (kind: string, rest: Partial<Measure> & { readonly before?: number }): MeasureVerdict => {
  const { before = 0, ...measure } = rest;
  const about = { process: null, other: '', otherProcess: null, isRemote: false, limit: null };
  return {
    measure: { kind, key: '<0.1.0>', value: 0, unit: 'bytes', name: '', ...about, ...measure },
    ...{ confidence: 'probable', before, watchedSeconds: 60, perMinute: 1, lateShare: 1, rounds: 30 },
    ...{ firstSeenMillis: 0, stands: false, fixedFrom: null, points: [] },
    ...{ standing: 'growing', sinceMillis: 0, steps: [] },
  };
};

const kinds = (...verdicts: readonly MeasureVerdict[]) => tellOnce(verdicts).map(({ measure }) => measure.kind);

describe('one leak is told once', () => {
  it.each<[string, readonly MeasureVerdict[], readonly string[]]>([
    [
      'what waits in a mailbox is on the heap, and refers to binaries',
      [verdict('mailbox-growth', {}), verdict('binary-growth', {}), verdict('state-growth', {})],
      ['mailbox-growth'],
    ],
    [
      'a list of binaries is a state, too',
      [verdict('binary-growth', {}), verdict('state-growth', {})],
      ['binary-growth'],
    ],
    [
      'another process keeps something else',
      [verdict('mailbox-growth', { key: '<0.2.0>' }), verdict('state-growth', {})],
      ['mailbox-growth', 'state-growth'],
    ],
    [
      'links of processes lie where timers do',
      [verdict('process-growth', { value: 900 }), verdict('timer-growth', { key: 'timers', value: 60_000 })],
      ['process-growth'],
    ],
    [
      'and do not explain much more than they take',
      [verdict('process-growth', { value: 90 }), verdict('timer-growth', { key: 'timers', value: 600_000 })],
      ['process-growth', 'timer-growth'],
    ],
    [
      'the timer server counts its timers exactly',
      [
        verdict('timer-growth', { key: 'timers', value: 600_000 }),
        verdict('timer-growth', { key: 'timer_server', unit: 'timers', value: 900 }),
      ],
      ['timer-growth'],
    ],
    [
      'the timer server monitors whom its intervals are for',
      [
        verdict('timer-growth', { key: 'timer_server', unit: 'timers', value: 900 }),
        verdict('monitor-leak', { name: 'timer_server', unit: 'monitors', value: 900 }),
      ],
      ['timer-growth'],
    ],
    [
      'binaries of messages are those of no process and no table',
      [verdict('mailbox-growth', {}), verdict('binary-growth', { key: 'tables' })],
      ['mailbox-growth'],
    ],
  ])('%s', (_what, verdicts, told) => expect(kinds(...verdicts)).toEqual(told));
});

const signal = new AbortController().signal;

/** A node that answers as it is told, by `module:name/arity`. */
function asker(answer: (call: ErlangCall) => Term) {
  const asked: string[] = [];
  const node = {
    call: (call: ErlangCall) => {
      asked.push(`${call.module}:${call.name}/${call.args.length}`);
      return Promise.resolve({ term: answer(call), bytes: 10, elapsedMillis: 1 });
    },
  };
  return { ask: new Asker(node, signal), asked };
}

const column = (...numbers: readonly number[]) => Float64Array.from(numbers);
const sweep = (memory: Float64Array, queue: Float64Array) => {
  const pids = [...memory].map((_bytes, id): Pid => ({ kind: 'pid', node: 'a@b', id, serial: 0, creation: 1 }));
  return { pids, memory, queue, heap: memory, reductions: memory };
};

describe('memory of timers', () => {
  it('is what belongs to no process, at the lower of two looks', async () => {
    const looks = [9000, 8000];
    const { ask } = asker(() => looks.shift() ?? 0);
    const timers = new TimerMeasure();
    await timers.begin(ask);
    const measure = await timers.measure(ask, sweep(column(2000, 3000), column(0, 3)));
    expect(measure).toMatchObject({ kind: 'timer-growth', value: 3000, unit: 'bytes' });
  });

  it('stays as it was while many messages wait, which belong to no process before it looks at them', async () => {
    const { ask } = asker(() => 9000);
    const timers = new TimerMeasure();
    await timers.begin(ask);
    await timers.measure(ask, sweep(column(8000), column(0)));
    await timers.begin(ask);
    expect((await timers.measure(ask, sweep(column(1000), column(700)))).value).toBe(1000);
  });
});

describe('who is at the other end, in another node', () => {
  const pid: Pid = { kind: 'pid', node: 'b@h', id: 7, serial: 0, creation: 3 };
  const answers: Readonly<Record<string, Term>> = {
    'erlang:list_to_pid/1': pid,
    'erlang:whereis/1': pid,
    'lists:zipwith/3': [[tuple(atom('registered_name'), atom('billing')), tuple(atom('message_queue_len'), 4)]],
    'lists:map/2': [tuple(atom('client'), atom('run'), 1)],
  };
  const through = ({ module, args }: ErlangCall): Term => {
    const [, inner, name, inside] = args as readonly [Term, { name: string }, { name: string }, readonly Term[]];
    expect(module).toBe('rpc');
    return answers[`${inner.name}:${name.name}/${inside.length}`] ?? atom('undefined');
  };

  it.each(['<0.7.0> @ b@h', 'billing @ b@h'])('is asked through the node that let us in: %s', async (end) => {
    const { ask, asked } = asker(through);
    const process = await lookAtOtherNode(ask, end);
    expect(process).toMatchObject({ name: 'billing', queue: 4, initialCall: { module: 'client', name: 'run' } });
    expect(new Set(asked)).toEqual(new Set(['rpc:call/5']));
  });

  it('is nobody where that node does not answer, or knows no such name', async () => {
    const down = asker(() => tuple(atom('badrpc'), atom('nodedown')));
    expect(await lookAtOtherNode(down.ask, '<0.7.0> @ b@h')).toBeNull();
    const unknown = asker(() => atom('undefined'));
    expect(await lookAtOtherNode(unknown.ask, 'ledger @ b@h')).toBeNull();
    expect(await lookAtOtherNode(unknown.ask, '<0.7.0>')).toBeNull();
    expect(unknown.asked).toEqual(['rpc:call/5']);
  });
});

describe('binaries that no process holds', () => {
  const table = (rows: number) => new Map([['devices <0.9.0>', { name: 'devices', owner: null, bytes: 0, rows }]]);
  const nobody = new Asker({ call: () => Promise.reject(new Error('nobody is asked')) }, AbortSignal.timeout(1000));

  it('are those of the table that gets rows, and of none where none does', async () => {
    const binaries = new TableBinaries();
    const process: Measure = verdict('binary-growth', { value: 300 }).measure;
    const measured = (rows: number, all: number) =>
      binaries.measures(nobody, table(rows), { all, ofProcesses: [process] });
    expect(await measured(5, 1000)).toEqual([]);
    expect(await measured(5, 9000)).toEqual([]);
    expect(await measured(90, 9000)).toMatchObject([{ name: 'devices', value: 8700, kind: 'binary-growth' }]);
  });
});

it('persistent terms are the literals of the node; one that does not tell of its allocators has none', () => {
  const identity = { name: 'a@b', creation: 1, release: '25', version: '13', uptimeMillis: 1 };
  const none = { now: 0, limit: 0 };
  const look = {
    ...{ identity, memory: {} as NodeLook['memory'], runQueue: 0 },
    counts: { processes: none, ports: none, atoms: none, tables: none },
  };
  const allocators = [{ name: 'literal_alloc', blocks: 700, carriers: 900 }];
  const kindsOf = (all: NodeLook['allocators']) =>
    nodeMeasures({ ...look, allocators: all }).map(({ kind, value }) => [kind, value]);
  expect(kindsOf(allocators)).toEqual([
    ['atom-growth', 0],
    ['persistent-growth', 700],
  ]);
  expect(kindsOf([])).toEqual([['atom-growth', 0]]);
});
