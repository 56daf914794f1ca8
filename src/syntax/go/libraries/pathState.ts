import type { Declaration } from '../package/declarations';
import { bare, childOf, someOwn, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';

/** What is known of a resource on the paths that reach a statement. */
export interface PathState {
  /** There is a path on which it is open. */
  readonly open: boolean;
  /** There is a path on which there is nothing to give back: not made, not made for an error, or given back. */
  readonly free: boolean;
  /** The error variable still tells whether it was made. */
  readonly tied: boolean;
  /** Offset of the statement whose branches differed in giving it back, by a condition that may come again. */
  readonly mixedAt: number | null;
}

function join(a: PathState, b: PathState): PathState {
  return {
    open: a.open || b.open,
    free: a.free || b.free,
    tied: a.tied && b.tied,
    mixedAt: a.mixedAt ?? b.mixedAt,
  };
}

export function joinMaybe(a: PathState | null, b: PathState | null): PathState | null {
  return a === null || b === null ? (a ?? b) : join(a, b);
}

export interface Branches {
  readonly yes: PathState | null;
  readonly no: PathState | null;
}

interface About {
  readonly goPackage: GoPackage;
  readonly variable: Declaration;
  readonly error: Declaration | null;
}

/** What a condition tells of the resource: an error means that there is none, and so does its being nil. */
export function branchOf(about: About, condition: GoNode | null, state: PathState): Branches {
  const same: Branches = { yes: state, no: state };
  if (condition === null) return same;
  const node = bare(condition);
  if (node.type === 'unary_expression' && textOf(childOf(node, 'operator') ?? node) === '!') {
    const { yes, no } = branchOf(about, childOf(node, 'operand'), state);
    return { yes: no, no: yes };
  }
  if (node.type === 'binary_expression') return ofBinary(about, node, state);
  // `errors.Is(err, …)`: with such an error nothing was made; without, it may have been another.
  return isAbout(about, node, state) ? { yes: emptied(state), no: state } : same;
}

function ofBinary(about: About, node: GoNode, state: PathState): Branches {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = textOf(childOf(node, 'operator') ?? node);
  if (left === null || right === null) return { yes: state, no: state };
  if (operator === '||') {
    const first = branchOf(about, left, state);
    if (first.no === null) return first;
    const second = branchOf(about, right, first.no);
    // Where the right side decides, what the left side tells does not hold: the worse of both is on a path of its own.
    return { yes: worse(first.yes, second.yes), no: second.no };
  }
  if (operator === '&&') {
    const first = branchOf(about, left, state);
    if (first.yes === null) return first;
    const second = branchOf(about, right, first.yes);
    return { yes: second.yes, no: worse(first.no, second.no) };
  }
  return ofComparison(about, { left: bare(left), right: bare(right), operator }, state);
}

interface Comparison {
  readonly left: GoNode;
  readonly right: GoNode;
  readonly operator: string;
}

function ofComparison(about: About, { left, right, operator }: Comparison, state: PathState): Branches {
  const same: Branches = { yes: state, no: state };
  const value = right.type === 'nil' ? left : left.type === 'nil' ? right : null;
  if (value === null || (operator !== '==' && operator !== '!=')) {
    const isError = state.tied && (isErrorOf(about, left) || isErrorOf(about, right));
    return isError && operator === '==' ? { yes: emptied(state), no: state } : same;
  }
  const isNil = (here: boolean): Branches =>
    here ? { yes: emptied(state), no: state } : { yes: state, no: emptied(state) };
  if (state.tied && isErrorOf(about, value)) return isNil(operator === '!=');
  // `resp.Body != nil` asks the same.
  const held = value.type === 'selector_expression' ? (childOf(value, 'operand') ?? value) : value;
  if (about.goPackage.types.names.meaning.get(held) === about.variable) return isNil(operator === '==');
  return same;
}

function isErrorOf({ goPackage, error }: About, node: GoNode): boolean {
  return error !== null && goPackage.types.names.meaning.get(node) === error;
}

function isAbout(about: About, node: GoNode, state: PathState): boolean {
  return state.tied && someOwn(node, (each) => isErrorOf(about, each));
}

/** There is nothing to give back on these paths. */
export function emptied(state: PathState): PathState {
  return { ...state, open: false, free: true, mixedAt: null };
}

/** An open path is one that can be gone, whatever other paths come together with it. */
function worse(a: PathState | null, b: PathState | null): PathState | null {
  if (a === null || b === null) return a ?? b;
  return a.open ? a : b.open ? b : a;
}
