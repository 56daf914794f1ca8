import type { SourceQuestion } from '../../../shared/model/go/goSource';
import { bare, childOf, lastLineOf, lineOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { communicationOf, selectCases } from '../package/operations';
import type { Operation, OperationKind } from '../package/operations';
import { calledExpression } from '../package/packageTypes';

/** What a goroutine does on the line where it waits. */
export type Wait =
  | { readonly kind: 'operation'; readonly node: GoNode; readonly operation: Operation }
  /** A select with several cases; one with a single case is that case. */
  | { readonly kind: 'select'; readonly node: GoNode; readonly cases: readonly (Operation | null)[] }
  | { readonly kind: 'sleep'; readonly node: GoNode }
  /** A call of something that waits inside: a request, a library. */
  | { readonly kind: 'call'; readonly node: GoNode };

/**
 * Which operations a wait can be. The runtime reports locks, groups and conditions of old versions alike as semaphores, and
 * a select of a single case as that case.
 */
const operationKinds: Readonly<Partial<Record<SourceQuestion['kind'], readonly OperationKind[]>>> = {
  'chan-send': ['send'],
  'chan-receive': ['receive', 'range'],
  mutex: ['lock', 'read-lock', 'unlock'],
  rwmutex: ['lock', 'read-lock'],
  waitgroup: ['wait'],
  cond: ['wait'],
  semaphore: ['lock', 'read-lock', 'wait'],
};

/** Finds the wait on a line. Null when nothing on the line waits in this way. */
export function findWait(
  goPackage: GoPackage,
  file: GoFile,
  question: Pick<SourceQuestion, 'line' | 'kind'>,
): Wait | null {
  const nodes = nodesOn(file, question.line);
  const found = nodes.flatMap((node) => waitAt(goPackage, node, question) ?? []);
  return nearest(found, question.line) ?? callOn(nodes, question.line);
}

/** Nodes that cover the line, outermost first. Of a function literal that covers it, only what is inside runs there. */
function nodesOn(file: GoFile, line: number): readonly GoNode[] {
  let nodes: GoNode[] = [];
  walk(file.root, (node) => {
    if (lineOf(node) > line || lastLineOf(node) < line) return false;
    const body = node.type === 'func_literal' ? childOf(node, 'body') : null;
    if (body !== null && lineOf(body) < line && line < lastLineOf(body)) nodes = [];
    nodes.push(node);
    return undefined;
  });
  return nodes;
}

function waitAt(goPackage: GoPackage, node: GoNode, { kind }: Pick<SourceQuestion, 'kind'>): Wait | null {
  if (node.type === 'select_statement') return selectWait(goPackage, node, kind);
  if (kind === 'sleep') return isSleep(goPackage, node) ? { kind: 'sleep', node } : null;
  const wanted = operationKinds[kind];
  if (wanted === undefined || isOneOfSeveral(node)) return null;
  const operation = goPackage.reader.operationAt(node);
  return operation !== null && wanted.includes(operation.kind) ? { kind: 'operation', node, operation } : null;
}

function selectWait(goPackage: GoPackage, node: GoNode, kind: SourceQuestion['kind']): Wait | null {
  if (kind !== 'select' && kind !== 'select-forever') return null;
  const cases = selectCases(node).map((header) => {
    const communication = header === null ? null : communicationOf(header);
    return communication === null ? null : goPackage.reader.operationAt(communication);
  });
  const only = cases.length === 1 ? cases[0] : undefined;
  return only === undefined || only === null
    ? { kind: 'select', node, cases }
    : { kind: 'operation', node: only.node, operation: only };
}

function isSleep(goPackage: GoPackage, node: GoNode): boolean {
  return node.type === 'call_expression' && goPackage.types.externalName(calledExpression(node)) === 'time.Sleep';
}

/** True for the communication of a select with more cases: it waits as a select. */
function isOneOfSeveral(node: GoNode): boolean {
  const parent = node.parent;
  if (parent?.type === 'communication_case' && node.field === 'communication') return caseCount(parent) > 1;
  if (parent?.type === 'parenthesized_expression') return isOneOfSeveral(parent);
  if (parent?.type === 'receive_statement') return parent.parent !== null && caseCount(parent.parent) > 1;
  return false;
}

function caseCount(communicationCase: GoNode): number {
  return communicationCase.parent === null ? 0 : selectCases(communicationCase.parent).length;
}

/** The wait that begins on the line, else the innermost around it; of several, the first. */
function nearest(found: readonly Wait[], line: number): Wait | null {
  const begins = found.find(({ node }) => lineOf(anchorOf(node)) === line);
  return begins ?? found.findLast(({ kind }) => kind !== 'select') ?? null;
}

/** The runtime reports a range at its `for`, and everything else where it begins. */
function anchorOf(node: GoNode): GoNode {
  return node.type === 'range_clause' ? (node.parent ?? node) : node;
}

/** The outermost call whose own text covers the line. */
function callOn(nodes: readonly GoNode[], line: number): Wait | null {
  const calls = nodes.filter(({ type }) => type === 'call_expression');
  const own = calls.filter((call) => !coversInLiteral(call, line));
  const call = own.find((each) => lineOf(each) === line) ?? own.at(-1);
  return call === undefined ? null : { kind: 'call', node: bare(call) };
}

function coversInLiteral(call: GoNode, line: number): boolean {
  const called = childOf(call, 'function');
  return called?.type === 'func_literal' && lineOf(called) < line && line < lastLineOf(called);
}
