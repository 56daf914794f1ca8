import type { Declaration } from '../package/declarations';
import { childOf, contains, listOf, ofType, someOwn, textOf, walk } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { endsFunction, hasNoCondition, isFunction, statementsOf } from '../package/loops';
import { branchOf, emptied, joinMaybe, type Branches, type PathState } from './pathState';

/** What the walk has to know of a resource's life. */
export interface Lifetime {
  readonly goPackage: GoPackage;
  /** The statement that makes it; null where the function begins with it in hand. */
  readonly made: GoNode | null;
  readonly variable: Declaration;
  readonly error: Declaration | null;
  /** Uses that give it back, or hand it to somebody who may. */
  readonly released: readonly GoNode[];
  /** The method that gives it back once it has returned false. */
  readonly exhausts: string | undefined;
}

/** Where paths end with the resource still open. */
export interface OpenEnds {
  /** Returns, or the block in which the variable is declared when its end is reached so. */
  readonly certain: readonly GoNode[];
  /** There is an end that may be reached with it open: the text does not tell. */
  readonly perhaps: boolean;
  /** A loop gives it back by coming to its end. */
  readonly exhausted: boolean;
}

interface Frame {
  readonly node: GoNode;
  readonly label: string;
  after: PathState | null;
  again: PathState | null;
}

/** Follows every path from where a resource is made to where its variable goes out of sight. */
export function openEnds(lifetime: Lifetime): OpenEnds {
  return new PathWalk(lifetime).run();
}

class PathWalk {
  private readonly about: Lifetime;
  private readonly certain: GoNode[] = [];
  private perhaps = false;
  private exhausted = false;
  private readonly frames: Frame[] = [];
  /** Behind this offset nothing gives it back: what differed by then differs for good. */
  private readonly lastRelease: number;

  constructor(about: Lifetime) {
    this.about = about;
    this.lastRelease = Math.max(-1, ...about.released.map(({ end }) => end));
  }

  run(): OpenEnds {
    const { made, variable } = this.about;
    const root = made === null ? unitBody(variable.node) : scopeOf(variable.node);
    if (root === null) return { certain: [], perhaps: true, exhausted: false };
    const start: PathState = { open: made === null, free: made !== null, tied: false, mixedAt: null };
    const end = root.type === 'statement_list' ? this.statements(root.children, start) : this.statement(root, start);
    if (end !== null) this.end(root, end);
    return { certain: this.certain, perhaps: this.perhaps, exhausted: this.exhausted };
  }

  private end(node: GoNode, { open, mixedAt }: PathState): void {
    if (!open) return;
    if (mixedAt !== null && mixedAt < this.lastRelease) this.perhaps = true;
    else this.certain.push(node);
  }

  private statements(statements: readonly GoNode[], start: PathState): PathState | null {
    let state: PathState | null = start;
    for (const statement of statements) {
      if (state === null) return null;
      state = this.statement(statement, state);
    }
    return state;
  }

  private statement(node: GoNode, state: PathState): PathState | null {
    switch (node.type) {
      case 'block':
        return this.statements(statementsOf(node), state);
      case 'if_statement':
        return this.ofIf(node, state);
      case 'expression_switch_statement':
      case 'type_switch_statement':
      case 'select_statement':
        return this.ofCases(node, state);
      case 'for_statement':
        return this.ofLoop(node, state);
      case 'labeled_statement':
        return this.statements(node.children.slice(1), state);
      case 'break_statement':
      case 'continue_statement':
        return this.leave(node, state);
      case 'goto_statement':
        if (state.open) this.perhaps = true;
        return null;
      default:
        return this.plain(node, state);
    }
  }

  private plain(node: GoNode, state: PathState): PathState | null {
    const after = this.step(node, state);
    if (!endsFunction(node, this.about.goPackage.types)) return after;
    if (node.type === 'return_statement') this.end(node, after);
    return null;
  }

  /** What a statement that branches nowhere does to the resource. */
  private step(node: GoNode, state: PathState): PathState {
    const { made, released } = this.about;
    if (made !== null && contains(node, made)) {
      const isGiven = released.some((use) => contains(node, use) && !contains(made, use));
      return { open: !isGiven, free: isGiven, tied: true, mixedAt: null };
    }
    if (released.some((use) => contains(node, use))) return { open: false, free: true, tied: false, mixedAt: null };
    return state.tied && this.assignsError(node) ? { ...state, tied: false } : state;
  }

  private assignsError(node: GoNode): boolean {
    const { error, goPackage } = this.about;
    if (error === null) return false;
    return someOwn(node, (each) => {
      if (!/^(short_var_declaration|assignment_statement|receive_statement)$/.test(each.type)) return false;
      return listOf(childOf(each, 'left')).some((target) => goPackage.types.names.meaning.get(target) === error);
    });
  }

  private ofIf(node: GoNode, start: PathState): PathState | null {
    const initializer = childOf(node, 'initializer');
    const state = initializer === null ? start : this.step(initializer, start);
    const condition = childOf(node, 'condition');
    const asked = condition === null ? state : this.step(condition, state);
    const { yes, no } = branchOf(this.about, condition, asked);
    const consequence = childOf(node, 'consequence');
    const alternative = childOf(node, 'alternative');
    const afterYes = yes === null ? null : consequence === null ? yes : this.statement(consequence, yes);
    const afterNo = no === null ? null : alternative === null ? no : this.statement(alternative, no);
    return this.met(node, afterYes, afterNo);
  }

  /** Where one branch gives back and the other does not, later ones may do it by the same condition. */
  private met(node: GoNode, yes: PathState | null, no: PathState | null): PathState | null {
    const joined = joinMaybe(yes, no);
    if (joined === null || yes === null || no === null) return joined;
    const gives = this.about.released.some((use) => contains(node, use));
    const differs = gives && ((yes.open && !no.open) || (no.open && !yes.open));
    return differs ? { ...joined, mixedAt: node.end } : joined;
  }

  private ofCases(node: GoNode, start: PathState): PathState | null {
    const value = childOf(node, 'initializer') ?? childOf(node, 'value');
    const state = value === null ? start : this.step(value, start);
    const cases = node.children.filter(({ type }) => type.endsWith('_case'));
    const frame = this.enter(node);
    const asks = node.type === 'expression_switch_statement' && childOf(node, 'value') === null;
    let rest: PathState | null = state;
    let all: PathState | null = null;
    for (const each of cases) {
      const into: Branches = asks ? this.caseOf(each, rest) : { yes: state, no: state };
      const begin: PathState | null = into.yes;
      if (asks) rest = into.no;
      const communication = childOf(each, 'communication');
      const entered: PathState | null =
        begin === null || communication === null ? begin : this.step(communication, begin);
      const after: PathState | null = entered === null ? null : this.statements(statementsOf(each), entered);
      all = all === null ? after : this.met(node, all, after);
    }
    this.frames.pop();
    const skips = node.type !== 'select_statement' && !cases.some(({ type }) => type === 'default_case');
    const passed = joinMaybe(all, frame.after);
    return skips ? this.met(node, passed, rest) : passed;
  }

  /** `switch { case err != nil: … }` asks as an `if` does. */
  private caseOf(each: GoNode, state: PathState | null): Branches {
    if (state === null) return { yes: null, no: null };
    const value = childOf(each, 'value');
    const [condition, second] = value === null ? [] : listOf(value);
    return branchOf(this.about, second === undefined ? (condition ?? null) : null, state);
  }

  private ofLoop(node: GoNode, start: PathState): PathState | null {
    const clause = ofType(node, 'for_clause');
    const initializer = clause === null ? null : childOf(clause, 'initializer');
    const state = initializer === null ? start : this.step(initializer, start);
    const frame = this.enter(node);
    const body = this.statements(statementsOf(childOf(node, 'body')), state);
    this.frames.pop();
    const turned = joinMaybe(body, frame.again);
    const ended = hasNoCondition(node) ? null : this.isExhausted(node) ? emptied(state) : joinMaybe(state, turned);
    const gives = this.about.released.some((use) => contains(node, use));
    const after = joinMaybe(ended, frame.after);
    return after !== null && gives && after.open && after.free ? { ...after, mixedAt: node.end } : after;
  }

  /** `for rows.Next() { … }` that has come to its end. */
  private isExhausted(loop: GoNode): boolean {
    const { exhausts, variable, goPackage } = this.about;
    if (exhausts === undefined) return false;
    const condition = loop.children.find(({ type }) => type !== 'block');
    let found = false;
    if (condition !== undefined && !hasNoCondition(loop))
      walk(condition, (each) => {
        const operand = each.type === 'selector_expression' ? childOf(each, 'operand') : null;
        const field = childOf(each, 'field');
        if (operand !== null && field !== null && textOf(field) === exhausts)
          found ||= goPackage.types.names.meaning.get(operand) === variable;
        return undefined;
      });
    this.exhausted ||= found;
    return found;
  }

  private enter(node: GoNode): Frame {
    const label = node.parent?.type === 'labeled_statement' ? childOf(node.parent, 'label') : null;
    const frame: Frame = { node, label: label === null ? '' : textOf(label), after: null, again: null };
    this.frames.push(frame);
    return frame;
  }

  /** `break` and `continue`; out of the variable's sight they are an end as a return is. */
  private leave(node: GoNode, state: PathState): null {
    const label = ofType(node, 'label_name');
    const isBreak = node.type === 'break_statement';
    const target = this.frames.findLast((frame) =>
      label === null ? isBreak || frame.node.type === 'for_statement' : frame.label === textOf(label),
    );
    if (target === undefined) this.end(node, state);
    else if (isBreak) target.after = joinMaybe(target.after, state);
    else target.again = joinMaybe(target.again, state);
    return null;
  }
}

/** The block, or the statement with a head, that a variable is declared in. */
function scopeOf(declared: GoNode): GoNode | null {
  for (let at = declared.parent; at !== null; at = at.parent) {
    if (at.type === 'statement_list') return at;
    if (/^(if|for|expression_switch|type_switch)_statement$/.test(at.type)) return at;
    if (isFunction(at)) return ofType(childOf(at, 'body') ?? at, 'statement_list');
  }
  return null;
}

function unitBody(parameter: GoNode): GoNode | null {
  for (let at = parameter.parent; at !== null; at = at.parent)
    if (isFunction(at)) return ofType(childOf(at, 'body') ?? at, 'statement_list');
  return null;
}
