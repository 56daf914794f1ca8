import type { Declaration, FunctionUnit } from '../package/declarations';
import { above, bare, childOf, contains, functionTypes, lastLineOf, lineOf, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { assignedTo, givesName, passesOn } from '../package/valueSteps';
import { Border } from './border';
import { callKept } from './callKept';
import type { CallTrail } from './callTrail';
import { capturedBy } from './capturedBy';
import { holdingPart, isMadeHere, isPackageLevel, rootOf } from './expressions';
import type { Kept } from './kept';
import { knownCalls } from './knownCalls';
import { takenFromPool } from './takenFromPool';

/** So many expressions are looked at; whoever hands a value around more often is not followed to the end. */
const maxSteps = 800;

const makes = /^(call_expression|type_conversion_expression|composite_literal|binary_expression)$/;

/** A value on its way, and which result of a call it is. */
interface Step {
  readonly node: GoNode;
  readonly index: number;
}

/** Follows what a line makes to all that keeps it: forwards, through variables, literals, arguments, results, closures and channels. */
export class ValueTrail implements CallTrail {
  readonly kept: Kept[] = [];
  readonly goPackage: GoPackage;
  readonly border = new Border();
  /** Some way of the value was longer than what is followed. */
  isCut = false;
  private readonly seen = new Map<GoNode, Set<number>>();
  /** Variables and parameters that hold it on its way. */
  readonly declarations = new Set<Declaration>();
  private steps = 0;
  private guessed = false;

  constructor(goPackage: GoPackage) {
    this.goPackage = goPackage;
  }

  /** Everything that the line makes in the statement. */
  followLine(statement: GoNode, line: number): void {
    const visit = (node: GoNode): void => {
      if (node !== statement && node.type === 'func_literal') return;
      if (lineOf(node) > line || lastLineOf(node) < line) return;
      if (makes.test(node.type) && !isComparison(node)) this.begin(node);
      node.children.forEach(visit);
    };
    visit(statement);
    this.grown(statement, line);
  }

  keep(kept: Omit<Kept, 'guessed'>): void {
    this.kept.push({ ...kept, guessed: this.guessed });
  }

  follow(node: GoNode, index = 0): void {
    const indexes = this.seen.get(node) ?? new Set();
    if (indexes.has(index)) return;
    this.seen.set(node, indexes.add(index));
    this.steps += 1;
    if (this.steps > maxSteps) {
      this.isCut = true;
      return;
    }
    this.climb({ node, index });
  }

  /** What is done from here on may be about another value. */
  guessing(follow: () => void): void {
    const before = this.guessed;
    this.guessed = true;
    follow();
    this.guessed = before;
  }

  /** The value is the argument of a function of the package. */
  entered(unit: FunctionUnit, at: number): void {
    const parameter = unit.parameters[Math.min(at, unit.parameters.length - 1)];
    if (parameter !== undefined && parameter !== null) this.uses(parameter);
    this.goPackage.sites.of(unit);
  }

  uses(declaration: Declaration): void {
    if (this.declarations.has(declaration)) return;
    this.declarations.add(declaration);
    this.goPackage.holding(this.goPackage.places.variable(declaration));
    for (const use of declaration.uses) {
      this.captured(declaration, use);
      this.used(use);
    }
  }

  /** What lies in something that the function made goes where that goes; what else it is put into keeps it. */
  put(target: GoNode, about: Pick<Kept, 'kind' | 'at'>): void {
    if (this.goPackage.types.typeOf(holdingPart(target)) === null)
      this.border.behind(this.goPackage.types, holdingPart(target));
    const root = rootOf(this.goPackage, target);
    const isWhole = bare(target).type === 'identifier';
    if (root !== null && !isPackageLevel(this.goPackage, root)) {
      if (root.kind === 'variable' || isWhole) this.uses(root);
      if (isWhole || isMadeHere(this.goPackage, root)) return;
    }
    this.keep({ ...about, holder: holdingPart(target), name: '' });
  }

  /** `s.n[key]++`, `s.all = append(s.all, v)`: what grows on the line is what keeps it. */
  private grown(statement: GoNode, line: number): void {
    if (statement.type !== 'assignment_statement' && statement.type !== 'inc_statement') return;
    if (lineOf(statement) > line) return;
    const targets = listOf(childOf(statement, 'left') ?? statement.children[0] ?? null).map(bare);
    for (const target of targets)
      if (target.type === 'index_expression') this.put(target, { kind: this.containerKind(target), at: statement });
  }

  private begin(node: GoNode): void {
    this.follow(node);
    if (node.type === 'composite_literal' || node.type === 'binary_expression') return;
    callKept(this, node, { argument: null, isAsked: true });
  }

  private climb({ node: first, index }: Step): void {
    let node = first;
    for (let up = node.parent; up !== null; up = node.parent) {
      if (up.type === 'argument_list') {
        if (up.parent !== null) callKept(this, up.parent, { argument: node, isAsked: false });
        return;
      }
      if (!this.isWrapper(up, node)) {
        this.handed(up, { node, index });
        return;
      }
      node = up;
    }
  }

  private isWrapper(up: GoNode, node: GoNode): boolean {
    if (!passesOn.test(up.type)) return false;
    // A key is copied with its text; what is only looked up by it keeps nothing.
    return !(up.type === 'slice_expression' && node.field !== 'operand');
  }

  private handed(up: GoNode, { node, index }: Step): void {
    const statement = up.type === 'expression_list' ? up.parent : up;
    if (statement === null) return;
    if (statement.type === 'return_statement') this.returned(statement, { node, index });
    else if (statement.type === 'send_statement') this.sent(statement, node);
    else if (statement.type === 'index_expression' && node.field !== 'operand') this.indexed(statement);
    else if (givesName.test(statement.type)) this.assigned(statement, { node, index });
    else if (statement.type === 'expression_switch_statement' || statement.type === 'type_switch_statement') return;
  }

  /** A string that was made becomes the key of a map: `m[string(raw)] = v`. */
  private indexed(index: GoNode): void {
    const list = index.parent;
    const statement = list?.type === 'expression_list' ? list.parent : list;
    if (statement?.type !== 'assignment_statement' || list?.field !== 'left') return;
    if (this.containerKind(index) === 'map') this.put(index, { kind: 'map', at: statement });
  }

  private returned(statement: GoNode, { node, index }: Step): void {
    const around = above(statement, ...functionTypes);
    const unit = around === null ? undefined : this.goPackage.types.names.units.get(around);
    if (around === null || unit === undefined) return;
    if (this.isCalledElsewhere(unit)) this.border.callersOf.add(unit);
    for (const call of takenFromPool(this.goPackage, around)) this.follow(call);
    const values = listOf(statement.children[0] ?? null);
    const at = values.length === 1 ? index : values.indexOf(node);
    for (const { node: call } of this.goPackage.sites.of(unit))
      if (call.type === 'call_expression' && this.goPackage.types.callee(call) === unit) this.follow(call, at);
  }

  private isCalledElsewhere({ name, node }: FunctionUnit): boolean {
    return node.type !== 'func_literal' && /^\p{Lu}/u.test(name) && !this.goPackage.isProgram(node.file);
  }

  private sent(statement: GoNode, node: GoNode): void {
    const channel = childOf(statement, 'channel');
    if (channel === null || childOf(statement, 'value') !== node) return;
    if (this.goPackage.types.typeOf(channel) === null) this.border.behind(this.goPackage.types, channel);
    const holding = this.goPackage.holdingOf(channel);
    const made = holding === null ? [] : this.goPackage.makesOf(holding);
    // A channel without room holds nothing: whoever sends does.
    const hasRoom = made.length === 0 || made.some((make) => argumentsOf(make).length > 1);
    if (hasRoom) this.keep({ kind: 'channel', holder: holdingPart(channel), name: '', at: statement });
    for (const { node: taken } of holding === null ? [] : operationsOf(holding, 'receive', 'range')) {
      if (taken.type === 'range_clause') this.ranged(taken);
      else this.follow(taken);
    }
  }

  private ranged(clause: GoNode): void {
    const { types } = this.goPackage;
    const right = childOf(clause, 'right');
    const type = right === null ? null : types.underlying(types.typeOf(right));
    const target = listOf(childOf(clause, 'left'))[type?.type === 'channel_type' ? 0 : 1];
    const root = target === undefined ? null : rootOf(this.goPackage, target);
    if (root !== null && !isPackageLevel(this.goPackage, root)) this.uses(root);
  }

  private assigned(statement: GoNode, { node, index }: Step): void {
    if (statement.type === 'range_clause') {
      if (childOf(statement, 'right') === node) this.ranged(statement);
      return;
    }
    const target = assignedTo(statement, node, index);
    if (target === null) return;
    const kind = this.isAppended(target, node) ? 'slice' : this.containerKind(bare(target));
    this.put(target, { kind, at: statement });
  }

  /** `s.all = append(s.all, v)`, `s.all = slices.Insert(s.all, 0, v)`, `s.all = append([]T{v}, s.all...)`. */
  private isAppended(target: GoNode, value: GoNode): boolean {
    if (value.type !== 'call_expression') return false;
    const name = textOf(holdingPart(target));
    return argumentsOf(value).some(
      (each) => name === textOf(holdingPart(each.type === 'variadic_argument' ? (each.children[0] ?? each) : each)),
    );
  }

  private containerKind(target: GoNode): Kept['kind'] {
    if (target.type !== 'index_expression') return 'variable';
    const operand = childOf(target, 'operand');
    const { types } = this.goPackage;
    const type = operand === null ? null : types.underlying(types.typeOf(operand));
    return type?.type === 'slice_type' || type?.type === 'array_type' ? 'slice' : 'map';
  }

  private used(use: GoNode): void {
    const selector = use.parent?.type === 'selector_expression' && use.field === 'operand' ? use.parent : null;
    if (selector === null) {
      this.follow(use);
      return;
    }
    const { types } = this.goPackage;
    const field = childOf(selector, 'field');
    const method = field === null ? null : types.methodOf(types.typeOf(use), textOf(field));
    const call = selector.parent?.type === 'call_expression' && selector.field === 'function' ? selector.parent : null;
    if (method === null) {
      if (call !== null) this.border.behind(types, use);
      if (call !== null && field !== null && knownCalls.part.test(textOf(field))) this.follow(call);
      return;
    }
    // A method that is handed on as a value holds what it belongs to: `l.onShutdown(w.flush)`.
    if (call === null) this.follow(selector);
    else this.called(call);
    if (method.receiver !== null) this.uses(method.receiver);
  }

  /** `go w.run()`, and `defer f.close()` in a loop. */
  private called(call: GoNode): void {
    const name = textOf(calledExpression(call) ?? call);
    if (call.parent?.type === 'go_statement') this.keep({ kind: 'goroutine', holder: null, name, at: call });
    else if (call.parent?.type === 'defer_statement') this.deferred(call.parent, call);
  }

  /** Deferred calls run when the function ends, not when the turn of the loop does. */
  deferred(statement: GoNode, call: GoNode): void {
    const loop = above(statement, 'for_statement', ...functionTypes);
    if (loop?.type !== 'for_statement') return;
    this.keep({ kind: 'deferred', holder: null, name: textOf(calledExpression(call) ?? call), at: call });
  }

  /** A function literal that mentions a variable of the function around it keeps it. */
  private captured(declaration: Declaration, use: GoNode): void {
    if (isPackageLevel(this.goPackage, declaration)) return;
    const own = above(declaration.node, ...functionTypes);
    let literal: GoNode | null = null;
    for (let at = above(use, 'func_literal'); at !== null && own !== null; at = above(at, 'func_literal')) {
      if (contains(at, declaration.node) || !contains(own, at)) break;
      literal = at;
    }
    if (literal !== null) capturedBy(this, literal);
  }
}

/** Of what is computed from two values, only texts that are put together are new memory. */
function isComparison(node: GoNode): boolean {
  return node.type === 'binary_expression' && textOf(childOf(node, 'operator') ?? node) !== '+';
}
