import { childOf, contains, someOwn } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { endsFunction, statementsOf } from '../package/loops';

/** What a path has done so far: `held` is whether what was taken is still to be given back. */
interface State {
  /** Paths on which it is held, on which it is not. */
  readonly held: boolean;
  readonly free: boolean;
}

export interface Balance {
  readonly goPackage: GoPackage;
  /** Calls that take: Lock. Empty when the function begins with it held. */
  readonly takes: readonly GoNode[];
  /** Calls that give back: Unlock, Done. */
  readonly gives: readonly GoNode[];
}

/**
 * Statements with which a function ends on a path that certainly still holds: returns, and the function itself when its end
 * is reached so. Empty when every path gives back, when a function literal does, or when a path holds only perhaps.
 */
export function endsHeld(unit: GoNode, balance: Balance): readonly GoNode[] {
  const { gives, takes } = balance;
  const body = childOf(unit, 'body');
  if (body === null || gives.some((give) => contains(unit, give) && isElsewhere(unit, give))) return [];
  // A deferred Lock restores what the caller held.
  if (takes.some((take) => isDeferred(unit, take))) return [];
  const found: GoNode[] = [];
  const start: State = balance.takes.length === 0 ? { held: true, free: false } : { held: false, free: true };
  const end = ofStatements(statementsOf(body), start, { balance, found });
  if (end !== null && end.held && !end.free) found.push(unit);
  return found;
}

interface Walk {
  readonly balance: Balance;
  readonly found: GoNode[];
}

/** Given back by code that runs at another time. What a `defer` gives back is given on every path that comes by. */
function isElsewhere(unit: GoNode, give: GoNode): boolean {
  for (let at = give.parent; at !== null && at !== unit; at = at.parent)
    if (at.type === 'func_literal' || at.type === 'go_statement') return true;
  return false;
}

function isDeferred(unit: GoNode, take: GoNode): boolean {
  for (let at = take.parent; at !== null && at !== unit; at = at.parent)
    if (at.type === 'defer_statement' || at.type === 'func_literal' || at.type === 'go_statement') return true;
  return false;
}

/** The state after; null when no path gets there. */
function ofStatements(statements: readonly GoNode[], start: State, walk: Walk): State | null {
  let state: State | null = start;
  for (const statement of statements) {
    if (state === null) return null;
    state = ofStatement(statement, state, walk);
  }
  return state;
}

function ofStatement(node: GoNode, state: State, walk: Walk): State | null {
  switch (node.type) {
    case 'block':
      return ofStatements(statementsOf(node), state, walk);
    case 'if_statement':
      return ofIf(node, state, walk);
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement':
      return ofCases(node, state, walk);
    case 'for_statement': {
      const after = ofStatements(statementsOf(childOf(node, 'body')), state, walk);
      return after === null ? state : join(state, after);
    }
    case 'labeled_statement':
      return ofStatements(node.children.slice(1), state, walk);
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement':
      return null;
    default:
      return ofPlain(node, state, walk);
  }
}

function ofPlain(node: GoNode, state: State, { balance, found }: Walk): State | null {
  const takes = has(node, balance.takes);
  const gives = has(node, balance.gives);
  const after = gives ? { held: false, free: true } : takes ? { held: true, free: false } : state;
  if (!endsFunction(node, balance.goPackage.types)) return after;
  // A panic is caught or ends the process; only a return goes on with the lock held.
  if (node.type === 'return_statement' && after.held && !after.free) found.push(node);
  return null;
}

function has(node: GoNode, calls: readonly GoNode[]): boolean {
  return someOwn(node, (each) => calls.includes(each));
}

function ofIf(node: GoNode, state: State, walk: Walk): State | null {
  const consequence = childOf(node, 'consequence');
  const alternative = childOf(node, 'alternative');
  const yes = consequence === null ? state : ofStatement(consequence, state, walk);
  const no = alternative === null ? state : ofStatement(alternative, state, walk);
  return joinMaybe(yes, no);
}

function ofCases(node: GoNode, state: State, walk: Walk): State | null {
  const cases = node.children.filter(({ type }) => type.endsWith('_case'));
  const states = cases.map((each) => ofStatements(statementsOf(each), state, walk));
  const skips = node.type !== 'select_statement' && !cases.some(({ type }) => type === 'default_case');
  return states.reduce(joinMaybe, skips ? state : null);
}

function join(a: State, b: State): State {
  return { held: a.held || b.held, free: a.free || b.free };
}

function joinMaybe(a: State | null, b: State | null): State | null {
  return a === null || b === null ? (a ?? b) : join(a, b);
}
