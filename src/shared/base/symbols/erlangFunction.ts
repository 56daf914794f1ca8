import type { FunctionName, NodeProcess } from '../../model/beam/nodeProcess';

/** As its language writes it: `shop:serve/2`, `Shop.Till.init/1`. */
export function functionText({ module, name, arity }: FunctionName): string {
  const elixir = elixirModule(module);
  return elixir === null ? `${module}:${name}/${arity}` : `${elixir}.${name}/${arity}`;
}

/** `Shop.Till` of `Elixir.Shop.Till`; null for a module of Erlang's. */
export function elixirModule(module: string): string | null {
  return module.startsWith('Elixir.') ? module.slice('Elixir.'.length) : null;
}

/** The registered name, else what it was started for: of a fun, the function that runs in it. */
export function calledOf(process: Pick<NodeProcess, 'name' | 'initialCall' | 'stack' | 'pid'>): string {
  if (process.name !== '') return process.name;
  const began = beganWith(process);
  return began === null ? process.pid : functionText(began);
}

/** What a process was started for. One that was spawned with a fun began in erlang:apply/2, which says nothing: the outermost of its stack does. */
export function beganWith({ initialCall, stack }: Pick<NodeProcess, 'initialCall' | 'stack'>): FunctionName | null {
  const isFun = initialCall?.module === 'erlang' && initialCall.name === 'apply';
  return isFun ? (stack.at(-1) ?? initialCall) : initialCall;
}
