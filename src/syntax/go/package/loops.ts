import { above, bare, childOf, contains, functionTypes, ofType, textOf, walkOwn } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { calledExpression } from './packageTypes';
import type { PackageTypes } from './packageTypes';

/** Loops around a node inside its own function, innermost first. */
export function loopsAround(node: GoNode): GoNode[] {
  const loops: GoNode[] = [];
  for (let at = node.parent; at !== null; at = at.parent) {
    if (isFunction(at)) break;
    // The initializer of `for i := …` and what `range` ranges over run once, except that a range over a channel waits there.
    if (at.type === 'for_statement') loops.push(at);
  }
  return loops;
}

export function isFunction(node: GoNode): boolean {
  return (functionTypes as readonly string[]).includes(node.type);
}

export function functionAround(node: GoNode): GoNode | null {
  return above(node, ...functionTypes);
}

/** `for { … }` and `for true { … }`. */
export function hasNoCondition(loop: GoNode): boolean {
  const condition = loop.children.find(({ type }) => type !== 'block');
  if (condition === undefined || condition.type === 'true') return true;
  return condition.type === 'for_clause' && childOf(condition, 'condition') === null;
}

export function rangeClauseOf(loop: GoNode): GoNode | null {
  return ofType(loop, 'range_clause');
}

const enders = /^(os\.Exit|runtime\.Goexit|log\.(Fatal|Panic)(f|ln)?)$/;

/** True for a statement after which its function goes no further. */
export function endsFunction(node: GoNode, types: PackageTypes): boolean {
  if (node.type === 'return_statement') return true;
  const call = node.type === 'expression_statement' ? node.children[0] : node;
  if (call?.type !== 'call_expression') return false;
  const called = calledExpression(call);
  return types.isBuiltin(call, 'panic') || enders.test(types.externalName(called)) || isTestFatal(called);
}

function isTestFatal(called: GoNode | null): boolean {
  const field = called?.type === 'selector_expression' ? childOf(bare(called), 'field') : null;
  return field !== null && /^(Fatalf?|FailNow|SkipNow)$/.test(textOf(field));
}

/** Statements that leave a loop: return, break, goto, a panic. */
export function exitsOf(loop: GoNode, types: PackageTypes): GoNode[] {
  const exits: GoNode[] = [];
  const body = childOf(loop, 'body');
  if (body === null) return exits;
  walkOwn(body, (node) => {
    if (leaves(node, loop, types)) exits.push(node);
    return undefined;
  });
  return exits;
}

function leaves(node: GoNode, loop: GoNode, types: PackageTypes): boolean {
  if (node.type === 'goto_statement' || endsFunction(node, types)) return true;
  if (node.type !== 'break_statement' && node.type !== 'continue_statement') return false;
  const label = ofType(node, 'label_name');
  if (label === null) return node.type === 'break_statement' && breakTarget(node) === loop;
  const target = labelledStatement(node, textOf(label));
  if (target === null) return true;
  return target === loop ? node.type === 'break_statement' : contains(target, loop);
}

function breakTarget(node: GoNode): GoNode | null {
  return above(node, 'for_statement', 'select_statement', 'expression_switch_statement', 'type_switch_statement');
}

function labelledStatement(node: GoNode, label: string): GoNode | null {
  for (let at = above(node, 'labeled_statement'); at !== null; at = above(at, 'labeled_statement')) {
    const name = childOf(at, 'label');
    if (name !== null && textOf(name) === label) return at.children.at(-1) ?? null;
  }
  return null;
}

/** Statements of a block or case, without the comments. */
export function statementsOf(node: GoNode | null): readonly GoNode[] {
  if (node === null) return [];
  return ofType(node, 'statement_list')?.children ?? [];
}
