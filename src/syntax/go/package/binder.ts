import type { Declaration, FunctionUnit } from './declarations';
import { Scope } from './declarations';
import { childOf, childrenOf, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

type Unit = FunctionUnit | null;
type Handler = (node: GoNode, scope: Scope, unit: Unit) => void;

/** Nodes that open a scope of their own. */
const blocks: ReadonlySet<string> = new Set([
  'block',
  'if_statement',
  'for_statement',
  'select_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'communication_case',
  'expression_case',
  'type_case',
  'default_case',
]);

/** Walks functions with Go's block scopes and notes what each identifier means. */
export class Binder {
  readonly meaning = new Map<GoNode, Declaration>();
  readonly units = new Map<GoNode, FunctionUnit>();
  private count = 0;
  private readonly handlers: Readonly<Record<string, Handler>> = {
    identifier: (node, scope) => this.use(node, scope),
    type_identifier: (node, scope) => this.use(node, scope),
    package_identifier: (node, scope) => this.use(node, scope),
    func_literal: (node, scope, unit) => this.bindFunction(node, scope, unit),
    short_var_declaration: (node, scope, unit) => this.bindShort(node, scope, unit),
    receive_statement: (node, scope, unit) => this.bindShort(node, scope, unit),
    range_clause: (node, scope, unit) => this.bindShort(node, scope, unit),
    var_spec: (node, scope, unit) => this.bindSpec(node, scope, unit),
    const_spec: (node, scope, unit) => this.bindSpec(node, scope, unit),
    type_spec: (node, scope, unit) => this.bindType(node, scope, unit),
    type_switch_statement: (node, scope, unit) => this.bindTypeSwitch(node, new Scope(scope), unit),
    keyed_element: (node, scope, unit) => this.bindKeyed(node, scope, unit),
    selector_expression: (node, scope, unit) => {
      const operand = childOf(node, 'operand');
      if (operand !== null) this.bind(operand, scope, unit);
    },
  };

  create(about: Pick<Declaration, 'kind' | 'node'> & Partial<Declaration>): Declaration {
    this.count += 1;
    const name = about.name ?? textOf(about.node);
    const made = { type: null, value: null, unit: null, path: '', ...about, id: this.count, name, uses: [] };
    this.meaning.set(about.node, made);
    return made;
  }

  use(node: GoNode, scope: Scope): void {
    const found = scope.find(textOf(node));
    if (found === null) return;
    this.meaning.set(node, found);
    if (found.node !== node) found.uses.push(node);
  }

  bind(node: GoNode, scope: Scope, unit: Unit): void {
    const handler = this.handlers[node.type];
    if (handler !== undefined) handler(node, scope, unit);
    else this.bindChildren(node, blocks.has(node.type) ? new Scope(scope) : scope, unit);
  }

  /** Parameters and body of a function share one scope. */
  bindFunction(node: GoNode, outerScope: Scope, outer: Unit): void {
    const scope = new Scope(outerScope);
    const typeParameters = childOf(node, 'type_parameters');
    for (const each of typeParameters?.children ?? [])
      for (const name of childrenOf(each, 'name')) scope.declare(this.create({ kind: 'type', node: name }));
    const unit = this.createUnit(node, outer, scope);
    this.units.set(node, unit);
    const body = childOf(node, 'body');
    if (body !== null) this.bindChildren(body, scope, unit);
  }

  private bindChildren(node: GoNode, scope: Scope, unit: Unit): void {
    for (const child of node.children) this.bind(child, scope, unit);
  }

  private createUnit(node: GoNode, outer: Unit, scope: Scope): FunctionUnit {
    const literal = node.type === 'func_literal';
    const nameNode = childOf(node, 'name');
    const receiver = childOf(node, 'receiver')?.children[0] ?? null;
    const lists = { parameters: childOf(node, 'parameters'), result: childOf(node, 'result') };
    const parameters = this.bindParameters(lists.parameters, scope);
    const results = lists.result?.type === 'parameter_list' ? this.bindParameters(lists.result, scope) : null;
    if (results === null && lists.result !== null) this.bind(lists.result, scope, outer);
    const unit: FunctionUnit = {
      node,
      name: literal ? (outer?.name ?? '') : nameNode === null ? '' : textOf(nameNode),
      receiverType: receiver === null ? '' : receiverName(receiver),
      receiver: receiver === null ? null : (this.bindParameter(receiver, scope)[0] ?? null),
      parameters: parameters.map(({ declaration }) => declaration),
      variadic: lists.parameters?.children.at(-1)?.type === 'variadic_parameter_declaration',
      resultTypes: results?.map(({ type }) => type) ?? (lists.result === null ? [] : [lists.result]),
      namedResults: results?.flatMap(({ declaration }) => declaration ?? []) ?? [],
      outer,
    };
    return unit;
  }

  private bindParameters(list: GoNode | null, scope: Scope): { declaration: Declaration | null; type: GoNode }[] {
    return (list?.children ?? []).flatMap((each) => {
      const type = childOf(each, 'type');
      if (type === null) return [];
      return this.bindParameter(each, scope).map((declaration) => ({ declaration, type }));
    });
  }

  private bindParameter(node: GoNode, scope: Scope): (Declaration | null)[] {
    const type = childOf(node, 'type');
    if (type !== null) this.bind(type, scope, null);
    const names = childrenOf(node, 'name');
    if (names.length === 0) return [null];
    return names.map((name) => {
      const declaration = this.create({ kind: 'parameter', node: name, type });
      scope.declare(declaration);
      return declaration;
    });
  }

  /** `a, b := …`, `case v := <-ch`, `for i, v := range x`; with `=` the names are uses. */
  private bindShort(node: GoNode, scope: Scope, unit: Unit): void {
    const right = childOf(node, 'right');
    if (right !== null) this.bind(right, scope, unit);
    const left = childOf(node, 'left');
    if (left === null) return;
    const declares = node.file.text.slice(left.end, right?.start ?? left.end).includes(':=');
    if (!declares) {
      this.bind(left, scope, unit);
      return;
    }
    const values = listOf(right);
    listOf(left).forEach((name, at) => {
      if (name.type !== 'identifier') return;
      if (scope.own(textOf(name)) !== null && node.type === 'short_var_declaration') this.use(name, scope);
      else scope.declare(this.create({ kind: 'variable', node: name, unit, value: valueAt(node, values, at) }));
    });
  }

  private bindSpec(node: GoNode, scope: Scope, unit: Unit): void {
    const type = childOf(node, 'type');
    const value = childOf(node, 'value');
    if (type !== null) this.bind(type, scope, unit);
    if (value !== null) this.bind(value, scope, unit);
    const kind = node.type === 'var_spec' ? 'variable' : 'constant';
    const values = listOf(value);
    childrenOf(node, 'name').forEach((name, at) => {
      scope.declare(this.create({ kind, node: name, type, unit, value: valueAt(node, values, at) }));
    });
  }

  private bindType(node: GoNode, scope: Scope, unit: Unit): void {
    const name = childOf(node, 'name');
    const type = childOf(node, 'type');
    if (name !== null) scope.declare(this.create({ kind: 'type', node: name, type, unit }));
    if (type !== null) this.bind(type, scope, unit);
  }

  private bindTypeSwitch(node: GoNode, scope: Scope, unit: Unit): void {
    const alias = childOf(node, 'alias');
    for (const child of node.children) {
      if (child === alias)
        for (const name of listOf(alias)) scope.declare(this.create({ kind: 'variable', node: name, unit }));
      else this.bind(child, scope, unit);
    }
  }

  /** The key of a struct literal is a field, which is no name of any scope; the key of a map literal may be one. */
  private bindKeyed(node: GoNode, scope: Scope, unit: Unit): void {
    const value = childOf(node, 'value');
    if (value !== null) this.bind(value, scope, unit);
    const key = childOf(node, 'key');
    if (key !== null && key.children[0]?.type !== 'identifier') this.bind(key, scope, unit);
  }
}

/** The value of the name at this place: its own expression, or one result of the only expression. */
export function valueAt(node: GoNode, values: readonly GoNode[], at: number): Declaration['value'] {
  const own = values.length === 1 ? values[0] : values[at];
  if (own === undefined) return null;
  const how = node.type === 'range_clause' ? 'range' : 'assign';
  return { node: own, index: values.length === 1 ? at : 0, how };
}

/** `ag *Agent[T]` → `Agent`. */
function receiverName(parameter: GoNode): string {
  let type = childOf(parameter, 'type');
  for (let level = 0; type !== null && type.type !== 'type_identifier' && level < 4; level += 1)
    type = type.children[0] ?? null;
  return type === null ? '' : textOf(type);
}
