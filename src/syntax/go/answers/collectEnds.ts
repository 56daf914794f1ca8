import type { OtherEnd, SourceQuestion } from '../../../shared/model/go/goSource';
import { contextOf, tickerOf } from '../package/channels';
import type { Wait } from '../waits/findWait';
import { bare, lineOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import type { GoPackage, Holding } from '../package/goPackage';
import { keptLocks } from '../patterns/lockPattern';
import { startsOf } from '../package/multiplicity';
import type { Operation, OperationKind } from '../package/operations';
import { calledExpression } from '../package/packageTypes';
import { endsAt } from '../waits/otherEnds';
import type { End } from '../waits/otherEnds';

/** What stands at the other side of an operation, the most telling first. */
const wanted: Readonly<Partial<Record<OperationKind, readonly OperationKind[]>>> = {
  send: ['receive', 'range', 'close', 'send'],
  receive: ['send', 'close', 'receive', 'range'],
  range: ['close', 'send', 'receive', 'range'],
  lock: ['lock', 'read-lock', 'unlock', 'read-unlock'],
  'read-lock': ['lock', 'unlock', 'read-unlock'],
  wait: ['done', 'run', 'signal', 'broadcast', 'add', 'wait'],
};

const roles: Readonly<Partial<Record<OperationKind, OtherEnd['role']>>> = {
  send: 'send',
  receive: 'receive',
  range: 'receive',
  close: 'close',
  lock: 'lock',
  'read-lock': 'lock',
  unlock: 'unlock',
  'read-unlock': 'unlock',
  add: 'add',
  done: 'done',
  run: 'go',
  wait: 'wait',
  signal: 'signal',
  broadcast: 'signal',
};

export interface EndsQuestion {
  readonly goPackage: GoPackage;
  readonly file: GoFile;
  readonly question: SourceQuestion;
  readonly wait: Wait;
}

/** Every other place of the package that has to do with the wait. */
export function collectEnds({ goPackage, file, question, wait }: EndsQuestion): readonly OtherEnd[] {
  const operations = wait.kind === 'operation' ? [wait.operation] : wait.kind === 'select' ? wait.cases : [];
  const ends = operations.flatMap((operation) => (operation === null ? [] : endsOf(goPackage, operation)));
  const unit = goPackage.sites.unitAround(wait.node);
  const starts = [...startNodes(goPackage, question.spawn), ...startsOf(goPackage, unit).map(({ node }) => node)];
  const started = starts.map((node): End => ({
    role: 'go',
    node: node.parent?.type === 'go_statement' ? node.parent : node,
  }));
  const kept = operations.flatMap((operation) => (operation === null ? [] : returnsHolding(goPackage, operation)));
  const own = new Set(operations.flatMap((operation) => operation?.node ?? []));
  return endsAt(
    question.line,
    file,
    [...started.slice(0, 2), ...kept, ...ends, ...started].filter(({ node }) => !own.has(node)),
  );
}

function endsOf(goPackage: GoPackage, operation: Operation): readonly End[] {
  const context = contextOf(goPackage, bare(operation.operand));
  if (context !== null) return contextEnds(goPackage, goPackage.holdingOf(context));
  const ticker = tickerOf(goPackage, bare(operation.operand));
  const holding = ticker === null ? goPackage.holding(operation.place) : goPackage.holdingOf(ticker);
  if (holding === null) return [];
  const kinds = wanted[operation.kind] ?? [];
  const others = kinds.flatMap((kind) => holding.operations.filter((each) => each.kind === kind));
  const makes = goPackage.makesOf(holding).map((node): End => ({ role: 'make', node }));
  const [counter, peers] = [
    others.filter((each) => each.kind !== operation.kind),
    others.filter((each) => each.kind === operation.kind),
  ];
  return [...counter.flatMap(toEnd), ...makes, ...tickerEnds(goPackage, holding), ...peers.flatMap(toEnd)];
}

/** Where a function returns with the lock still held. */
function returnsHolding(goPackage: GoPackage, operation: Operation): readonly End[] {
  if (operation.kind !== 'lock' && operation.kind !== 'read-lock') return [];
  return keptLocks(goPackage, operation)
    .filter(({ type }) => type === 'return_statement')
    .map((node) => ({ role: 'return', node }));
}

function toEnd({ kind, node }: Operation): readonly End[] {
  const role = roles[kind];
  return role === undefined ? [] : [{ role, node }];
}

function tickerEnds(goPackage: GoPackage, holding: Holding): readonly End[] {
  return externalCalls(goPackage, holding, /^time\.(NewTicker|NewTimer|Tick|After)$/).map((node) => ({
    role: 'ticker',
    node,
  }));
}

/** Where the context comes from, and who cancels it. */
function contextEnds(goPackage: GoPackage, holding: Holding | null): readonly End[] {
  if (holding === null) return [];
  const calls = externalCalls(goPackage, holding, /^context\.With/);
  return calls.flatMap((call): readonly End[] => {
    const cancel = goPackage.holding(goPackage.places.of(call, 1));
    const invoked = (cancel?.operations ?? []).filter(({ kind }) => kind === 'invoke');
    return [...invoked.map(({ node }): End => ({ role: 'cancel', node })), { role: 'make', node: call }];
  });
}

function externalCalls(goPackage: GoPackage, holding: Holding, name: RegExp): readonly GoNode[] {
  return holding.sources
    .map(({ node }) => node)
    .filter((node) => name.test(goPackage.types.externalName(calledExpression(node))));
}

/** The `go` statement on the line that the runtime names as the goroutine's creator. */
function startNodes(goPackage: GoPackage, spawn: SourceQuestion['spawn']): readonly GoNode[] {
  const file = spawn === null ? undefined : goPackage.files.find(({ path }) => path === spawn.path);
  if (file === undefined || spawn === null) return [];
  const found: GoNode[] = [];
  walk(file.root, (node) => {
    if (node.type === 'go_statement' && lineOf(node) === spawn.line) found.push(node);
    return undefined;
  });
  return found;
}
