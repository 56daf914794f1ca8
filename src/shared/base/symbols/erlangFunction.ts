import type { FunctionName } from '../../model/beam/nodeProcess';

/** As its language writes it: `shop:serve/2`, `Shop.Till.init/1`. */
export function functionText({ module, name, arity }: FunctionName): string {
  const elixir = elixirModule(module);
  return elixir === null ? `${module}:${name}/${arity}` : `${elixir}.${name}/${arity}`;
}

/** `Shop.Till` of `Elixir.Shop.Till`; null for a module of Erlang's. */
export function elixirModule(module: string): string | null {
  return module.startsWith('Elixir.') ? module.slice('Elixir.'.length) : null;
}
