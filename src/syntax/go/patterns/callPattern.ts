import type { LeakPattern } from '../../../shared/model/go/goSource';
import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { bare, childOf, findAll, lineOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { fateOf } from '../libraries/fateOf';
import { madeAt } from '../libraries/madeAt';
import { externalSymbol } from '../libraries/makers';
import { argumentsOf, calledExpression } from '../package/packageTypes';

/** Requests by a client; those of package net/http use http.DefaultClient, which has no Timeout. */
const byDefaultClient = /^net\/http\.(Get|Head|Post|PostForm)$/;
const byClient = /^net\/http\.Client\.(Get|Head|Post|PostForm)$/;
/** Readers that read from what they get first. */
const wrapping =
  /^(bufio\.New(Reader|ReaderSize|Scanner)|encoding\/(json|gob|xml)\.NewDecoder|net\/textproto\.NewReader)$/;
const shared = /^golang\.org\/x\/sync\/singleflight\.Group\.(Do|DoChan)$/;

/**
 * call-without-timeout, for a wait inside a call:
 * - a request without a context, by a client that the package makes without a Timeout, or by the default one; or
 * - singleflight, where many wait for one: the function that it got holds such a request, or is out of sight.
 *
 * left-pipe and left-open: the other end, or what is read from, is left or never closed by this package.
 */
export function callPattern(goPackage: GoPackage, call: GoNode): LeakPattern | null {
  if (isEndless(goPackage, call) || isShared(goPackage, call)) return 'call-without-timeout';
  if (writesToLeftPipe(goPackage, call)) return 'left-pipe';
  return readsWhatIsLeftOpen(goPackage, call) ? 'left-open' : null;
}

/** left-open: the package opened what the call reads from (`conn.Read`, `bufio.NewReader(conn).ReadString`), and closes it on no path. */
function readsWhatIsLeftOpen(goPackage: GoPackage, call: GoNode): boolean {
  const called = calledExpression(call);
  const operand = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
  if (operand === null) return false;
  const readers = goPackage.holdingOf(operand)?.sources ?? [];
  const wrapped = readers.flatMap(({ node }) =>
    wrapping.test(externalSymbol(goPackage.types, node)) ? argumentsOf(node) : [],
  );
  const opened = [operand, ...wrapped.slice(0, 1)].flatMap((value) => goPackage.holdingOf(value)?.sources ?? []);
  return opened.some(({ node, index }) => index === 0 && isNeverClosed(goPackage, node));
}

function isNeverClosed(goPackage: GoPackage, node: GoNode): boolean {
  const made = madeAt(goPackage, node.file, lineOf(node));
  return made?.noun === 'connection' && made.opened[0]?.fate === 'never';
}

/** The reader of an io.Pipe, which is its first result. */
const pipeReader: LibraryResource = {
  name: 'io-pipe-reader',
  noun: 'resource',
  makes: ['io.Pipe'],
  closers: ['Close', 'CloseWithError'],
  drains: ['io.ReadAll', 'io.Copy'],
  goroutines: [],
};

/** left-pipe: what the call writes to is the second result of an io.Pipe whose reader the package leaves open on some path. */
function writesToLeftPipe(goPackage: GoPackage, call: GoNode): boolean {
  const called = calledExpression(call);
  const operand = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
  return [...argumentsOf(call), ...(operand === null ? [] : [operand])].some((value) => {
    const sources = goPackage.holdingOf(value)?.sources ?? [];
    return sources.some(({ node, index }) => {
      if (index !== 1 || goPackage.types.externalName(calledExpression(node)) !== 'io.Pipe') return false;
      const { kind } = fateOf(goPackage, { node, resource: pipeReader, certain: true });
      return kind === 'never' || kind === 'path';
    });
  });
}

function isEndless(goPackage: GoPackage, call: GoNode): boolean {
  const symbol = externalSymbol(goPackage.types, call);
  if (byDefaultClient.test(symbol)) return !setsDefaultTimeout(goPackage);
  if (!byClient.test(symbol)) return false;
  const called = calledExpression(call);
  const operand = called === null ? null : childOf(bare(called), 'operand');
  return operand !== null && hasNoTimeout(goPackage, operand);
}

/** All that flows into the client are literals of this package without a Timeout, and nobody sets one later. */
function hasNoTimeout(goPackage: GoPackage, client: GoNode): boolean {
  if (textOf(client) === 'http.DefaultClient') return !setsDefaultTimeout(goPackage);
  const holding = goPackage.holdingOf(client);
  if (holding === null || holding.supplied || holding.sources.length === 0) return false;
  const isPlain = holding.sources.every(
    ({ node }) =>
      node.type === 'composite_literal' &&
      !findAll(node, 'keyed_element').some((element) => textOf(childOf(element, 'key') ?? element) === 'Timeout'),
  );
  return isPlain && !assignsTimeout(goPackage, /\.Timeout$/);
}

function setsDefaultTimeout(goPackage: GoPackage): boolean {
  return assignsTimeout(goPackage, /^http\.DefaultClient(\.Timeout)?$/);
}

function assignsTimeout({ files }: GoPackage, target: RegExp): boolean {
  return files.some(({ root }) =>
    findAll(root, 'assignment_statement').some((statement) => {
      const left = childOf(statement, 'left');
      return left !== null && target.test(textOf(left));
    }),
  );
}

/** `group.Do(key, func() (any, error) { … })`, with a request inside that nothing ends. */
function isShared(goPackage: GoPackage, call: GoNode): boolean {
  if (!shared.test(externalSymbol(goPackage.types, call))) return false;
  const literal = argumentsOf(call)[1];
  if (literal === undefined) return false;
  return requestsIn(goPackage, literal, 0).some((request) => isEndless(goPackage, request));
}

const maxLevels = 3;

/** Calls in a function and in those of the package that it calls. */
function requestsIn(goPackage: GoPackage, node: GoNode, level: number): readonly GoNode[] {
  const calls = findAll(node, 'call_expression');
  if (level >= maxLevels) return calls;
  return calls.flatMap((call) => {
    const unit = goPackage.types.callee(call);
    return unit === null ? [call] : requestsIn(goPackage, unit.node, level + 1);
  });
}
