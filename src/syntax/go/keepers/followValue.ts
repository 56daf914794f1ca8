import type { Declaration, FunctionUnit } from '../package/declarations';
import { above, bare, childOf, functionTypes, lastLineOf, lineOf, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { assignedTo, givesName, passesOn } from '../package/valueSteps';

/** Where a value is put that outlives the functions it goes through. */
export type Store =
  /** `m[k] = value`, `s[i] = value` */
  | { readonly how: 'index'; readonly operand: GoNode }
  /** `s.all = append(s.all, value)` */
  | { readonly how: 'append'; readonly call: GoNode }
  /** `c.jobs <- value` */
  | { readonly how: 'send'; readonly channel: GoNode }
  /** A call of another package gets it. */
  | { readonly how: 'call'; readonly call: GoNode };

/** So many expressions are looked at; whoever hands a value around more often is not followed to the end. */
const maxSteps = 600;

/**
 * Follows what a line makes from hand to hand, forwards only: through variables, literals, arguments, results and channels, to where it
 * is stored. Places that are joined (`Places`) know no direction: in a large package much is joined that has nothing to do with the value.
 */
export class ValueFollower {
  readonly stores: Store[] = [];
  private readonly goPackage: GoPackage;
  private readonly seen = new Set<GoNode>();

  constructor(goPackage: GoPackage) {
    this.goPackage = goPackage;
  }

  /** Everything that the line makes in the statement. */
  followLine(statement: GoNode, line: number): void {
    const visit = (node: GoNode): void => {
      if (node !== statement && node.type === 'func_literal') return;
      if (lineOf(node) > line || lastLineOf(node) < line) return;
      if (/^(call_expression|type_conversion_expression|composite_literal)$/.test(node.type)) this.follow(node, 0);
      else node.children.forEach(visit);
    };
    visit(statement);
  }

  /** @param index which result, where the expression is a call with several */
  private follow(expression: GoNode, index: number): void {
    let node = expression;
    if (this.seen.has(node) || this.seen.size >= maxSteps) return;
    this.seen.add(node);
    for (let up = node.parent; up !== null; up = node.parent) {
      if (up.type === 'argument_list') {
        if (up.parent !== null) this.passed(up.parent, node);
        return;
      }
      if (!passesOn.test(up.type)) {
        this.handed(up, node, index);
        return;
      }
      node = up;
    }
  }

  private passed(call: GoNode, node: GoNode): void {
    const { types, places } = this.goPackage;
    const at = argumentsOf(call).indexOf(node);
    if (types.isBuiltin(call, 'append')) {
      const target = argumentsOf(call)[0];
      if (at > 0 && target !== undefined && this.isLasting(target)) this.stores.push({ how: 'append', call });
      this.follow(call, 0);
      return;
    }
    const unit = types.callee(call);
    if (unit !== null) {
      const parameter = unit.parameters[Math.min(at, unit.parameters.length - 1)];
      if (parameter === undefined || parameter === null) return;
      // So that a package which is read in parts is read where the value goes.
      this.goPackage.holding(places.variable(parameter));
      this.uses(parameter);
      return;
    }
    if (this.isConversion(call)) this.follow(call, 0);
    else this.stores.push({ how: 'call', call });
  }

  private isConversion(call: GoNode): boolean {
    const called = calledExpression(call);
    const inner = called === null ? null : bare(called);
    if (inner?.type !== 'identifier') return false;
    const meaning = this.goPackage.types.names.meaning.get(inner);
    return meaning === undefined ? /^(string|any)$/.test(textOf(inner)) : meaning.kind === 'type';
  }

  private handed(up: GoNode, node: GoNode, index: number): void {
    const statement = up.type === 'expression_list' ? up.parent : up;
    if (statement === null) return;
    if (statement.type === 'return_statement') this.returned(statement, node, index);
    else if (statement.type === 'send_statement') this.sent(statement, node);
    else if (givesName.test(statement.type)) this.assigned(statement, node, index);
  }

  private returned(statement: GoNode, node: GoNode, index: number): void {
    const around = above(statement, ...functionTypes);
    const unit = around === null ? undefined : this.goPackage.types.names.units.get(around);
    if (unit === undefined) return;
    const values = listOf(statement.children[0] ?? null);
    const at = values.length === 1 ? index : values.indexOf(node);
    for (const { node: call } of this.goPackage.sites.of(unit))
      if (isCallOf(call, unit, this.goPackage)) this.follow(call, at);
  }

  private sent(statement: GoNode, node: GoNode): void {
    const channel = childOf(statement, 'channel');
    if (channel === null || childOf(statement, 'value') !== node) return;
    this.stores.push({ how: 'send', channel });
    const holding = this.goPackage.holdingOf(channel);
    for (const { node: taken } of holding === null ? [] : operationsOf(holding, 'receive', 'range')) {
      if (taken.type === 'range_clause') this.ranged(taken);
      else this.follow(taken, 0);
    }
  }

  private ranged(clause: GoNode): void {
    const right = childOf(clause, 'right');
    const type = right === null ? null : this.goPackage.types.underlying(this.goPackage.types.typeOf(right));
    const target = listOf(childOf(clause, 'left'))[type?.type === 'channel_type' ? 0 : 1];
    const variable = target === undefined ? null : this.local(target);
    if (variable !== null) this.uses(variable);
  }

  private assigned(statement: GoNode, node: GoNode, index: number): void {
    if (statement.type === 'range_clause') {
      if (childOf(statement, 'right') === node) this.ranged(statement);
      return;
    }
    const target = assignedTo(statement, node, index);
    if (target !== null) this.put(bare(target));
  }

  /** What lies in something local goes where that goes. */
  private put(target: GoNode): void {
    const variable = this.local(target);
    if (variable !== null) {
      this.uses(variable);
      return;
    }
    const operand = childOf(target, 'operand');
    const holder = operand === null ? null : this.local(operand);
    if (holder !== null && holder.kind === 'variable') this.uses(holder);
    else if (target.type === 'index_expression' && operand !== null) this.stores.push({ how: 'index', operand });
  }

  private uses(declaration: Declaration): void {
    for (const use of declaration.uses) {
      const selector = use.parent?.type === 'selector_expression' ? use.parent : null;
      const call = selector?.parent?.type === 'call_expression' ? selector.parent : null;
      const receiver = call === null ? null : (this.goPackage.types.callee(call)?.receiver ?? null);
      if (receiver === null) this.follow(use, 0);
      else if (!this.seen.has(use)) {
        this.seen.add(use);
        this.uses(receiver);
      }
    }
  }

  /** What is made in place, `append([]byte(nil), text...)`, lasts no longer than what it is given to. */
  private isLasting(target: GoNode): boolean {
    return /^(identifier|selector_expression|index_expression)$/.test(bare(target).type) && this.local(target) === null;
  }

  /** The variable of a function that an expression is; null for whatever outlives the function. */
  private local(expression: GoNode): Declaration | null {
    const node = bare(expression);
    const meaning = node.type === 'identifier' ? this.goPackage.types.names.meaning.get(node) : undefined;
    if (meaning?.kind !== 'variable' && meaning?.kind !== 'parameter') return null;
    return meaning.unit === null ? null : meaning;
  }
}

function isCallOf(call: GoNode, unit: FunctionUnit, { types }: GoPackage): boolean {
  return call.type === 'call_expression' && types.callee(call) === unit;
}
