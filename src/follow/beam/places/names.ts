import type { Found, WorkspaceCode } from './workspaceCode';

/** Whether a call names an atom or a module: as it is, by a constant of its file, or as the module that it stands in. */
export function says({ text, module, act }: Found, name: string, code: WorkspaceCode): boolean {
  const written = asWritten(name);
  if (word(written).test(act.call)) return true;
  if (module === name && /\?MODULE\b|__MODULE__/.test(act.call)) return true;
  for (const [sign, value] of code.read(text).constants) {
    if (!new RegExp(`${escaped(sign)}(?!\\w)`).test(act.call)) continue;
    if (unquoted(value) === written || (module === name && /MODULE/.test(value))) return true;
  }
  return false;
}

/** `Shop.Till` of `Elixir.Shop.Till`. */
function asWritten(name: string): string {
  return name.replace(/^Elixir\./, '');
}

function unquoted(value: string): string {
  return value.replace(/^:/, '').replace(/^['"](.*)['"]$/, '$1');
}

export function word(text: string): RegExp {
  return new RegExp(`(?<![\\w@.])${escaped(text)}(?![\\w@])`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What a call acts on, by the last name of its first argument: `Counts`, of `State#state.counts` `counts`; empty where that is no name. */
export function firstArgument(call: string): string {
  const inside = /\(\s*([^(),]*)/.exec(call)?.[1]?.trim() ?? '';
  return /[@?]?\w+$/.exec(inside)?.[0] ?? '';
}
