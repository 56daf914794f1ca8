import { bare, childOf, lineOf, listOf, oneLine, textOf, walkOwn } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { Declaration, FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import { calledExpression } from '../package/packageTypes';
import type { HolderPlace } from '../../../shared/model/holder';

export function placeOf(node: GoNode): HolderPlace {
  return { path: node.file.path, line: lineOf(node) };
}

/** What is grown or given a value, without what picks a part of it: `grid[i][j]` is `grid`, `*a.papers` is `a.papers`. */
export function holdingPart(expression: GoNode): GoNode {
  let at = bare(expression);
  while (/^(index_expression|slice_expression|unary_expression|type_assertion_expression)$/.test(at.type)) {
    const inner = childOf(at, 'operand');
    if (inner === null) break;
    at = bare(inner);
  }
  return at;
}

/** The variable or parameter at the beginning of `a.b[i].c`; null for a call, a literal, a name of another package. */
export function rootOf(goPackage: GoPackage, expression: GoNode): Declaration | null {
  let at = holdingPart(expression);
  while (at.type === 'selector_expression') {
    const imported = goPackage.types.imported(at);
    if (imported !== null) return imported.kind === 'variable' ? imported : null;
    const operand = childOf(at, 'operand');
    if (operand === null) return null;
    at = holdingPart(operand);
  }
  const meaning = at.type === 'identifier' ? goPackage.types.names.meaning.get(at) : undefined;
  return meaning?.kind === 'variable' || meaning?.kind === 'parameter' ? meaning : null;
}

export function isPackageLevel({ types }: GoPackage, declaration: Declaration): boolean {
  return types.isPackageLevel(declaration);
}

/** `m.items`, short enough for a sentence, whatever stands in its brackets. */
export function shownName(expression: GoNode): string {
  const text = oneLine(textOf(holdingPart(expression))).replace(/\[[^\][]*\]/g, '[…]');
  const last = /[\p{L}\p{Nd}_]+$/u.exec(text)?.[0];
  return text.length > 60 && last !== undefined ? `….${last}` : text;
}

/** Deep enough for a constructor of a constructor. */
const deepest = 4;

/** True where a variable certainly holds what the function has made itself: nobody else has it yet. */
export function isMadeHere(goPackage: GoPackage, declaration: Declaration, depth = 0): boolean {
  if (declaration.kind !== 'variable' || isPackageLevel(goPackage, declaration)) return false;
  if (declaration.value === null) return declaration.type !== null;
  return declaration.value.how === 'assign' && isFresh(goPackage, declaration.value.node, depth);
}

function isFresh(goPackage: GoPackage, expression: GoNode, depth: number): boolean {
  const node = bare(expression);
  if (node.type === 'unary_expression') {
    const operand = childOf(node, 'operand');
    return textOf(node).startsWith('&') && operand !== null && isFresh(goPackage, operand, depth);
  }
  if (/_literal$/.test(node.type) || node.type === 'nil') return true;
  if (node.type === 'identifier') {
    const meaning = goPackage.types.names.meaning.get(node);
    return meaning === undefined ? textOf(node) === 'nil' : isMadeHere(goPackage, meaning, depth + 1);
  }
  if (node.type !== 'call_expression' && node.type !== 'type_conversion_expression') return false;
  return isFreshCall(goPackage, node, depth);
}

function isFreshCall(goPackage: GoPackage, call: GoNode, depth: number): boolean {
  const { types } = goPackage;
  if (['make', 'new', 'append'].some((name) => types.isBuiltin(call, name))) return true;
  const unit = types.callee(call);
  // A function of another package that is no method: `list.New()`, `bytes.NewBuffer(…)`.
  if (unit === null) return types.externalName(calledExpression(call)) !== '';
  if (depth >= deepest) return false;
  const returned = returnedBy(unit);
  return returned.length > 0 && returned.every((each) => isFresh(goPackage, each, depth + 1));
}

/** First results of a function's own return statements. */
function returnedBy({ node }: FunctionUnit): readonly GoNode[] {
  const found: GoNode[] = [];
  const body = childOf(node, 'body');
  if (body === null) return found;
  walkOwn(body, (each) => {
    const first = each.type === 'return_statement' ? listOf(each.children[0] ?? null)[0] : undefined;
    if (first !== undefined) found.push(first);
    return undefined;
  });
  return found;
}
