import type { AllocationFacts, SourceQuestion } from '../../../shared/model/go/goSource';
import { findFunction } from '../tree/functionLines';
import { bare, childOf, lastLineOf, lineOf, listOf, oneLine, textOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { areEmptied } from '../holders/areEmptied';
import type { GoesTo } from '../holders/border';
import { findHolders, isTold, type FoundHolders } from '../holders/findHolders';
import { keeperBound } from '../keepers/keeperBound';
import { endsAt } from '../waits/otherEnds';
import { madeAt } from '../libraries/madeAt';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { allocationPattern } from '../patterns/allocationPattern';

type Shape = AllocationFacts['shape'];

interface Allocation {
  readonly shape: Shape;
  readonly node: GoNode;
  /** What grows or gets the value. */
  readonly operand: GoNode | null;
}

/** The likeliest cause first: a line may hold several. */
const precedence: readonly Shape[] = [
  'append',
  'map-assign',
  'make-slice',
  'make-map',
  'make-chan',
  'composite',
  'new',
  'conversion',
  'call',
];

export interface ExplainedAllocation {
  readonly facts: AllocationFacts;
  /** Where what the line makes goes on in other packages; null where what keeps it is known without them. */
  readonly goesTo: GoesTo | null;
}

/** Who keeps what a line allocates; null where the file has no statement there. */
export function holdersAt(goPackage: GoPackage, file: GoFile, line: number): FoundHolders | null {
  const statement = statementAt(file, line);
  return statement === null ? null : findHolders(goPackage, statement, line);
}

/** What the statement on an allocation line does. Null when the line is not (any more) in the function, or holds no statement. */
export function explainAllocation(
  goPackage: GoPackage,
  file: GoFile,
  question: Pick<SourceQuestion, 'line' | 'function'>,
): ExplainedAllocation | null {
  const around = findFunction(file, question.function);
  if (around !== null && (question.line < lineOf(around) || question.line > lastLineOf(around))) return null;
  const statement = statementAt(file, question.line);
  if (statement === null) return null;
  const found = allocationsIn(goPackage, statement, question.line);
  const best = precedence.flatMap((shape) => found.find((each) => each.shape === shape) ?? [])[0];
  const operand = best?.operand ?? null;
  const holding = operand === null ? null : goPackage.holdingOf(operand);
  const deletes = holding === null ? [] : operationsOf(holding, 'delete');
  // Where something else is made only to be held by a variable, whatever else flows through it says nothing of the line.
  const grows = best !== undefined && /^(append|map-assign|make-)/.test(best.shape);
  const held = findHolders(goPackage, statement, question.line);
  const facts: AllocationFacts = {
    operation: oneLine(shownText(statement)),
    shape: best?.shape ?? 'other',
    operand: operand === null ? '' : oneLine(textOf(operand)),
    deletes: deletes.length > 0 || areEmptied(goPackage, held.holders),
    bound: keeperBound(goPackage, statement, question.line),
    holders: held.holders,
    pattern: goPackage.cut ? null : allocationPattern(goPackage, statement, question.line),
    made: madeAt(goPackage, file, question.line),
    otherEnds: grows && holding !== null ? endsAt(question.line, file, makesOf(goPackage, holding.sources)) : [],
  };
  return { facts, goesTo: isTold(held) ? null : held.border.goesTo() };
}

function makesOf(goPackage: GoPackage, sources: readonly { readonly node: GoNode }[]) {
  const makes = sources.filter(({ node }) => goPackage.types.isBuiltin(node, 'make'));
  return makes.map(({ node }) => ({ role: 'make' as const, node }));
}

const statementTypes =
  /(_statement|_declaration|var_spec|range_clause)$|^(communication_case|expression_case|keyed_element)$/;
const outerStatements =
  /^(for|if|select|labeled|expression_switch|type_switch)_statement$|^(function|method)_declaration$/;

/** The innermost statement that covers the line, and that is not merely around other statements; else what such a one asks on it. */
function statementAt(file: GoFile, line: number): GoNode | null {
  const statements: GoNode[] = [];
  const conditions: GoNode[] = [];
  walk(file.root, (node) => {
    if (lineOf(node) > line || lastLineOf(node) < line) return false;
    if (node.field === 'condition') conditions.push(node);
    if (statementTypes.test(node.type) && node.type !== 'keyed_element' && !outerStatements.test(node.type))
      statements.push(node);
    return undefined;
  });
  return statements.at(-1) ?? conditions.at(-1) ?? null;
}

/** A statement that holds a function literal is shown up to its body. */
function shownText(statement: GoNode): string {
  const literal = findFirst(statement, 'func_literal');
  const body = literal === null ? null : childOf(literal, 'body');
  return body === null ? textOf(statement) : `${statement.file.text.slice(statement.start, body.start)}{ … }`;
}

function findFirst(node: GoNode, type: string): GoNode | null {
  let found: GoNode | null = null;
  walk(node, (each) => {
    if (found === null && each.type === type) found = each;
    return found === null ? undefined : false;
  });
  return found;
}

function allocationsIn(goPackage: GoPackage, statement: GoNode, line: number): Allocation[] {
  const found: Allocation[] = [];
  const target = targetOf(statement);
  walk(statement, (node) => {
    if (node !== statement && node.type === 'func_literal') return false;
    if (lineOf(node) > line || lastLineOf(node) < line) return false;
    const allocation = allocationOf(goPackage, node, target);
    if (allocation !== null) found.push(allocation);
    return undefined;
  });
  return found;
}

function targetOf(statement: GoNode): GoNode | null {
  const left = listOf(childOf(statement, 'left'));
  const names = left.length > 0 ? left : statement.children.filter(({ field }) => field === 'name');
  const only = names.length === 1 ? names[0] : undefined;
  return only === undefined || textOf(only) === '_' ? null : only;
}

function allocationOf(goPackage: GoPackage, node: GoNode, target: GoNode | null): Allocation | null {
  switch (node.type) {
    case 'assignment_statement':
    case 'inc_statement':
      return mapAssign(goPackage, node);
    case 'composite_literal':
      return { shape: 'composite', node, operand: target };
    case 'type_conversion_expression':
      return { shape: 'conversion', node, operand: target };
    case 'call_expression':
      return { ...callShape(goPackage, node, target), node };
    default:
      return null;
  }
}

function mapAssign(goPackage: GoPackage, node: GoNode): Allocation | null {
  const left = listOf(childOf(node, 'left') ?? node.children[0] ?? null).map(bare);
  const index = left.find((each) => each.type === 'index_expression');
  const operand = index === undefined ? null : childOf(index, 'operand');
  if (operand === null) return null;
  const type = goPackage.types.underlying(goPackage.types.typeOf(operand));
  return type?.type === 'map_type' ? { shape: 'map-assign', node, operand } : null;
}

function callShape(goPackage: GoPackage, call: GoNode, target: GoNode | null): Pick<Allocation, 'shape' | 'operand'> {
  const types = goPackage.types;
  const first = argumentsOf(call)[0];
  if (types.isBuiltin(call, 'append')) return { shape: 'append', operand: target ?? first ?? null };
  if (types.isBuiltin(call, 'new')) return { shape: 'new', operand: target };
  if (types.isBuiltin(call, 'make') && first !== undefined) {
    const made = types.underlying(first)?.type;
    const shape = made === 'map_type' ? 'make-map' : made === 'channel_type' ? 'make-chan' : 'make-slice';
    return { shape, operand: target };
  }
  if (['string', 'any'].some((name) => types.isBuiltin(call, name))) return { shape: 'conversion', operand: target };
  const called = calledExpression(call);
  const named = called?.type === 'identifier' ? types.names.meaning.get(called) : undefined;
  return { shape: named?.kind === 'type' ? 'conversion' : 'call', operand: target };
}
