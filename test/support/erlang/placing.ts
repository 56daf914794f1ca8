// Places what grows in sources of a few lines.
import { expect } from 'vitest';
import { ModuleTraces } from '../../../src/follow/beam/places/moduleTraces';
import { MeasurePlacer } from '../../../src/follow/beam/places/placeMeasure';
import type { Measure } from '../../../src/shared/model/beam/measure';
import type { FunctionName, NodeProcess, StackFrame } from '../../../src/shared/model/beam/nodeProcess';
import type { ErlangText } from '../../../src/shared/ports/sources/erlangSource';
import { findActs } from '../../../src/syntax/erlang/findActs';

const call = (text: string): FunctionName => {
  const [, module = '', name = '', arity = '0'] = /^(.*):(.*)\/(\d+)$/.exec(text) ?? [];
  return { module, name, arity: Number(arity) };
};

interface About {
  /** `shop:init/1` */
  readonly initial?: string;
  /** Innermost first, with a line where it is known: `shop:run/1 12`. */
  readonly stack?: readonly string[];
  readonly name?: string;
  /** Nearest first: `shop_sup supervisor:shop_sup/1`. */
  readonly below?: readonly string[];
}

/** A process as a node tells of it. */
export function process({ initial, stack = [], name = '', below = [] }: About): NodeProcess {
  const ancestors = below.map((text) => {
    const [who = '', what] = text.split(' ');
    return { name: who, call: what === undefined ? null : call(what) };
  });
  const frames = stack.map((frame): StackFrame => {
    const [what = '', line = '0'] = frame.split(' ');
    return { ...call(what), file: '', line: Number(line) };
  });
  const initialCall = initial === undefined ? null : call(initial);
  const rest = { memory: 0, queue: 0, reductions: 0, monitors: null, monitoredBy: null, binaryBytes: null };
  const heap = { liveBytes: null, youngBytes: null };
  return { pid: '<0.1.0>', name, ancestors, initialCall, stack: frames, ...heap, ...rest };
}

/** Something that grows. */
export const measure = (kind: string, rest: Partial<Measure>): Measure => ({
  ...{ kind, key: 'a', value: 1, unit: 'bytes', name: '', process: null, other: '', otherProcess: null },
  ...{ isRemote: false, limit: null },
  ...rest,
});

/** Sources by the names of their files. */
function texts(sources: Readonly<Record<string, string>>): readonly ErlangText[] {
  return Object.entries(sources).map(([path, text]) => ({
    path: `/ws/${path}`,
    language: path.endsWith('.erl') ? 'erlang' : 'elixir',
    text,
  }));
}

/** Where it is placed in these sources, by the names of their files. */
export function placed(sources: Readonly<Record<string, string>>, about: Measure) {
  const all = texts(sources);
  const { site, related, bound } = new MeasurePlacer(all, findActs, new ModuleTraces()).place(about);
  const lineAt = (path: string, line: number) => all.find((one) => one.path === path)?.text.split('\n')[line - 1] ?? '';
  return {
    line: site === null ? null : lineAt(site.file, site.line).trim(),
    function: site?.function ?? null,
    related: related.map(({ role, file, line }) => `${role}: ${lineAt(file, line).trim()}`),
    hasWayOut: bound !== null,
    bound: bound === null ? null : `${bound.kind}: ${bound.keeper} ${bound.limit}`.trim(),
  };
}

/** The line that is meant. */
export const here = expect.stringMatching(/(?:%|#) here$/) as string;
