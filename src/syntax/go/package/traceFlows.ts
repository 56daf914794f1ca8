import type { Declaration, FunctionUnit } from './declarations';
import { bare, childOf, childrenOf, findAll, functionTypes, above, listOf, textOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import type { CallSites } from './callSites';
import { argumentsOf, calledExpression } from './packageTypes';
import type { Place, Places } from './places';
import { startedBy } from './starters';

/** Calls of other packages that only look at what they get. */
const harmless = /^(fmt|log|strings|strconv|errors|unicode|testing|time)\./;

/** Joins the places between which the package moves values: assignments, arguments, results, literals, ranges, sends. */
export class FlowTracer {
  private readonly places: Places;
  private readonly sites: CallSites;

  constructor(places: Places, sites: CallSites) {
    this.places = places;
    this.sites = sites;
  }

  trace(file: GoFile): void {
    walk(file.root, (node) => {
      this.step(node);
      return undefined;
    });
  }

  private step(node: GoNode): void {
    const part = (field: string) => childOf(node, field);
    switch (node.type) {
      case 'short_var_declaration':
      case 'assignment_statement':
      case 'receive_statement':
        this.assign(listOf(part('left')), listOf(part('right')));
        break;
      case 'var_spec':
        this.assign(childrenOf(node, 'name'), listOf(part('value')));
        break;
      case 'range_clause':
        this.range(node);
        break;
      case 'send_statement':
        this.send(node);
        break;
      case 'return_statement':
        this.giveBack(node);
        break;
      case 'composite_literal':
        this.literal(node, part('type'), part('body'));
        break;
      case 'call_expression':
      case 'type_conversion_expression':
        this.call(node);
        break;
      default:
    }
  }

  private assign(left: readonly GoNode[], right: readonly GoNode[]): void {
    left.forEach((target, at) => {
      const value = right.length === left.length ? right[at] : right.length === 1 ? right[0] : undefined;
      if (value === undefined || textOf(target) === '_') return;
      if (right.length === left.length || at === 0) this.flow(value, this.places.of(target), 0);
      else if (value.type === 'call_expression') this.flow(value, this.places.of(target), at);
    });
  }

  /** A value that nobody can hold (a number, nil, text) flows nowhere and opens nothing. */
  private flow(value: GoNode, target: Place | null, index: number): void {
    const node = bare(value);
    if (isPlain(node) || this.isFunction(node)) return;
    this.places.join(target, this.places.of(node, index));
  }

  private isFunction(node: GoNode): boolean {
    return this.places.types.unitOf(node) !== null;
  }

  private range(node: GoNode): void {
    const right = childOf(node, 'right');
    const source = right === null ? null : this.places.of(right);
    if (right === null || source === null) return;
    const left = listOf(childOf(node, 'left'));
    const type = this.places.types.underlying(this.places.types.typeOf(right));
    const target = type?.type === 'channel_type' ? left[0] : left[1];
    if (target !== undefined && textOf(target) !== '_')
      this.places.join(this.places.of(target), this.places.inner(source));
  }

  private send(node: GoNode): void {
    const channel = childOf(node, 'channel');
    const value = childOf(node, 'value');
    if (channel !== null && value !== null) this.flow(value, this.places.inner(this.places.of(channel)), 0);
  }

  private giveBack(node: GoNode): void {
    const around = above(node, ...functionTypes);
    const unit = around === null ? undefined : this.places.types.names.units.get(around);
    if (unit === undefined) return;
    const values = listOf(node.children[0] ?? null);
    if (values.length === 1 && unit.resultTypes.length > 1 && values[0] !== undefined) {
      const only = values[0];
      unit.resultTypes.forEach((_, at) => this.flow(only, this.places.result(unit, at), at));
    } else values.forEach((value, at) => this.flow(value, this.places.result(unit, at), 0));
  }

  private literal(node: GoNode, type: GoNode | null, body: GoNode | null): void {
    if (body === null) return;
    const container = this.places.types.underlying(type);
    const isStruct = container?.type === 'struct_type';
    const inside = isStruct || container === null ? null : this.places.inner(this.places.of(node));
    body.children.forEach((element, at) => {
      const value = bare(element.type === 'keyed_element' ? (childOf(element, 'value') ?? element) : element);
      const key = element.type === 'keyed_element' ? textOf(childOf(element, 'key') ?? element) : at;
      const target = isStruct ? this.places.literalField(type, key) : inside;
      if (value.type === 'literal_value') this.literal(value, this.elementOf(container), value);
      else this.flow(value, target, 0);
      if (container === null && typeof key === 'string') this.places.unresolvedNames.add(key);
    });
  }

  private elementOf(container: GoNode | null): GoNode | null {
    return container === null ? null : (childOf(container, 'element') ?? childOf(container, 'value'));
  }

  private call(call: GoNode): void {
    const unit = this.places.types.callee(call);
    if (unit !== null) {
      this.pass(call, unit);
      return;
    }
    const types = this.places.types;
    const called = calledExpression(call);
    if (types.isBuiltin(call, 'append')) {
      this.append(call);
      return;
    }
    if (called?.type === 'identifier' && !types.names.meaning.has(called)) return;
    if (harmless.test(types.externalName(called))) return;
    if (called !== null) this.places.of(called);
    // What a call is known to run it does not hand on: its sites are known.
    const run = startedBy(types, call).map((started) => started.argument);
    for (const argument of argumentsOf(call)) if (!run.includes(argument)) this.escape(argument);
  }

  private pass(call: GoNode, unit: FunctionUnit): void {
    const called = calledExpression(call);
    const operand = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
    if (operand !== null && unit.receiver !== null) this.flow(operand, this.places.variable(unit.receiver), 0);
    argumentsOf(call).forEach((argument, at) => {
      const last = unit.parameters.length - 1;
      const parameter = unit.parameters[Math.min(at, last)];
      if (parameter === undefined || parameter === null) return;
      const target = this.places.variable(parameter);
      const spread = argument.type === 'variadic_argument';
      if (isFormatted(unit, at)) {
        this.escape(argument);
        return;
      }
      const inside = unit.variadic && at >= last && !spread;
      const value = spread ? (argument.children[0] ?? argument) : argument;
      this.flow(value, inside ? this.places.inner(target) : target, 0);
    });
  }

  private append(call: GoNode): void {
    const [first, ...rest] = argumentsOf(call);
    if (first === undefined) return;
    const target = this.places.of(first);
    for (const value of rest) {
      const spread = value.type === 'variadic_argument' ? value.children[0] : undefined;
      if (spread !== undefined) this.flow(spread, target, 0);
      else this.flow(value, this.places.inner(target), 0);
    }
  }

  /** What another package gets, it may use in any way; what a function value gets is unknown. */
  private escape(argument: GoNode): void {
    const node = bare(argument);
    if (isPlain(node)) return;
    const unit = this.places.types.unitOf(node);
    if (unit !== null) {
      this.sites.handOut(unit);
      return;
    }
    const place = this.places.of(node);
    if (place !== null) this.places.open.add(place);
    for (const inner of node.type === 'composite_literal' ? findAll(node, 'keyed_element') : []) {
      const value = childOf(inner, 'value');
      if (value !== null) this.escape(value);
    }
  }
}

/**
 * What a function like Printf gets behind its format, `logf(level int, format string, args ...any)`. Taken for a place that values
 * flow through, it would join everything that a package ever logs.
 */
function isFormatted({ variadic, parameters }: FunctionUnit, at: number): boolean {
  const last = parameters.length - 1;
  if (!variadic || at < last || last < 1) return false;
  const isAny = /^(any|interface\s*\{\s*\})$/.test(typeText(parameters[last]));
  return isAny && typeText(parameters[last - 1]) === 'string';
}

function typeText(parameter: Declaration | null | undefined): string {
  return parameter?.type ? textOf(parameter.type) : '';
}

function isPlain(node: GoNode): boolean {
  return (
    /^(nil|true|false|iota|binary_expression)$|_literal$/.test(node.type) &&
    !/^(composite|func)_literal$/.test(node.type)
  );
}
