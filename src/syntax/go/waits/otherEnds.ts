import type { OtherEnd } from '../../../shared/model/go/goSource';
import { above, childOf, lineOf, textOf } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';

/** A place that has to do with the wait, before it is made plain. */
export interface End {
  readonly role: OtherEnd['role'];
  readonly node: GoNode;
}

const maxEnds = 10;

/**
 * The ends as a reader wants them: nearest first, those of the same file before those of others, each line and role once.
 * The callers put the ends that matter most first; what is left out when there are too many is at the end of their list.
 */
export function endsAt(line: number, file: GoFile, ends: readonly End[]): readonly OtherEnd[] {
  const seen = new Map<string, OtherEnd>();
  for (const { role, node } of ends) {
    const end = { role, path: node.file.path, line: lineOf(node), function: functionNameAround(node) };
    const key = `${role} ${end.path} ${end.line}`;
    if (!seen.has(key) && seen.size < maxEnds) seen.set(key, end);
  }
  const distance = (end: OtherEnd) => (end.path === file.path ? Math.abs(end.line - line) : 1e9 + end.line);
  return [...seen.values()].sort((a, b) => distance(a) - distance(b) || (a.path < b.path ? -1 : 1));
}

function functionNameAround(node: GoNode): string {
  const own = node.type === 'function_declaration' || node.type === 'method_declaration' ? node : null;
  const around = own ?? above(node, 'function_declaration', 'method_declaration');
  const name = around === null ? null : childOf(around, 'name');
  return name === null ? '' : textOf(name);
}
