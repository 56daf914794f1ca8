import { elixirModule } from '../../../shared/base/symbols/erlangFunction';
import type { ErlangText } from '../../../shared/ports/sources/erlangSource';

/** The file of a module, by its name as the runtime has it: `shop`, `Elixir.Shop.Till`. Null where there is none. */
export function moduleText(texts: readonly ErlangText[], name: string): ErlangText | null {
  return texts.find((text) => holds(text, name)) ?? null;
}

function holds({ path, language, text }: ErlangText, name: string): boolean {
  const elixir = elixirModule(name);
  if (elixir === null) return language === 'erlang' && path.endsWith(`/${name}.erl`);
  if (language !== 'elixir') return false;
  const last = elixir.split('.').at(-1) ?? elixir;
  const names = [...text.matchAll(/^\s*defmodule\s+([\w.]+)/gm)].map(([, declared = '']) => declared);
  // A module within another is declared by its last name alone.
  return names.includes(elixir) || (names.includes(last) && names.some((outer) => elixir.startsWith(`${outer}.`)));
}
