import type { SourceFix } from '../../../shared/model/sourceFix';
import { cancelTarget, contextOf, forgottenCalls, tickerOf } from '../package/channels';
import type { Declaration } from '../package/declarations';
import { above, bare, childOf, findAll, functionTypes, listOf, oneLine, textOf, someOwn } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { isEndless } from '../waits/endlessLoop';
import { functionAround, loopsAround } from '../package/loops';
import { calledExpression } from '../package/packageTypes';
import type { Operation } from '../package/operations';
import { lineAfter, mayWiden, replaceBetween } from '../tree/editText';

/**
 * `defer cancel()` after `ctx, cancel := context.With…(…)`. Only for a local context outside of loops that stays in its
 * function: it is not returned, not stored, not sent, and a goroutine gets it only when the function waits for something
 * afterwards, so that what it started is done when it returns. A `_` becomes `cancel` where no other `cancel` is in sight.
 */
export function deferCancel(goPackage: GoPackage, operation: Operation): SourceFix | null {
  const context = contextOf(goPackage, bare(operation.operand));
  const [call, second] = context === null ? [] : forgottenCalls(goPackage, context);
  const found = call === undefined || second !== undefined ? null : cancelTarget(call);
  if (call === undefined || found === null || found.statement.type !== 'short_var_declaration') return null;
  const { statement, target } = found;
  const variable = listOf(childOf(statement, 'left'))[0];
  const meaning = variable === undefined ? undefined : goPackage.types.names.meaning.get(variable);
  if (meaning?.node !== variable || meaning === undefined || !isPlainStatement(statement)) return null;
  if (!staysInside(meaning, statement)) return null;
  const renamed = textOf(target) === '_';
  if (renamed && (isNameTaken(goPackage, statement, 'cancel') || !mayWiden(statement))) return null;
  const name = renamed ? 'cancel' : textOf(target);
  const line = lineAfter(statement, `defer ${name}()`);
  if (line === null) return null;
  const rename = replaceBetween(target.file, target.start, { end: target.end, text: name });
  return { kind: 'defer-cancel', writes: `defer ${name}()`, edits: renamed ? [rename, line] : [line] };
}

/** `defer t.Stop()` after `t := time.NewTicker(…)`, where nothing stops it, it stays in its function, and the function can end. */
export function deferStop(goPackage: GoPackage, operation: Operation): SourceFix | null {
  const ticker = tickerOf(goPackage, bare(operation.operand));
  const meaning = ticker?.type === 'identifier' ? goPackage.types.names.meaning.get(ticker) : undefined;
  const statement = meaning === undefined ? null : above(meaning.node, 'short_var_declaration');
  if (
    meaning === undefined ||
    statement === null ||
    !isPlainStatement(statement) ||
    listOf(childOf(statement, 'left')).length !== 1
  )
    return null;
  const value = listOf(childOf(statement, 'right'))[0];
  const made = value === undefined ? '' : goPackage.types.externalName(calledExpression(bare(value)));
  if (made !== 'time.NewTicker') return null;
  const unit = functionAround(statement);
  const plain = meaning.uses.every((use) => {
    const selector = use.parent;
    const field = selector?.type === 'selector_expression' ? childOf(selector, 'field') : null;
    return field !== null && /^(C|Reset)$/.test(textOf(field)) && functionAround(use) === unit;
  });
  if (!plain || unit === null || neverEnds(goPackage, unit)) return null;
  const writes = `defer ${meaning.name}.Stop()`;
  const line = lineAfter(statement, writes);
  return line === null ? null : { kind: 'defer-stop', writes, edits: [line] };
}

/** `defer mu.Unlock()` after the only `mu.Lock()` of a function, where the package never unlocks it. */
export function deferUnlock(goPackage: GoPackage, operation: Operation): SourceFix | null {
  const holding = goPackage.holding(operation.place);
  if (holding === null || holding.open) return null;
  const reading = operation.kind === 'read-lock';
  const locks = operationsOf(holding, 'lock', 'read-lock');
  if (operationsOf(holding, 'unlock', 'read-unlock').length > 0 || locks.length !== 1) return null;
  const statement = operation.node.parent;
  if (statement?.type !== 'expression_statement' || !isPlainStatement(statement)) return null;
  const operand = textOf(operation.operand);
  if (!/^[\w.]+$/.test(operand) || !textOf(operation.node).endsWith(reading ? '.RLock()' : '.Lock()')) return null;
  const writes = `defer ${operand}.${reading ? 'RUnlock' : 'Unlock'}()`;
  const line = lineAfter(statement, writes);
  return line === null ? null : { kind: 'defer-unlock', writes, edits: [line] };
}

/** A statement of its own in a block, not the head of an `if`, and in no loop: what it defers runs once, at the end. */
function isPlainStatement(statement: GoNode): boolean {
  return statement.parent?.type === 'statement_list' && loopsAround(statement).length === 0;
}

/** The function ends with a loop that nothing leaves: what it defers would never run. */
function neverEnds(goPackage: GoPackage, unit: GoNode): boolean {
  return someOwn(unit, (node) => node.type === 'for_statement' && isEndless(goPackage, node));
}

function staysInside(context: Declaration, statement: GoNode): boolean {
  const unit = functionAround(statement);
  if (unit === null) return false;
  return context.uses.every((use) => {
    const kept = above(
      use,
      'return_statement',
      'send_statement',
      'keyed_element',
      'assignment_statement',
      ...functionTypes,
    );
    if (kept !== null && !(functionTypes as readonly string[]).includes(kept.type)) return false;
    const started = startAround(use, unit);
    if (started !== null) return waitsAfter(unit, started);
    // A literal that is no goroutine may be kept by whoever gets it.
    return functionAround(use) === unit;
  });
}

function startAround(use: GoNode, unit: GoNode): GoNode | null {
  let start: GoNode | null = null;
  for (let at = use.parent; at !== null && at !== unit; at = at.parent) if (at.type === 'go_statement') start = at;
  return start;
}

/** The function itself receives, selects or waits for a group after this. */
function waitsAfter(unit: GoNode, start: GoNode): boolean {
  return someOwn(unit, (node) => node.start > start.end && isWait(node));
}

function isWait(node: GoNode): boolean {
  if (node.type === 'select_statement') return true;
  if (node.type === 'unary_expression') return textOf(node).startsWith('<-');
  return node.type === 'call_expression' && /\.Wait\(\)$/.test(oneLine(textOf(node)));
}

function isNameTaken(goPackage: GoPackage, statement: GoNode, name: string): boolean {
  const declaration = above(statement, 'function_declaration', 'method_declaration');
  if (declaration === null || goPackage.types.names.packageScope.own(name) !== null) return true;
  return findAll(declaration, 'identifier').some((node) => textOf(node) === name);
}
