import { bare, childOf, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from './goPackage';
import type { GoPackage, Holding } from './goPackage';
import { integerOf } from './multiplicity';
import { argumentsOf, calledExpression } from './packageTypes';

/** What kind of channel an expression denotes. */
export type ChannelKind = 'context' | 'timer' | 'channel';

const timerTypes = /^(time\.(Timer|Ticker)|)$/;
const timerCalls = /^time\.(After|Tick|NewTimer|NewTicker|AfterFunc)$/;

export function channelKind(goPackage: GoPackage, expression: GoNode): ChannelKind {
  const node = bare(expression);
  if (contextOf(goPackage, node) !== null) return 'context';
  const called = node.type === 'call_expression' ? calledExpression(node) : null;
  if (timerCalls.test(goPackage.types.externalName(called))) return 'timer';
  if (tickerOf(goPackage, node) !== null) return 'timer';
  const holding = goPackage.holdingOf(node);
  const sources = holding === null ? [] : goPackage.externalSources(holding);
  return sources.length > 0 && sources.every((source) => timerCalls.test(source)) ? 'timer' : 'channel';
}

/** The context of `ctx.Done()`; a method Done that the package declares itself is not one. */
export function contextOf(goPackage: GoPackage, node: GoNode): GoNode | null {
  if (node.type !== 'call_expression' || argumentsOf(node).length > 0) return null;
  const called = calledExpression(node);
  if (called?.type !== 'selector_expression' || goPackage.types.callee(node) !== null) return null;
  const field = childOf(called, 'field');
  return field !== null && textOf(field) === 'Done' ? childOf(called, 'operand') : null;
}

/** The ticker or timer of `t.C`. */
export function tickerOf(goPackage: GoPackage, node: GoNode): GoNode | null {
  if (node.type !== 'selector_expression') return null;
  const field = childOf(node, 'field');
  const operand = childOf(node, 'operand');
  if (field === null || operand === null || textOf(field) !== 'C') return null;
  return timerTypes.test(goPackage.types.typeName(goPackage.types.typeOf(operand))) ? operand : null;
}

export type ContextState = 'live' | 'forgotten' | 'never';

const forgettable = /^context\.With(Cancel|CancelCause|Timeout|Deadline|TimeoutCause|DeadlineCause)$/;

/**
 * Whether a context can end: `never` when all that flows there is Background or TODO, `forgotten` when its cancel function
 * is dropped or never called. `live` whenever that is not certain.
 */
export function contextState(goPackage: GoPackage, context: GoNode, level = 0): ContextState {
  const holding = goPackage.holdingOf(context);
  if (goPackage.cut || holding === null || holding.supplied || holding.sources.length === 0 || level > 4) return 'live';
  const states = holding.sources.map(({ node }) => sourceState(goPackage, node, level));
  if (states.includes('live')) return 'live';
  return states.includes('forgotten') ? 'forgotten' : 'never';
}

function sourceState(goPackage: GoPackage, call: GoNode, level: number): ContextState {
  const name = goPackage.types.externalName(calledExpression(call));
  if (name === 'context.Background' || name === 'context.TODO') return 'never';
  const parent = argumentsOf(call)[0];
  if (name === 'context.WithValue' && parent !== undefined) return contextState(goPackage, parent, level + 1);
  return forgettable.test(name) && isCancelForgotten(goPackage, call) ? 'forgotten' : 'live';
}

/** The calls of context.WithCancel and its like whose contexts reach an expression and whose cancel nobody calls. */
export function forgottenCalls(goPackage: GoPackage, context: GoNode): readonly GoNode[] {
  const holding = goPackage.holdingOf(context);
  if (holding === null) return [];
  return holding.sources.map(({ node }) => node).filter((node) => sourceState(goPackage, node, 0) === 'forgotten');
}

/** True when a forgotten context ends all the same: by its time, or because its parent can end. */
export function endsByItself(goPackage: GoPackage, call: GoNode): boolean {
  const name = goPackage.types.externalName(calledExpression(call));
  const parent = argumentsOf(call)[0];
  return (
    /Timeout|Deadline/.test(name) ||
    parent === undefined ||
    (contextState(goPackage, parent) === 'live' && !isRoot(goPackage, parent))
  );
}

function isRoot(goPackage: GoPackage, context: GoNode): boolean {
  const node = bare(context);
  const called = node.type === 'call_expression' ? calledExpression(node) : null;
  return /^context\.(Background|TODO)$/.test(goPackage.types.externalName(called));
}

/** The two targets of `ctx, cancel := context.WithCancel(…)`. */
export function cancelTarget(call: GoNode): { readonly statement: GoNode; readonly target: GoNode } | null {
  const list = call.parent;
  const statement = list?.parent ?? null;
  if (list?.type !== 'expression_list' || statement === null) return null;
  const target = listOf(childOf(statement, 'left'))[1];
  return target === undefined ? null : { statement, target };
}

function isCancelForgotten(goPackage: GoPackage, call: GoNode): boolean {
  const found = cancelTarget(call);
  if (found === null) return false;
  if (textOf(found.target) === '_') return true;
  const holding = goPackage.holdingOf(found.target);
  return holding !== null && !holding.open && operationsOf(holding, 'invoke').length === 0;
}

/** All that flows here are channels that this package makes, and no code out of sight has one. */
export function isClosedWorld(goPackage: GoPackage, holding: Holding): boolean {
  if (!goPackage.complete || holding.open || holding.supplied) return false;
  return holding.sources.length === goPackage.makesOf(holding).length;
}

/** Capacity of `make(chan T, n)`; null when n is not a number or a constant of the package. */
export function capacityOf(goPackage: GoPackage, make: GoNode): number | null {
  const size = argumentsOf(make)[1];
  return size === undefined ? 0 : constantInteger(goPackage, size);
}

function constantInteger(goPackage: GoPackage, node: GoNode): number | null {
  const inner = bare(node);
  if (inner.type !== 'identifier') return integerOf(inner);
  const meaning = goPackage.types.names.meaning.get(inner);
  return meaning?.kind === 'constant' && meaning.value !== null ? integerOf(bare(meaning.value.node)) : null;
}

/** The one capacity of all makes that reach the channel; null when they differ, none is known, or others may come from outside. */
export function sharedCapacity(goPackage: GoPackage, holding: Holding | null): number | null {
  if (goPackage.cut || holding === null || holding.supplied) return null;
  const makes = goPackage.makesOf(holding);
  if (makes.length === 0 || makes.length !== holding.sources.length) return null;
  const capacities = new Set(makes.map((make) => capacityOf(goPackage, make)));
  return capacities.size === 1 ? ([...capacities][0] ?? null) : null;
}
