// Which of several files of one module's name a node runs, by what it tells of itself.
import { describe, expect, it } from 'vitest';
import { MeasurePlacer } from '../../../src/follow/beam/places/placeMeasure';
import { ModuleFiles } from '../../../src/follow/beam/places/moduleFiles';
import { ModuleTraces } from '../../../src/follow/beam/places/moduleTraces';
import type { BuiltModule } from '../../../src/shared/model/beam/nodeCode';
import type { Measure } from '../../../src/shared/model/beam/measure';
import type { NodeProcess, StackFrame } from '../../../src/shared/model/beam/nodeProcess';
import type { ErlangText } from '../../../src/shared/ports/sources/erlangSource';
import { findActs } from '../../../src/syntax/erlang/findActs';

const text = (path: string, written: string): ErlangText => ({
  path: `/ws/${path}`,
  language: path.endsWith('.erl') ? 'erlang' : 'elixir',
  text: written,
});

const pool = (path: string, written = 'work() -> timer:sleep(1).\n') => text(path, written);

const frame = (line: number, file = ''): StackFrame => ({ module: 'pool', name: 'work', arity: 0, file, line });
const sleeping: StackFrame = { module: 'timer', name: 'sleep', arity: 1, file: 'timer.erl', line: 1 };

function running(...stack: readonly StackFrame[]): NodeProcess {
  const rest = { memory: 0, queue: 0, reductions: 0, monitors: null, monitoredBy: null, binaryBytes: null };
  return { pid: '<0.1.0>', name: '', initialCall: null, stack, liveBytes: null, youngBytes: null, ...rest };
}

interface Told {
  readonly source?: string;
  readonly beam?: string;
  readonly stack?: readonly StackFrame[];
}

function chosen(texts: readonly ErlangText[], { source = '', beam = '', stack = [] }: Told, module = 'pool') {
  const traces = new ModuleTraces();
  const files = new ModuleFiles(texts, findActs, traces);
  traces.learn({ loaded: [module], built: [{ module, source, beam }] satisfies BuiltModule[] });
  traces.see(running(...stack), (name) => files.isTwin(name));
  return files.of(module).map(({ path }) => path.replace('/ws/', ''));
}

describe('of two files of one name', () => {
  const two = [pool('apps/shop/src/pool.erl'), pool('apps/till/src/pool.erl')];

  it.each<[string, Told, readonly string[]]>([
    ['nothing is known', {}, ['apps/shop/src/pool.erl', 'apps/till/src/pool.erl']],
    ['it was compiled here', { source: '/ws/apps/till/src/pool.erl' }, ['apps/till/src/pool.erl']],
    ['it was compiled elsewhere', { source: '/ci/7/apps/till/src/pool.erl' }, ['apps/till/src/pool.erl']],
    ['rebar3 has it', { source: '/ws/_build/default/lib/till/src/pool.erl' }, ['apps/till/src/pool.erl']],
    ['it was compiled on Windows', { source: 'c:\\ci\\apps\\till\\src\\pool.erl' }, ['apps/till/src/pool.erl']],
    ['its stacks have the path', { stack: [frame(0, 'apps/till/src/pool.erl')] }, ['apps/till/src/pool.erl']],
    ['a release has it', { beam: '/opt/rel/lib/till-1.2.0/ebin/pool.beam' }, ['apps/till/src/pool.erl']],
    ['mix has it', { beam: '/ws/_build/prod/lib/till/ebin/pool.beam' }, ['apps/till/src/pool.erl']],
    [
      'it was made of something else',
      { source: '/gen/pool.yrl', beam: '/opt/ebin/pool.beam' },
      ['apps/shop/src/pool.erl', 'apps/till/src/pool.erl'],
    ],
  ])('where %s', (_what, told, expected) => {
    expect(chosen(two, told)).toEqual(expected);
  });

  it('that has the functions at the lines of its stacks, with what they call there', () => {
    const away = pool('a/pool.erl', '%\n'.repeat(9) + 'work() -> timer:sleep(1).\n');
    const near = pool('b/pool.erl', '%\nwork() ->\n    ok,\n    timer:sleep(1).\n');
    const far = pool('c/pool.erl', '%\nwork() ->\n    timer:sleep(1),\n    ok.\n');
    expect(chosen([away, near, far], { stack: [sleeping, frame(4)] })).toEqual(['b/pool.erl']);
  });

  it('what is known of another module says nothing', () => {
    const other = pool('apps/till/src/other.erl');
    expect(chosen([...two, other], { source: '/ws/apps/till/src/other.erl' }, 'other')).toEqual([
      'apps/till/src/other.erl',
    ]);
  });
});

describe('the modules of a file', () => {
  const elixir = `defmodule Shop do
  @moduledoc """
  defmodule Example do
  """
  defprotocol Size do
  end
  defmodule Till do
    defimpl Size, for: [Cart, Shop.Bag]
    defimpl Inspect do
    end
  end
end
defimpl Jason.Encoder, for: Shop.Till do
end
`;

  it('are those of Elixir with what implements protocols, and none of its documentation', () => {
    expect(findActs(text('lib/shop.ex', elixir)).modules.map(({ line, module }) => `${line} ${module}`)).toEqual([
      '1 Elixir.Shop',
      '5 Elixir.Shop.Size',
      '7 Elixir.Shop.Till',
      '8 Elixir.Size.Cart',
      '8 Elixir.Size.Shop.Bag',
      '9 Elixir.Inspect.Shop.Till',
      '13 Elixir.Jason.Encoder.Shop.Till',
    ]);
  });
});

describe('what a node does not run', () => {
  const atoms: Measure = {
    ...{ kind: 'atom-growth', key: 'atoms', value: 1, unit: 'atoms', name: '', process: null, other: '' },
    ...{ otherProcess: null, isRemote: false, limit: null },
  };
  const texts = [
    text('apps/shop/src/names.erl', '-module(names).\nf(X) -> list_to_atom(X).\n'),
    text('apps/till/src/labels.erl', '-module(labels).\nf(X) -> list_to_atom(X).\n'),
    text('apps/till/lib/label.ex', 'defimpl Size, for: [Cart, Bag] do\n  def f(x), do: String.to_atom(x)\nend\n'),
  ];

  function lines(loaded: readonly string[] | null) {
    const traces = new ModuleTraces();
    traces.learn({ loaded, built: [] });
    const { site, related } = new MeasurePlacer(texts, findActs, traces).place(atoms);
    return [site?.file, ...related.map(({ file }) => file)].map((path) => path?.replace('/ws/', ''));
  }

  it('is not blamed: another service may share the workspace', () => {
    expect(lines(['kernel', 'names'])).toEqual(['apps/shop/src/names.erl']);
    expect(lines(['Elixir.Size.Cart'])).toEqual(['apps/till/lib/label.ex']);
  });

  it('may be meant where the node does not say what it runs', () => {
    expect(lines(null)).toEqual(['apps/shop/src/names.erl', 'apps/till/src/labels.erl', 'apps/till/lib/label.ex']);
  });
});
