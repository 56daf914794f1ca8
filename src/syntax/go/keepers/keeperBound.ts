import type { KeeperBound } from '../../../shared/model/keeperBound';
import { above, bare, childOf, findAll, functionTypes, lineOf, listOf, oneLine, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { externalCall, libraryBound } from './libraryBound';
import { ValueFollower, type Store } from './followValue';
import { keptValues, type KeptValues } from './keptValues';
import { makesRoom, removalAt } from './makesRoom';

/** Methods that put something into what they are called on. Others get a value to look at it. */
const storing =
  /^(Add|Set|Put|Store|Push|Insert|Append|Save|Cache|LoadOrStore|ContainsOrAdd|PeekOrAdd|GetOrSet|Enqueue|Upsert|Replace|Swap|Remember)/;
/** Methods that take something out again. */
const removing =
  /^(Delete|Remove|LoadAndDelete|CompareAndDelete|Clear|Pop|Evict|Invalidate|Shift|PeekAndShift|Dequeue|Take)/;

/**
 * What bounds everything that keeps what the line allocates: a cache of a library, a slice of fixed length, a map or list that room
 * is made in without anybody's asking (`makesRoom`). Null when something keeps it without a bound, or nothing that can be read keeps it.
 */
export function keeperBound(goPackage: GoPackage, statement: GoNode, line: number): KeeperBound | null {
  const near = nearBound(goPackage, statement, line);
  if (near === 'unbounded') return null;
  return farBound(goPackage, statement, line) ?? near;
}

/**
 * By following the value forwards. What is bounded so and not by `farBound` may be kept by something else as well, or is only joined with
 * much that has nothing to do with it: it is taken for something that is taken out again, and is a leak if that does not keep up.
 */
function nearBound(goPackage: GoPackage, statement: GoNode, line: number): Found {
  const follower = new ValueFollower(goPackage);
  follower.followLine(statement, line);
  const found = follower.stores.map((store) => storedBound(goPackage, store));
  if (found.includes('unbounded')) return 'unbounded';
  const bounds = found.filter((each) => each !== null && each !== 'unbounded');
  const best = bounds.sort((a, b) => rank(a) - rank(b))[0];
  return best === undefined ? null : { ...best, kind: 'evicts' };
}

function storedBound(goPackage: GoPackage, store: Store): Found {
  switch (store.how) {
    case 'index':
      return ownRoom(goPackage, indexBound(goPackage, store.operand), store.operand);
    case 'append':
      return ownRoom(goPackage, cutBound(goPackage, argumentsOf(store.call)[0]), store.call);
    case 'send':
      return channelBound(goPackage, store.channel);
    case 'call':
      return ownRoom(goPackage, storingBound(goPackage, store.call), store.call);
  }
}

/** What is taken out again is a bound only where that makes room by itself. */
function ownRoom(goPackage: GoPackage, found: Found, store: GoNode): Found {
  if (found === null || found === 'unbounded' || found.kind !== 'evicts') return found;
  const removal = found.made === null ? null : removalAt(goPackage, found.made);
  return removal !== null && makesRoom(goPackage, removal, store) ? found : null;
}

/**
 * A channel holds what it was made for. Where the sender waits for room, that may well be a queue which nobody keeps up with: so it must be
 * one that is meant to be full, `select { case ch <- v: default: … }`.
 */
function channelBound(goPackage: GoPackage, channel: GoNode): Found {
  const send = channel.parent;
  const select = send?.field === 'communication' ? send.parent?.parent : null;
  if (!select?.children.some(({ type }) => type === 'default_case')) return null;
  const holding = goPackage.holdingOf(channel);
  if (holding === null || operationsOf(holding, 'receive', 'range').length === 0) return null;
  for (const make of goPackage.makesOf(holding)) {
    const size = argumentsOf(make)[1];
    const keeper = oneLine(textOf(channel));
    if (size !== undefined) return { kind: 'fixed', keeper, limit: asWritten(goPackage, size), made: placeOf(make) };
  }
  return null;
}

/** `cache.Add(key, value)`. What a call makes is gone with the statement: `time.Now().Add(timeout)`. */
function storingBound(goPackage: GoPackage, call: GoNode): Found {
  const called = calledExpression(call);
  const method = called?.type === 'selector_expression' ? childOf(called, 'field') : null;
  const receiver = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
  if (called === null || method === null || receiver === null || receiver.type === 'call_expression') return null;
  if (goPackage.types.packageOf(called) !== null || !storing.test(textOf(method))) return null;
  return storeBound(goPackage, receiver);
}

/** By everything that may hold the same thing, whichever way it came there. */
function farBound(goPackage: GoPackage, statement: GoNode, line: number): KeeperBound | null {
  const values = keptValues(goPackage, statement, line);
  const asked = { statement, line };
  const found = goPackage.files.flatMap((file) => [
    ...findAll(file.root, 'assignment_statement').flatMap((node) => indexBounds(goPackage, node, values)),
    ...findAll(file.root, ...calls).map((call) => ownRoom(goPackage, callBound(goPackage, call, values, asked), call)),
  ]);
  if (found.includes('unbounded')) return null;
  const bounds = found.filter((each) => each !== null && each !== 'unbounded');
  return bounds.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

const calls = ['call_expression', 'type_conversion_expression'] as const;

/** The first node of the package of these types that is as asked. */
function firstIn(goPackage: GoPackage, types: readonly string[], is: (node: GoNode) => boolean): GoNode | null {
  for (const file of goPackage.files) {
    const found = findAll(file.root, ...types).find(is);
    if (found !== undefined) return found;
  }
  return null;
}

/** A bound that can be read says more than a deletion. */
function rank({ kind, limit }: KeeperBound): number {
  return (kind === 'evicts' ? 2 : 0) + (limit === '' ? 1 : 0);
}

type Found = KeeperBound | 'unbounded' | null;

/** `s[i] = value` and `m[key] = value`; `e.field = value` where `e` lies in an array. */
function indexBounds(goPackage: GoPackage, node: GoNode, values: KeptValues): Found[] {
  const left = listOf(childOf(node, 'left')).map(bare);
  const right = listOf(childOf(node, 'right'));
  return left.map((target, at) => {
    const value = right.length === left.length ? right[at] : undefined;
    const operand = childOf(target, 'operand');
    if (operand === null || value === undefined || !isKept(goPackage, value, values)) return null;
    const found =
      target.type === 'index_expression' ? indexBound(goPackage, operand) : elementBound(goPackage, operand);
    return ownRoom(goPackage, found, node);
  });
}

function indexBound(goPackage: GoPackage, operand: GoNode): Found {
  const type = goPackage.types.underlying(goPackage.types.typeOf(operand));
  const holding = goPackage.holdingOf(operand);
  const keeper = oneLine(textOf(operand));
  if (type !== null && holdsItsOwnKind(goPackage, type)) return 'unbounded';
  if (type?.type === 'array_type') return arrayBound(type, keeper);
  if (type?.type === 'map_type') return evicted(holding, keeper);
  if (type?.type !== 'slice_type' || holding === null || grows(goPackage, holding)) return 'unbounded';
  const shortened = shortening(goPackage, operand);
  if (shortened !== null) return { kind: 'evicts', keeper, limit: '', made: placeOf(shortened) };
  const make = holding.sources.find(({ node }) => goPackage.types.isBuiltin(node, 'make'))?.node;
  const size = make === undefined ? undefined : argumentsOf(make)[1];
  if (make === undefined || size === undefined) return 'unbounded';
  return { kind: 'fixed', keeper, limit: asWritten(goPackage, size), made: placeOf(make) };
}

/** `type node struct { children [26]*node }`: each has a bounded number of others, and of them all there may be any number. */
function holdsItsOwnKind({ types }: GoPackage, type: GoNode): boolean {
  const name = childOf(above(type, 'type_spec') ?? type, 'name');
  const element = childOf(type, 'element') ?? childOf(type, 'value');
  return name !== null && element !== null && types.typeName(element) === textOf(name);
}

/** What is kept in a field of something that lies in an array: null where it need not lie in one. */
function elementBound({ places, types }: GoPackage, operand: GoNode): Found {
  const element = places.of(operand);
  if (element === null) return null;
  for (const place of places.all()) {
    const { inner } = places.find(place);
    if (inner === null || places.find(inner) !== places.find(element)) continue;
    const type = types.underlying(place.kind === 'field' ? place.node : types.typeOf(place.node));
    if (type?.type === 'array_type') return arrayBound(type, place.name);
  }
  return null;
}

function arrayBound(type: GoNode, keeper: string): KeeperBound {
  return { kind: 'fixed', keeper, limit: oneLine(textOf(childOf(type, 'length') ?? type)), made: placeOf(type) };
}

function evicted(holding: Holding | null, keeper: string): Found {
  const [deletion] = holding === null ? [] : operationsOf(holding, 'delete');
  return deletion === undefined ? 'unbounded' : { kind: 'evicts', keeper, limit: '', made: placeOf(deletion.node) };
}

/** `s = s[:n-1]`: a slice that something is stored in and taken from again, whatever it was made for. */
function shortening(goPackage: GoPackage, operand: GoNode): GoNode | null {
  const isSame = sameAs(goPackage, operand);
  return firstIn(goPackage, ['slice_expression'], (node) => {
    const statement = node.parent?.parent;
    if (statement?.type !== 'assignment_statement' || childOf(node, 'end') === null) return false;
    const sliced = childOf(node, 'operand');
    const target = listOf(childOf(statement, 'left'))[0];
    return sliced !== null && target !== undefined && isSame(sliced) && isSame(target);
  });
}

/** Something appends to what is held. */
function grows(goPackage: GoPackage, holding: Holding): boolean {
  const roots = new Set(holding.places.map((place) => goPackage.places.find(place)));
  const appended = firstIn(goPackage, ['call_expression'], (node) => {
    const first = goPackage.types.isBuiltin(node, 'append') ? argumentsOf(node)[0] : undefined;
    const place = first === undefined ? null : goPackage.places.of(first);
    return place !== null && roots.has(goPackage.places.find(place));
  });
  return appended !== null;
}

/** A size that a function is told by its only caller is shown as the caller writes it. */
function asWritten(goPackage: GoPackage, size: GoNode): string {
  const meaning = size.type === 'identifier' ? goPackage.types.names.meaning.get(size) : undefined;
  const around = meaning?.kind === 'parameter' ? above(meaning.node, ...functionTypes) : null;
  const unit = around === null ? undefined : goPackage.types.names.units.get(around);
  if (meaning === undefined || unit === undefined) return oneLine(textOf(size));
  const at = unit.parameters.indexOf(meaning);
  const calls = goPackage.sites.of(unit);
  const argument = calls.length === 1 && calls[0] !== undefined ? argumentsOf(calls[0].node)[at] : undefined;
  return oneLine(textOf(argument ?? size));
}

interface Asked {
  readonly statement: GoNode;
  readonly line: number;
}

/** `cache.Add(key, value)`, `append(s, value)`, `list.PushFront(value)`. */
function callBound(goPackage: GoPackage, call: GoNode, values: KeptValues, asked: Asked): Found {
  const takes = values.calls.includes(call) || argumentsOf(call).some((value) => isKept(goPackage, value, values));
  if (goPackage.types.isBuiltin(call, 'append')) return takes ? appendBound(goPackage, call, values) : null;
  const called = calledExpression(call);
  const method = called?.type === 'selector_expression' ? childOf(called, 'field') : null;
  const receiver = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
  if (called === null || method === null || receiver === null) return null;
  if (goPackage.types.callee(call) !== null || goPackage.types.packageOf(called) !== null) return null;
  if (!storing.test(textOf(method)) || !(takes || isAsked(call, asked))) return null;
  return storeBound(goPackage, receiver);
}

/** What a library allocates to keep a value is told on the line of the call. */
function isAsked(call: GoNode, { statement, line }: Asked): boolean {
  return call.file === statement.file && lineOf(call) === line;
}

function storeBound(goPackage: GoPackage, receiver: GoNode): Found {
  const holding = goPackage.holdingOf(receiver);
  const keeper = oneLine(textOf(receiver));
  const typeName = goPackage.types.typeName(goPackage.types.typeOf(receiver));
  for (const { node } of holding?.sources ?? []) {
    const bound = libraryBound(goPackage, node);
    if (bound !== null)
      return bound.isEndless ? 'unbounded' : { kind: 'cache', keeper, limit: bound.limit, made: placeOf(node) };
  }
  if (typeName === 'sync.Pool') return { kind: 'cache', keeper, limit: '', made: null };
  const removal = removalFrom(goPackage, receiver);
  if (removal !== null) return { kind: 'evicts', keeper, limit: '', made: placeOf(removal) };
  const isKnown =
    typeName.includes('.') || (holding?.sources ?? []).some(({ node }) => externalCall(goPackage, node) !== '');
  return isKnown ? 'unbounded' : null;
}

/** A call in the package that takes something out of the same thing. */
function removalFrom(goPackage: GoPackage, receiver: GoNode): GoNode | null {
  const isSame = sameAs(goPackage, receiver);
  return firstIn(goPackage, ['call_expression'], (node) => {
    const called = calledExpression(node);
    const method = called?.type === 'selector_expression' ? childOf(called, 'field') : null;
    const operand = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
    return method !== null && removing.test(textOf(method)) && operand !== null && isSame(operand);
  });
}

/** What is appended to is bounded where its front is cut off again: `s = s[1:]`. */
function appendBound(goPackage: GoPackage, call: GoNode, values: KeptValues): Found {
  const [target, ...added] = argumentsOf(call);
  if (target === undefined) return null;
  if (!added.some((value) => isKept(goPackage, value, values)) && !values.calls.includes(call)) return null;
  return cutBound(goPackage, target);
}

function cutBound(goPackage: GoPackage, target: GoNode | undefined): Found {
  if (target === undefined) return null;
  const isSame = sameAs(goPackage, target);
  const cut = firstIn(goPackage, ['slice_expression'], (node) => {
    const operand = childOf(node, 'start') === null ? null : childOf(node, 'operand');
    return operand !== null && isSame(operand) && node.parent?.parent?.type === 'assignment_statement';
  });
  const keeper = oneLine(textOf(target));
  return cut === null ? 'unbounded' : { kind: 'evicts', keeper, limit: '', made: placeOf(cut) };
}

/** Tells whether an expression may hold the same thing as another. */
function sameAs(goPackage: GoPackage, expression: GoNode): (other: GoNode) => boolean {
  const { places } = goPackage;
  const place = places.of(expression);
  if (place === null) return () => false;
  return (other) => {
    const found = places.of(other);
    return found !== null && places.find(found) === places.find(place);
  };
}

function isKept(goPackage: GoPackage, value: GoNode, { places }: KeptValues): boolean {
  const place = goPackage.places.of(value);
  return place !== null && places.has(goPackage.places.find(place));
}

function placeOf(node: GoNode): KeeperBound['made'] {
  return { path: node.file.path, line: lineOf(node) };
}
