import type { GoPackage } from '../package/goPackage';
import { bare, childOf, functionTypes, above, listOf, textOf, lineOf, lastLineOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import type { Place } from '../package/places';

/** What a line makes, followed to where it is handed on. */
export interface KeptValues {
  /** Everything that may hold it: roots of joined places. */
  readonly places: ReadonlySet<Place>;
  /** Calls of other packages that get it as it is made: `cache.Set(key, strings.Repeat(…))`. */
  readonly calls: readonly GoNode[];
}

/** A struct in a struct in a struct: what lies deeper is part of something that is told by its own line. */
const maxWrappings = 3;

/** Expressions that pass on what they are made of. */
const wrappers =
  /^(composite_literal|literal_value|literal_element|keyed_element|unary_expression|parenthesized_expression|binary_expression|slice_expression|type_assertion_expression|variadic_argument)$/;

/** Where the values go that the line makes in this statement. */
export function keptValues(goPackage: GoPackage, statement: GoNode, line: number): KeptValues {
  const places = new Set<Place>();
  const calls: GoNode[] = [];
  const add = (place: Place | null) => {
    if (place !== null) places.add(goPackage.places.find(place));
  };
  for (const node of madeOn(statement, line)) follow(goPackage, node, { add, calls });
  for (let depth = 0; depth < maxWrappings; depth += 1) addWrappings(goPackage, places);
  return { places, calls };
}

/** Calls and literals that stand on the line, the outermost of each. */
function madeOn(statement: GoNode, line: number): GoNode[] {
  const found: GoNode[] = [];
  const visit = (node: GoNode): void => {
    if (node !== statement && node.type === 'func_literal') return;
    if (lineOf(node) > line || lastLineOf(node) < line) return;
    if (/^(call_expression|type_conversion_expression|composite_literal)$/.test(node.type)) found.push(node);
    node.children.forEach(visit);
  };
  visit(statement);
  return found;
}

function follow(
  goPackage: GoPackage,
  made: GoNode,
  { add, calls }: { readonly add: (place: Place | null) => void; readonly calls: GoNode[] },
): void {
  let node = made;
  add(goPackage.places.of(node));
  for (let up = node.parent; up !== null; up = node.parent) {
    if (up.type === 'argument_list') {
      const call = up.parent;
      if (call === null) return;
      if (goPackage.types.isBuiltin(call, 'append')) {
        add(goPackage.places.inner(goPackage.places.of(argumentsOf(call)[0] ?? call)));
        return;
      }
      const unit = goPackage.types.callee(call);
      const parameter = unit?.parameters[argumentsOf(call).indexOf(node)];
      if (unit === null) calls.push(call);
      else if (parameter !== undefined && parameter !== null) add(goPackage.places.variable(parameter));
      if (unit !== null || !isConversion(goPackage, call)) return;
      node = call;
    } else if (wrappers.test(up.type)) {
      node = up;
      add(goPackage.places.of(bare(node)));
    } else {
      hand(goPackage, up, { node, add });
      return;
    }
  }
}

function hand(
  goPackage: GoPackage,
  up: GoNode,
  { node, add }: { readonly node: GoNode; readonly add: (place: Place | null) => void },
): void {
  const statement = up.type === 'expression_list' ? up.parent : up;
  if (statement === null) return;
  if (statement.type === 'return_statement') {
    const around = above(statement, ...functionTypes);
    const unit = around === null ? undefined : goPackage.types.names.units.get(around);
    const index = Math.max(0, listOf(statement.children[0] ?? null).indexOf(node));
    if (unit !== undefined) add(goPackage.places.result(unit, index));
    return;
  }
  const left = listOf(childOf(statement, 'left'));
  const names = left.length > 0 ? left : statement.children.filter(({ field }) => field === 'name');
  const right = listOf(childOf(statement, 'right') ?? childOf(statement, 'value'));
  const target = names[right.length === names.length ? Math.max(0, right.indexOf(node)) : 0];
  if (target !== undefined && textOf(target) !== '_') add(goPackage.places.of(target));
}

function isConversion(goPackage: GoPackage, call: GoNode): boolean {
  const called = calledExpression(call);
  if (call.type === 'type_conversion_expression') return goPackage.types.typeName(called) === '';
  const inner = called === null ? null : bare(called);
  if (inner?.type !== 'identifier') return false;
  const meaning = goPackage.types.names.meaning.get(inner);
  return meaning === undefined ? /^(string|any)$/.test(textOf(inner)) : meaning.kind === 'type';
}

/** What lies in a field of a struct is kept by whoever keeps such a struct. */
function addWrappings(goPackage: GoPackage, places: Set<Place>): void {
  const structs = new Set<GoNode>();
  for (const root of places)
    for (const place of goPackage.holding(root)?.places ?? [])
      if (place.kind === 'field') {
        const struct = above(place.node, 'struct_type');
        if (struct !== null) structs.add(struct);
      }
  for (const { place, node } of goPackage.places.sources) {
    if (node.type !== 'composite_literal') continue;
    const struct = goPackage.types.underlying(childOf(node, 'type'));
    if (struct !== null && structs.has(struct)) places.add(goPackage.places.find(place));
  }
}
