import type { ErlangText, ModuleLine } from '../../shared/ports/sources/erlangSource';

interface Outer {
  readonly indent: number;
  readonly name: string;
}

/** Where the modules of a file begin: one in Erlang, which is named as its file; in Elixir protocols and what implements them are modules, too. */
export function moduleLines(
  blanked: readonly string[],
  { path, language }: Pick<ErlangText, 'path' | 'language'>,
): readonly ModuleLine[] {
  if (language === 'erlang') return [{ line: 1, module: /([^/]+)\.erl$/.exec(path)?.[1] ?? '' }];
  const around: Outer[] = [];
  return blanked.flatMap((text, row) => {
    const [, space = '', sort = '', name = '', rest = ''] =
      /^(\s*)(defmodule|defprotocol|defimpl)\s*\(?\s*([\w.]+)(.*)$/.exec(text) ?? [];
    if (name === '') return [];
    while ((around.at(-1)?.indent ?? -1) >= space.length) around.pop();
    const outer = around.map((one) => one.name).join('.');
    const names = sort === 'defimpl' ? implementations(name, rest, outer) : [outer === '' ? name : `${outer}.${name}`];
    if (sort !== 'defimpl') around.push({ indent: space.length, name });
    return names.map((whole) => ({ line: row + 1, module: `Elixir.${whole}` }));
  });
}

/** `defimpl Size, for: Shop.Till` is `Size.Shop.Till`; without `for`, it is for the module around it. */
function implementations(protocol: string, rest: string, outer: string): readonly string[] {
  const [, many, one] = /\bfor:\s*(?:\[([^\]]*)\]|([\w.]+))/.exec(rest) ?? [];
  const types = (many ?? one ?? '__MODULE__').split(',').map((type) => type.trim());
  return types.map((type) => `${protocol}.${type === '__MODULE__' ? outer : type}`);
}
