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

/** What a process was started for. Where that says nothing, the outermost of its stack that says something does. */
export function beganWith({ initialCall, stack }: Pick<NodeProcess, 'initialCall' | 'stack'>): FunctionName | null {
  if (initialCall === null || !isPlumbing(initialCall)) return initialCall;
  return stack.findLast((frame) => !isPlumbing(frame)) ?? initialCall;
}

/** What a process begins with that was spawned with a fun, or by OTP: it says nothing of what that is for. */
export function isPlumbing({ module, name }: FunctionName): boolean {
  if (module === 'erlang') return name === 'apply';
  return module === 'proc_lib' || (/^gen(?:_server|_statem|_event)?$/.test(module) && /^(?:init_it|loop)$/.test(name));
}

/** Who started a process, as a person calls it: the nearest that has a name, else what the nearest was started for; empty where nobody knows. */
export function startedBy({ ancestors = [] }: Pick<NodeProcess, 'ancestors'>): string {
  const named = ancestors.find(({ name }) => !name.startsWith('<'));
  const [nearest] = ancestors;
  if (named !== undefined) return named.name.replace(/^Elixir\./, '');
  if (nearest === undefined) return '';
  return nearest.call === null ? nearest.name : functionText(nearest.call);
}
