import type { SourceFix } from '../../../shared/model/sourceFix';
import { childOf, someOwn, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { isEndless } from '../waits/endlessLoop';
import { endsFunction, functionAround, loopsAround, statementsOf } from '../package/loops';
import { lineAfter } from '../tree/editText';
import type { Fate } from './fateOf';
import type { Maker } from './makers';

/**
 * `defer resp.Body.Close()` after the error check that follows the call, or after the call where it gives no error. Only for a
 * variable of the function itself, in no loop, in a function that can end; nothing else holds what it holds.
 */
export function deferClose(goPackage: GoPackage, { resource }: Maker, fate: Fate): SourceFix | null {
  const { holder, kind } = fate;
  const [closer] = resource.closers;
  if (!goPackage.complete || holder.kind !== 'variable' || closer === undefined) return null;
  if ((kind !== 'never' && kind !== 'path') || resource.at === 'receiver') return null;
  // Which context is still alive when the function ends, no text tells.
  if (resource.closerNeeds !== undefined) return null;
  const { statement, variable, error } = holder;
  if (statement.parent?.type !== 'statement_list' || loopsAround(statement).length > 0) return null;
  const unit = functionAround(statement);
  if (unit === null || neverEnds(goPackage, unit)) return null;
  const after = error === null ? statement : checkAfter(goPackage, statement, error.name);
  if (after === null) return null;
  const part = resource.part === undefined ? '' : `.${resource.part}`;
  const called = closer === '()' ? variable.name : `${variable.name}${part}.${closer}`;
  const writes = `defer ${called}()`;
  const edit = lineAfter(after, writes);
  return edit === null ? null : { kind: closer === '()' ? 'defer-cancel' : 'defer-close', writes, edits: [edit] };
}

/** The `if err != nil { … return }` right behind a statement. */
function checkAfter(goPackage: GoPackage, statement: GoNode, error: string): GoNode | null {
  const statements = statement.parent?.children ?? [];
  const next = statements[statements.indexOf(statement) + 1];
  const condition = next?.type === 'if_statement' ? childOf(next, 'condition') : null;
  if (next === undefined || condition === null || childOf(next, 'alternative') !== null) return null;
  if (textOf(condition) !== `${error} != nil` || childOf(next, 'initializer') !== null) return null;
  const last = statementsOf(childOf(next, 'consequence')).at(-1);
  return last !== undefined && endsFunction(last, goPackage.types) ? next : null;
}

function neverEnds(goPackage: GoPackage, unit: GoNode): boolean {
  return someOwn(unit, (node) => node.type === 'for_statement' && isEndless(goPackage, node));
}
