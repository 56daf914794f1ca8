import type { Declaration, FunctionUnit, Names, Scope } from './declarations';
import { bare, childOf, childrenOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

export interface StructField {
  readonly name: string;
  readonly type: GoNode;
  readonly embedded: boolean;
}

/** Types and functions as far as the package itself writes them down. What other packages declare is unknown, and stays so. */
export class PackageTypes {
  readonly names: Names;
  /** By the package that declares them. */
  private readonly methods = new Map<Scope, Map<string, FunctionUnit>>();
  private readonly structs = new Map<GoNode, ReadonlyMap<string, StructField>>();
  private readonly known = new Map<GoNode, GoNode | null>();
  /** Variables of the package that were taken for the functions they hold: who assigns to them matters. */
  readonly functionVariables = new Set<string>();

  constructor(names: Names) {
    this.names = names;
    for (const unit of names.units.values()) if (unit.receiverType !== '') this.noteMethod(unit);
  }

  /** The type of an expression as a type of this package's text, without pointers; null when the text does not tell. */
  typeOf(expression: GoNode, depth = 0): GoNode | null {
    const node = bare(expression);
    const known = this.known.get(node);
    if (known !== undefined) return known;
    if (depth > maxSteps) return null;
    this.known.set(node, null);
    const found = this.read(node, depth + 1);
    const type = found === null ? null : withoutPointer(found);
    this.known.set(node, type);
    return type;
  }

  /** What a named type stands for: `type Jobs chan Job` is `chan Job`. The node itself when it is not declared here. */
  underlying(type: GoNode | null): GoNode | null {
    let at = type === null ? null : withoutPointer(type);
    for (let step = 0; at !== null && step < maxSteps; step += 1) {
      const declared: GoNode | null = this.declaredType(at)?.type ?? null;
      if (declared === null) return at;
      at = withoutPointer(declared);
    }
    return at;
  }

  /** `sync.Mutex` by import path for a type of another package; the bare name for one of this package. */
  typeName(type: GoNode | null): string {
    if (type === null) return '';
    const node = generic(withoutPointer(type));
    if (node.type !== 'qualified_type') return node.type === 'type_identifier' ? textOf(node) : '';
    const packageNode = childOf(node, 'package');
    const name = childOf(node, 'name');
    if (packageNode === null || name === null) return '';
    return `${this.names.meaning.get(packageNode)?.path ?? textOf(packageNode)}.${textOf(name)}`;
  }

  /** The declaration that a type names, in the packages that were read; null for literal types and types of any other. */
  declaredType(type: GoNode): Declaration | null {
    const node = generic(withoutPointer(type));
    if (node.type === 'qualified_type') {
      const declared = this.imported(node);
      return declared?.kind === 'type' ? declared : null;
    }
    if (node.type !== 'type_identifier') return null;
    const declaration = this.names.meaning.get(node) ?? this.names.scopeOf(node.file).find(textOf(node));
    return declaration?.kind === 'type' ? declaration : null;
  }

  /** What `store.New` and `store.Users` mean, where that package was read as well. */
  imported(selected: GoNode): Declaration | null {
    const [packageNode, name] = [
      childOf(selected, 'operand') ?? childOf(selected, 'package'),
      childOf(selected, 'field') ?? childOf(selected, 'name'),
    ];
    const meaning = packageNode === null ? undefined : this.names.meaning.get(packageNode);
    if (meaning?.kind !== 'import' || name === null) return null;
    return this.names.imported(meaning.path)?.own(textOf(name)) ?? null;
  }

  /** A variable, type or function of a package itself, and of none of its functions. */
  isPackageLevel(declaration: Declaration): boolean {
    return this.names.scopeOf(declaration.node.file).own(declaration.name) === declaration;
  }

  fields(struct: GoNode): ReadonlyMap<string, StructField> {
    const known = this.structs.get(struct);
    if (known !== undefined) return known;
    const fields = new Map(structFields(struct).map((field) => [field.name, field]));
    this.structs.set(struct, fields);
    return fields;
  }

  /** The struct that declares the field a selector means, through embedded structs of this package. */
  fieldOf(
    type: GoNode | null,
    name: string,
    depth = 0,
  ): { readonly struct: GoNode; readonly field: StructField } | null {
    const struct = this.underlying(type);
    if (struct?.type !== 'struct_type' || depth > maxEmbedding) return null;
    const fields = this.fields(struct);
    const own = fields.get(name);
    if (own !== undefined) return { struct, field: own };
    for (const field of fields.values()) {
      const promoted = field.embedded ? this.fieldOf(field.type, name, depth + 1) : null;
      if (promoted !== null) return promoted;
    }
    return null;
  }

  methodOf(type: GoNode | null, name: string, depth = 0): FunctionUnit | null {
    if (type === null || depth > maxEmbedding) return null;
    const declared = this.declaredType(type);
    const own =
      declared === null
        ? null
        : this.methods.get(this.names.scopeOf(declared.node.file))?.get(`${declared.name}.${name}`);
    if (own) return own;
    const alias = declared === null ? null : aliased(declared);
    if (alias !== null) return this.methodOf(alias, name, depth + 1);
    const struct = this.underlying(type);
    if (struct?.type !== 'struct_type') return null;
    for (const field of this.fields(struct).values()) {
      const promoted = field.embedded ? this.methodOf(field.type, name, depth + 1) : null;
      if (promoted !== null) return promoted;
    }
    return null;
  }

  /** The function of this package that a call runs; null for any other. */
  callee(call: GoNode): FunctionUnit | null {
    return this.unitOf(calledExpression(call));
  }

  /** The function that an expression denotes: a name, a method value, a literal, a variable that holds one for good. */
  unitOf(expression: GoNode | null): FunctionUnit | null {
    if (expression === null) return null;
    const node = bare(expression);
    if (node.type === 'func_literal') return this.names.units.get(node) ?? null;
    if (node.type === 'index_expression') return this.unitOf(childOf(node, 'operand'));
    if (node.type === 'identifier' || node.type === 'type_identifier') return this.unitNamed(node);
    if (node.type === 'qualified_type') return this.unitImported(node);
    if (node.type !== 'selector_expression') return null;
    if (this.packageOf(node) !== null) return this.unitImported(node);
    const operand = childOf(node, 'operand');
    const field = childOf(node, 'field');
    return operand === null || field === null ? null : this.methodOf(this.typeOf(operand), textOf(field));
  }

  /** `time.NewTicker` by import path for a selector on a package; empty for anything else. */
  externalName(expression: GoNode | null): string {
    if (expression === null) return '';
    const node = bare(expression);
    const field = childOf(node, 'field');
    const path = node.type === 'selector_expression' ? this.packageOf(node) : null;
    return path === null || field === null ? '' : `${path}.${textOf(field)}`;
  }

  /** The import path when a selector's operand is an imported package. */
  packageOf(selector: GoNode): string | null {
    const operand = childOf(selector, 'operand');
    const meaning = operand?.type === 'identifier' ? this.names.meaning.get(operand) : undefined;
    return meaning?.kind === 'import' ? meaning.path : null;
  }

  /** True for a call of one of Go's built-in functions that nothing hides. */
  isBuiltin(call: GoNode, name: string): boolean {
    const called = calledExpression(call);
    return called?.type === 'identifier' && textOf(called) === name && !this.names.meaning.has(called);
  }

  private noteMethod(unit: FunctionUnit): void {
    const scope = this.names.scopeOf(unit.node.file);
    const known = this.methods.get(scope) ?? new Map<string, FunctionUnit>();
    this.methods.set(scope, known.set(`${unit.receiverType}.${unit.name}`, unit));
  }

  private unitImported(node: GoNode): FunctionUnit | null {
    const meaning = this.imported(node);
    return meaning?.kind === 'function' ? (this.names.units.get(meaning.node.parent ?? node) ?? null) : null;
  }

  private unitNamed(node: GoNode): FunctionUnit | null {
    const meaning = this.names.meaning.get(node);
    if (meaning === undefined) return null;
    if (meaning.kind === 'function') return this.names.units.get(meaning.node.parent ?? node) ?? null;
    const value = meaning.value;
    if (meaning.kind !== 'variable' || value?.how !== 'assign' || isReassigned(meaning)) return null;
    if (value.node.type !== 'func_literal') return null;
    if (meaning.unit === null) this.functionVariables.add(meaning.name);
    return this.names.units.get(value.node) ?? null;
  }

  private read(node: GoNode, depth: number): GoNode | null {
    const operand = childOf(node, 'operand');
    const of = (inner: GoNode | null) => (inner === null ? null : this.typeOf(inner, depth));
    switch (node.type) {
      case 'identifier':
        return this.typeOfName(node, depth);
      case 'composite_literal':
      case 'type_assertion_expression':
        return childOf(node, 'type');
      case 'type_conversion_expression':
      case 'call_expression':
        return this.typeOfCall(node, depth);
      case 'selector_expression':
        return this.typeOfSelector(node, depth);
      case 'index_expression':
        return this.elementType(of(operand));
      case 'slice_expression':
        return of(operand);
      case 'unary_expression':
        return textOf(childOf(node, 'operator') ?? node) === '<-' ? this.elementType(of(operand)) : of(operand);
      default:
        return null;
    }
  }

  private typeOfName(node: GoNode, depth: number): GoNode | null {
    return this.typeOfMeaning(this.names.meaning.get(node), depth);
  }

  private typeOfMeaning(meaning: Declaration | undefined, depth: number): GoNode | null {
    if (meaning === undefined || meaning.kind === 'import' || meaning.kind === 'type') return null;
    if (meaning.type !== null) return meaning.type;
    if (meaning.value === null) return null;
    const { node: value, index, how } = meaning.value;
    if (how === 'range') return this.rangeType(this.typeOf(value, depth), index);
    return index === 0 ? this.typeOf(value, depth) : this.resultType(value, index);
  }

  private rangeType(type: GoNode | null, index: number): GoNode | null {
    const container = this.underlying(type);
    if (container === null) return null;
    if (container.type === 'channel_type') return index === 0 ? childOf(container, 'value') : null;
    if (index === 1) return this.elementType(container);
    return container.type === 'map_type' ? childOf(container, 'key') : null;
  }

  private elementType(type: GoNode | null): GoNode | null {
    const container = this.underlying(type);
    if (container === null) return null;
    const field = container.type === 'map_type' || container.type === 'channel_type' ? 'value' : 'element';
    return childOf(container, field);
  }

  private typeOfCall(call: GoNode, depth: number): GoNode | null {
    const firstArgument = argumentsOf(call)[0];
    for (const builtin of ['make', 'new']) if (this.isBuiltin(call, builtin)) return firstArgument ?? null;
    if (this.isBuiltin(call, 'append')) return firstArgument === undefined ? null : this.typeOf(firstArgument, depth);
    const unit = this.callee(call);
    if (unit !== null) return unit.resultTypes[0] ?? null;
    if (call.type === 'type_conversion_expression') return childOf(call, 'type');
    const called = calledExpression(call);
    // `Jobs(x)`: a conversion to a type of this package looks like a call.
    const meaning = called?.type === 'identifier' ? this.names.meaning.get(called) : undefined;
    return meaning?.kind === 'type' ? meaning.type : null;
  }

  private resultType(value: GoNode, index: number): GoNode | null {
    const node = bare(value);
    const unit =
      node.type === 'call_expression' || node.type === 'type_conversion_expression' ? this.callee(node) : null;
    const type = unit?.resultTypes[index];
    return type === undefined ? null : withoutPointer(type);
  }

  private typeOfSelector(node: GoNode, depth: number): GoNode | null {
    const operand = childOf(node, 'operand');
    const field = childOf(node, 'field');
    if (operand === null || field === null) return null;
    if (this.packageOf(node) !== null) return this.typeOfMeaning(this.imported(node) ?? undefined, depth);
    return this.fieldOf(this.typeOf(operand, depth), textOf(field))?.field.type ?? null;
  }
}

const maxSteps = 24;
const maxEmbedding = 4;

export function withoutPointer(type: GoNode): GoNode {
  let at = type;
  while (at.type === 'pointer_type' || at.type === 'parenthesized_type') {
    const inner = at.children[0];
    if (inner === undefined) break;
    at = inner;
  }
  return at;
}

/** What `type Pages = cache.Cache[Page]` is another name for; null for a type of its own. */
export function aliased({ node, type }: Declaration): GoNode | null {
  return node.parent?.type === 'type_alias' ? type : null;
}

function generic(type: GoNode): GoNode {
  return type.type === 'generic_type' ? (childOf(type, 'type') ?? type) : type;
}

function structFields(struct: GoNode): StructField[] {
  return (struct.children[0]?.children ?? []).flatMap((declaration): StructField[] => {
    const type = childOf(declaration, 'type');
    if (type === null) return [];
    const names = childrenOf(declaration, 'name').map((name) => ({ name: textOf(name), type, embedded: false }));
    return names.length > 0 ? names : [{ name: embeddedName(type), type, embedded: true }];
  });
}

/** `*sync.Mutex` is embedded as Mutex. */
function embeddedName(type: GoNode): string {
  const node = generic(withoutPointer(type));
  return textOf(childOf(node, 'name') ?? node);
}

/** What a call calls: the part before the parentheses. `New[int](1)` reads as a conversion to the grammar. */
export function calledExpression(call: GoNode): GoNode | null {
  if (call.type !== 'type_conversion_expression') return childOf(call, 'function');
  const type = childOf(call, 'type');
  return type?.type === 'generic_type' ? childOf(type, 'type') : null;
}

export function argumentsOf(call: GoNode): readonly GoNode[] {
  if (call.type === 'type_conversion_expression') return call.children.filter(({ field }) => field === 'operand');
  return childOf(call, 'arguments')?.children ?? [];
}

/** True when something assigns to the variable after its declaration. */
export function isReassigned(declaration: Declaration): boolean {
  return declaration.uses.some((use) => {
    const list = use.parent;
    const statement = (list?.type === 'expression_list' ? list.parent : list) ?? null;
    if (statement?.type === 'inc_statement' || statement?.type === 'dec_statement') return true;
    if (use.parent?.type === 'unary_expression' && textOf(use.parent).startsWith('&')) return true;
    const assigns = statement !== null && list?.field === 'left';
    return (
      assigns && /^(assignment_statement|short_var_declaration|receive_statement|range_clause)$/.test(statement.type)
    );
  });
}
