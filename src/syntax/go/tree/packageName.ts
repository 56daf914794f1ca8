import { childOf, ofType, textOf } from './goNode';
import type { GoFile } from './goNode';

/** What a file says that its package is called; empty where it says nothing. */
export function packageName(file: GoFile): string {
  const clause = ofType(file.root, 'package_clause');
  const name = clause === null ? null : (childOf(clause, 'name') ?? clause.children[0] ?? null);
  return name === null ? '' : textOf(name);
}
