import type { ErlangText } from '../../shared/ports/sources/erlangSource';

/** Names that stand for atoms: `?TABLE` of `-define(TABLE, sessions).`, `@table` of `@table :sessions`. Values as they are written. */
export function findConstants({ text, language }: ErlangText): ReadonlyMap<string, string> {
  const pattern =
    language === 'erlang'
      ? /^-define\(\s*(\w+)\s*,\s*('[^']*'|\??[\w@]+)\s*\)\s*\./gm
      : /^\s*@(\w+)\s+(:"[^"]*"|:\w+|[A-Z][\w.]*|__MODULE__)\s*(?:#.*)?$/gm;
  const sign = language === 'erlang' ? '?' : '@';
  return new Map([...text.matchAll(pattern)].map(([, name = '', value = '']) => [`${sign}${name}`, value]));
}
