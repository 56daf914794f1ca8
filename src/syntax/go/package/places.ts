import type { Declaration, FunctionUnit } from './declarations';
import { bare, childOf, lineOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { argumentsOf, calledExpression } from './packageTypes';
import type { PackageTypes, StructField } from './packageTypes';

/**
 * Something that holds a channel, a lock, a context: a variable, a field, a result, what lies in a slice, or the value that
 * an expression makes. Places between which values flow are joined: they may hold the same thing.
 */
export class Place {
  readonly kind: 'variable' | 'field' | 'result' | 'element' | 'source';
  readonly node: GoNode;
  readonly name: string;
  /** Where the values inside flow: elements of a slice or map, what goes through a channel. */
  inner: Place | null = null;
  joinedTo: Place | null = null;
  /** Of an element: what it lies in. */
  readonly outer: Place | null;

  constructor(kind: Place['kind'], node: GoNode, name: string, outer: Place | null = null) {
    this.kind = kind;
    this.node = node;
    this.name = name;
    this.outer = outer;
  }
}

/** Finds the place of an expression and joins places. */
export class Places {
  readonly types: PackageTypes;
  /** Code that is not of this package may hold what is here: with each, a word on how. */
  readonly open = new Set<Place>();
  /** Code that is not of this package may put something here. */
  readonly supplied = new Set<Place>();
  /** Places of values that an expression makes: `make(…)`, a call of another package, a literal. */
  readonly sources: { readonly place: Place; readonly node: GoNode; readonly index: number }[] = [];
  /** Names after a dot whose operand has an unknown type: they may mean a field or a method of this package. */
  readonly unresolvedNames = new Set<string>();
  /** What lies in containers; it is reached through them. */
  readonly elements: Place[] = [];
  private readonly made: Place[] = [];
  private readonly byPrefix = new Map<string, Map<GoNode, Place>>();

  constructor(types: PackageTypes) {
    this.types = types;
  }

  find(place: Place): Place {
    let root = place;
    while (root.joinedTo !== null) root = root.joinedTo;
    if (root !== place) place.joinedTo = root;
    return root;
  }

  /** Marks a place that code out of sight may read and write. */
  expose(place: Place): void {
    this.open.add(place);
    this.supplied.add(place);
  }

  /** What is in `source` flows to `target`; a null one is out of sight. */
  join(target: Place | null, source: Place | null): void {
    if (source === null) {
      if (target !== null) this.expose(target);
    } else if (target === null) this.open.add(source);
    else this.unite(target, source);
  }

  private unite(left: Place, right: Place): void {
    const a = this.find(left);
    const b = this.find(right);
    if (a === b) return;
    b.joinedTo = a;
    const inner = b.inner;
    if (a.inner === null) a.inner = inner;
    else if (inner !== null) this.unite(a.inner, inner);
  }

  inner(place: Place | null): Place | null {
    if (place === null) return null;
    const root = this.find(place);
    if (root.inner === null) {
      root.inner = new Place('element', root.node, root.name, root);
      this.elements.push(root.inner);
    }
    return root.inner;
  }

  variable(declaration: Declaration): Place {
    return this.keyed('v', declaration.node, () => new Place('variable', declaration.node, declaration.name));
  }

  result(unit: FunctionUnit, index: number): Place {
    return this.keyed(`r${index}`, unit.node, () => new Place('result', unit.node, unit.name));
  }

  field(struct: GoNode, field: StructField): Place {
    return this.keyed(`f${field.name}`, struct, () => new Place('field', field.type, field.name));
  }

  /** Null where the text does not tell what the expression denotes. */
  of(expression: GoNode, index = 0): Place | null {
    const node = bare(expression);
    switch (node.type) {
      case 'identifier':
        return this.ofName(node);
      case 'selector_expression':
        return this.ofSelector(node);
      case 'index_expression':
        return this.ofOperand(node, true);
      case 'slice_expression':
      case 'type_assertion_expression':
        return this.ofOperand(node, false);
      case 'unary_expression':
        return this.ofOperand(node, textOf(childOf(node, 'operator') ?? node) === '<-');
      case 'call_expression':
      case 'type_conversion_expression':
        return this.ofCall(node, index);
      case 'composite_literal':
      case 'literal_value':
        return this.source(node, index);
      default:
        return null;
    }
  }

  /** The field that a struct literal names, or its field at a position. */
  literalField(type: GoNode | null, key: string | number): Place | null {
    const struct = this.types.underlying(type);
    if (struct?.type !== 'struct_type') return null;
    const fields = [...this.types.fields(struct).values()];
    const field = typeof key === 'number' ? fields[key] : fields.find(({ name }) => name === key);
    return field === undefined ? null : this.field(struct, field);
  }

  private ofName(node: GoNode): Place | null {
    const meaning = this.types.names.meaning.get(node);
    return meaning?.kind === 'variable' || meaning?.kind === 'parameter' ? this.variable(meaning) : null;
  }

  private ofSelector(node: GoNode): Place | null {
    const operand = childOf(node, 'operand');
    const field = childOf(node, 'field');
    if (operand === null || field === null) return null;
    if (this.types.packageOf(node) !== null) {
      const meaning = this.types.imported(node);
      return meaning?.kind === 'variable' ? this.variable(meaning) : null;
    }
    const type = this.types.typeOf(operand);
    const found = this.types.fieldOf(type, textOf(field));
    if (found !== null) return this.field(found.struct, found.field);
    if (type === null) this.unresolvedNames.add(textOf(field));
    return null;
  }

  private ofOperand(node: GoNode, inside: boolean): Place | null {
    const operand = childOf(node, 'operand');
    const place = operand === null ? null : this.of(operand);
    return inside ? this.inner(place) : place;
  }

  private ofCall(call: GoNode, index: number): Place | null {
    const unit = this.types.callee(call);
    if (unit !== null) return this.result(unit, index);
    const first = argumentsOf(call)[0];
    if (first !== undefined && this.types.isBuiltin(call, 'append')) return this.of(first) ?? this.source(call, index);
    if (this.isConversion(call) && first !== undefined) return this.of(first);
    return this.source(call, index);
  }

  private isConversion(call: GoNode): boolean {
    const called = calledExpression(call);
    // `lru.New[string, int](100)`: the grammar takes a call with type arguments for a conversion.
    if (call.type === 'type_conversion_expression') return called?.type !== 'qualified_type';
    if (called === null) return false;
    const inner = bare(called);
    return inner.type === 'identifier' && this.types.names.meaning.get(inner)?.kind === 'type';
  }

  private source(node: GoNode, index: number): Place {
    return this.keyed(`s${index}`, node, () => {
      const place = new Place('source', node, `line ${lineOf(node)}`);
      this.sources.push({ place, node, index });
      return place;
    });
  }

  private keyed(prefix: string, node: GoNode, create: () => Place): Place {
    const places = this.byPrefix.get(prefix) ?? new Map<GoNode, Place>();
    const known = places.get(node);
    if (known !== undefined) return known;
    const made = create();
    places.set(node, made);
    this.byPrefix.set(prefix, places);
    this.made.push(made);
    return made;
  }

  /** Every place met so far. */
  all(): readonly Place[] {
    return this.made;
  }
}
