import type { HolderKind } from '../../../shared/model/holder';
import type { FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import type { Place } from '../package/places';
import { above, bare, childOf, functionTypes, listOf, textOf, walk } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { holdingPart, isMadeHere, rootOf } from './expressions';
import { knownCalls } from './knownCalls';

/** Something that takes out of what an expression holds, or lets go of all of it. */
interface Removal {
  readonly operand: GoNode;
  readonly node: GoNode;
  /** The kinds of holders that let go so; null for all. */
  readonly of: readonly HolderKind[] | null;
}

/** What takes out of something: certainly that, or of what may be the same. */
export interface FoundRemovals {
  readonly certain: readonly GoNode[];
  /** Only through another name for what may be the same thing. */
  readonly possible: boolean;
}

/** All that a package takes out of anything, read once for all questions about it. */
const known = new WeakMap<GoPackage, readonly Removal[]>();

export function removalsFrom(goPackage: GoPackage, holder: GoNode, kind: HolderKind): FoundRemovals {
  const all = known.get(goPackage) ?? collect(goPackage);
  known.set(goPackage, all);
  const place = goPackage.places.of(holder);
  const certain: GoNode[] = [];
  let possible = false;
  for (const { operand, node, of } of all) {
    if (of !== null && !of.includes(kind)) continue;
    const likeness = alike(goPackage, { operand, holder, place }) ?? around(goPackage, operand, { node, holder });
    if (likeness === 'same') certain.push(node);
    else if (likeness === 'joined') possible = true;
  }
  return { certain, possible };
}

interface Compared {
  readonly operand: GoNode;
  readonly holder: GoNode;
  readonly place: Place | null;
}

function alike(goPackage: GoPackage, { operand, holder, place }: Compared): 'same' | 'joined' | null {
  const other = goPackage.places.of(operand);
  // What the text does not tell the type of is known by its last name.
  if (place === null || other === null) return lastName(operand) === lastName(holder) ? 'joined' : null;
  if (place === other) return 'same';
  return goPackage.places.find(place) === goPackage.places.find(other) ? 'joined' : null;
}

/** `*c = Cache{}` lets go of what `c.items` has. */
function around(
  { types }: GoPackage,
  operand: GoNode,
  { node, holder }: { readonly node: GoNode; readonly holder: GoNode },
): 'joined' | null {
  const owner = node.type === 'assignment_statement' ? childOf(bare(holder), 'operand') : null;
  const [type, other] = [owner, operand].map((each) => (each === null ? null : types.typeOf(each)));
  if (!type || !other) return null;
  const declared = types.declaredType(type);
  return declared !== null && declared === types.declaredType(other) ? 'joined' : null;
}

function lastName(node: GoNode): string {
  return /[\p{L}\p{Nd}_]+$/u.exec(textOf(node))?.[0] ?? '';
}

function collect(goPackage: GoPackage): Removal[] {
  const found: Removal[] = [];
  for (const { root } of goPackage.files)
    walk(root, (node) => {
      if (node.type === 'call_expression') found.push(...ofCall(goPackage, node));
      else if (node.type === 'assignment_statement') found.push(...ofAssignment(goPackage, node));
      else if (node.type === 'unary_expression' && textOf(childOf(node, 'operator') ?? node) === '<-')
        found.push(...ofOperand(node, childOf(node, 'operand'), ['channel']));
      else if (node.type === 'range_clause') found.push(...ofOperand(node, childOf(node, 'right'), ['channel']));
      return undefined;
    });
  return found;
}

function ofOperand(node: GoNode, operand: GoNode | null, of: Removal['of']): Removal[] {
  return operand === null ? [] : [{ operand: holdingPart(operand), node, of }];
}

function ofCall({ types }: GoPackage, call: GoNode): Removal[] {
  const first = argumentsOf(call)[0] ?? null;
  const called = calledExpression(call);
  if (called === null) return [];
  if (types.isBuiltin(call, 'delete') || types.isBuiltin(call, 'clear')) return ofOperand(call, first, null);
  const external = types.externalName(called);
  if (/^(maps\.DeleteFunc|container\/heap\.(Pop|Remove))$/.test(external)) return ofOperand(call, first, null);
  const field = called.type === 'selector_expression' && external === '' ? childOf(called, 'field') : null;
  if (field === null || !knownCalls.removing.test(textOf(field)) || types.callee(call) !== null) return [];
  return ofOperand(call, childOf(called, 'operand'), ['container', 'buffer', 'pool']);
}

/** Makes a value longer, or keeps what is in it. */
const growing = /^(append|slices\.(Insert|Grow|Clip|Concat|Sorted\w*)|(bytes|fmt|strconv)\.Append\w*|\w+\.Append\w*)$/;

function ofAssignment(goPackage: GoPackage, statement: GoNode): Removal[] {
  if (textOf(childOf(statement, 'operator') ?? statement).length > 1 && /[-+*/|&^%]=/.test(operatorOf(statement)))
    return [];
  const left = listOf(childOf(statement, 'left')).map(bare);
  const right = listOf(childOf(statement, 'right'));
  return left.flatMap((target, at) => {
    const value = right.length === left.length ? right[at] : undefined;
    if (target.type === 'index_expression') return cleared(target, value, statement);
    if (target.type !== 'selector_expression' && target.type !== 'identifier' && target.type !== 'unary_expression')
      return [];
    if (value === undefined || isGrown(target, value) || isFirst(goPackage, target, value)) return [];
    return ofOperand(statement, target, null);
  });
}

function operatorOf(statement: GoNode): string {
  const [left, right] = [childOf(statement, 'left'), childOf(statement, 'right')];
  return left === null || right === null ? '' : statement.file.text.slice(left.end, right.start);
}

/** `s[i] = nil` */
function cleared(target: GoNode, value: GoNode | undefined, statement: GoNode): Removal[] {
  const operand = childOf(target, 'operand');
  return value !== undefined && textOf(value) === 'nil' ? ofOperand(statement, operand, ['slice', 'map']) : [];
}

/** `s = append(s, v)`, and not `s = append(s[:i], s[i+1:]...)`. */
function isGrown(target: GoNode, value: GoNode): boolean {
  const call = bare(value);
  if (call.type !== 'call_expression') return false;
  const name = textOf(calledExpression(call) ?? call);
  const first = argumentsOf(call)[0];
  if (first === undefined || !growing.test(name)) return false;
  const base = bare(first);
  return base.type !== 'slice_expression' || textOf(holdingPart(base)) !== textOf(target);
}

/** The first value that something gets, from its constructor or when it is wanted first. */
function isFirst(goPackage: GoPackage, target: GoNode, value: GoNode): boolean {
  const around = above(target, ...functionTypes);
  const name = around === null ? null : childOf(around, 'name');
  const root = rootOf(goPackage, target);
  if (root !== null && target.type !== 'identifier' && isMadeHere(goPackage, root)) return true;
  if (name !== null && /^(main|init)$/.test(textOf(name)) && above(target, 'for_statement') === null) return true;
  if (isInOnce(around)) return true;
  const condition = childOf(above(target, 'if_statement', ...functionTypes) ?? target, 'condition');
  if (condition === null) return textOf(value) !== 'nil' && isConstructor(name);
  const text = textOf(condition).replace(/\s+/g, '');
  return text.includes(`${textOf(target)}==nil`) || text.includes(`len(${textOf(target)})==0`);
}

function isConstructor(name: GoNode | null): boolean {
  return name !== null && /^([Nn]ew|[Oo]pen|[Ii]nit|[Ss]etup|[Mm]ake)/.test(textOf(name));
}

/** `once.Do(func() { table = make(…) })` */
function isInOnce(around: GoNode | null): boolean {
  const call = around?.type === 'func_literal' ? around.parent?.parent : null;
  return call?.type === 'call_expression' && /\.Do$/.test(textOf(calledExpression(call) ?? call));
}

/** A function that certainly nothing calls: what it takes out is never taken out. */
export function unusedAround(goPackage: GoPackage, node: GoNode): FunctionUnit | null {
  const around = above(node, 'function_declaration', 'method_declaration');
  const unit = around === null ? undefined : goPackage.types.names.units.get(around);
  if (unit === undefined || !goPackage.complete || /^(main|init)$/.test(unit.name)) return null;
  const exported = /^\p{Lu}/u.test(unit.name);
  // Other packages call methods through interfaces, and what is exported.
  if (exported && (!goPackage.isProgram(unit.node.file) || unit.receiverType !== '')) return null;
  if (goPackage.sites.of(unit).length > 0 || goPackage.sites.isHandedOut(unit)) return null;
  return goPackage.sites.methodsCalledUnresolved.has(unit.name) ? null : unit;
}
