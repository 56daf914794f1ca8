import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { RelatedSite } from '../../../shared/model/finding';
import type { CallLine, ErlangText } from '../../../shared/ports/sources/erlangSource';
import { ancestorModules } from './ancestorModules';
import { placeChild } from './placeChild';
import { mostOthers, nowhere, type PlacedMeasure } from './placedMeasure';
import { siteAt, type WorkspaceCode } from './workspaceCode';

/** OTP's and Elixir's own: that they are called says nothing. */
const own =
  /^(?:erlang|gen|gen_\w+|proc_lib|supervisor\w*|timer|lists|maps|ets|queue|io|file|code|kernel|application\w*|logger\w*|pg|global|rpc|erpc|prim_\w+|init|inet\w*|ssl\w*|tls_\w+|Elixir\.(?:Agent|GenServer|Task|Registry|Supervisor|DynamicSupervisor|PartitionSupervisor|Logger|Process|Stream|Enum|Map|File|IO|System|StringIO|GenEvent|Mix|ExUnit|Module|Code)(?:\..*)?)$/;

/**
 * A process whose code is none of the workspace's, but that of a library in `deps/`: the lines that call that library are to blame, as for
 * what Go's libraries open. Those that only start it count where there are no others; of many there is no line.
 */
export function placeCaller(process: NodeProcess | null, code: WorkspaceCode): PlacedMeasure {
  const modules = libraryModules(process, code);
  if (modules.length === 0) return nowhere;
  const calls = code.modules.flatMap((module) => callsTo(modules, module, code));
  const uses = preferred(
    calls.filter(({ call }) => !/^(?:start\w*|child_spec|init)$/.test(call.name)),
    process,
    code,
  );
  // Where nothing of the workspace calls it, or too much does, who started it tells.
  if (uses.length === 0 || uses.length > mostOthers + 1) {
    const child = process === null ? nowhere : placeChild(process, modules, code);
    if (child.site !== null) return child;
  }
  const distinct = new Map((uses.length > 0 ? uses : calls).map((one) => [`${one.text.path} ${one.call.line}`, one]));
  const [first, ...others] = distinct.values();
  if (first === undefined || others.length > mostOthers) return nowhere;
  const related = others.map((other): RelatedSite => ({ ...siteOfCall(other, code), role: 'or-here' }));
  const operation = first.text.text.split('\n')[first.call.line - 1]?.trim() ?? '';
  const lineInFunction = first.call.line - first.call.fromLine;
  return {
    ...nowhere,
    ...{ site: siteOfCall(first, code), module: first.module, operation, lineInFunction, related },
    isOfLibrary: true,
  };
}

/** Of many calls, those in the modules that started the process, where there are any. */
function preferred(calls: readonly OwnCall[], process: NodeProcess | null, code: WorkspaceCode): readonly OwnCall[] {
  if (process === null || calls.length <= mostOthers + 1) return calls;
  const near = ancestorModules(process, code);
  const own = calls.filter(({ module }) => near.includes(module));
  return own.length > 0 ? own : calls;
}

interface OwnCall {
  readonly text: ErlangText;
  readonly module: string;
  readonly call: CallLine;
}

/** What a process runs, where that is a library's alone, OTP's and Elixir's own left out; none where the workspace's own code runs in it. */
export function libraryModules(process: NodeProcess | null, code: WorkspaceCode): readonly string[] {
  const { initialCall, stack } = process ?? { initialCall: null, stack: [] };
  const all = [...(initialCall === null ? [] : [initialCall.module]), ...stack.map(({ module }) => module)];
  return all.some((module) => code.has(module)) ? [] : [...new Set(all)].filter((module) => !own.test(module));
}

function callsTo(modules: readonly string[], module: string, code: WorkspaceCode): readonly OwnCall[] {
  return code.textsOf(module).flatMap((text) =>
    code
      .read(text)
      .calls.filter((call) => code.moduleAt(text, call.fromLine) === module && isOf(modules, call.module, code))
      .map((call) => ({ text, module, call })),
  );
}

/** By the name of the library: a process of `Cachex.Janitor` is called through `Cachex`, one of `hackney_pool` through `hackney`. */
function isOf(modules: readonly string[], written: string, code: WorkspaceCode): boolean {
  if (written === '') return false;
  const erlang = written.replace(/^:/, '');
  const isElixir = /^[A-Z]/.test(written);
  if (code.has(isElixir ? `Elixir.${written}` : erlang)) return false;
  return modules.some((module) =>
    isElixir
      ? module.startsWith('Elixir.') && module.split('.')[1] === written.split('.')[0]
      : module === erlang || module.startsWith(`${erlang}_`),
  );
}

function siteOfCall({ text, module, call }: OwnCall, code: WorkspaceCode) {
  const arity = code.read(text).functions.find(({ line }) => line === call.fromLine)?.arity ?? 0;
  return siteAt(text, functionText({ module, name: call.from, arity }), call.line);
}
