import type { HolderKind } from '../../../shared/model/holder';
import type { Declaration, FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { startedBy } from '../package/starters';
import { bare, childOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { shownFunction } from './capturedBy';
import { holdingPart, isMadeHere, isPackageLevel, rootOf } from './expressions';
import type { CallTrail } from './callTrail';
import { implementers } from './implementers';
import { bufferTypes, knownCalls } from './knownCalls';

interface Given {
  /** The value; null where the call itself allocates. */
  readonly argument: GoNode | null;
  /** The call stands on the line that is asked about: what it allocates itself counts as well. */
  readonly isAsked: boolean;
}

/** Types of one method name that are tried where the text does not tell which of them it is. */
const mostGuesses = 3;

/** What a call does with the value that it is given, or with what it allocates. */
export function callKept(trail: CallTrail, call: GoNode, given: Given): void {
  const { types } = trail.goPackage;
  const called = calledExpression(call);
  if (called === null) return;
  const unit = types.callee(call);
  if (unit !== null) {
    if (given.argument !== null) ownCall(trail, call, { unit, argument: given.argument });
    return;
  }
  if (bare(called).type === 'identifier') {
    builtinCall(trail, call, given);
    return;
  }
  const external = types.externalName(called.type === 'index_expression' ? childOf(called, 'operand') : called);
  if (external === '') methodCall(trail, call, given);
  else packageCall(trail, call, { ...given, external });
}

function ownCall(
  trail: CallTrail,
  call: GoNode,
  { unit, argument }: { readonly unit: FunctionUnit; readonly argument: GoNode },
): void {
  const at = argumentsOf(call).indexOf(argument);
  const name = shownFunction(bare(calledExpression(call) ?? call));
  if (call.parent?.type === 'go_statement') trail.keep({ kind: 'goroutine', holder: null, name, at: call });
  else if (call.parent?.type === 'defer_statement') trail.deferred(call.parent, call);
  const own = ownReceiver(trail.goPackage, call);
  if (own !== null) trail.uses(own);
  if (own === null || trail.kept.length > 0) trail.entered(unit, at);
  else trail.guessing(() => trail.entered(unit, at));
}

/**
 * What the function around has made itself and calls a method of: what is put into that goes where it goes, or with the function. Null
 * for what others have as well, and in `main`, which ends with the program.
 */
function ownReceiver(goPackage: GoPackage, call: GoNode): Declaration | null {
  const called = bare(calledExpression(call) ?? call);
  const operand = called.type === 'selector_expression' ? childOf(called, 'operand') : null;
  const root = operand === null ? null : rootOf(goPackage, operand);
  if (root === null || isPackageLevel(goPackage, root) || !isMadeHere(goPackage, root)) return null;
  const around = goPackage.sites.unitAround(call);
  return around?.name === 'main' && around.outer === null ? null : root;
}

/** `append` hands on what is appended, a conversion what it converts. */
function builtinCall(trail: CallTrail, call: GoNode, { argument }: Given): void {
  const { types } = trail.goPackage;
  if (argument === null) return;
  if (types.isBuiltin(call, 'append')) {
    if (!isCopied(trail.goPackage, argument)) trail.follow(call);
    return;
  }
  const called = bare(calledExpression(call) ?? call);
  const meaning = types.names.meaning.get(called);
  if (meaning === undefined ? /^(string|any)$/.test(textOf(called)) : meaning.kind === 'type') trail.follow(call);
}

/** `append(all, chunk...)` copies bytes: what they lay in is not kept. */
function isCopied({ types }: GoPackage, argument: GoNode): boolean {
  if (argument.type !== 'variadic_argument') return false;
  const inner = argument.children[0];
  const type = inner === undefined ? null : types.underlying(types.typeOf(inner));
  const element = type === null ? null : childOf(type, 'element');
  return element === null || /^(byte|rune|u?int\d*|float\d+|bool|uintptr)$/.test(textOf(element));
}

interface ExternalCall extends Given {
  readonly external: string;
}

function packageCall(trail: CallTrail, call: GoNode, { argument, isAsked, external }: ExternalCall): void {
  if (argument !== null) trail.border.external(external);
  if (isAsked) filled(trail, call, external.slice(external.lastIndexOf('.') + 1));
  const first = argumentsOf(call)[0];
  if (isAsked && first !== undefined && knownCalls.writing.test(external)) written(trail, call, first);
  if (argument === null) return;
  const kind = keptByPackage(trail, call, external);
  if (kind !== null) trail.keep({ kind, holder: null, name: textOf(calledExpression(call) ?? call), at: call });
  else if (external === 'container/heap.Push' && first !== undefined && first !== argument)
    trail.put(holdingPart(first), { kind: 'container', at: call });
  else if (knownCalls.registering.test(external))
    trail.keep({ kind: 'library', holder: null, name: external.slice(external.lastIndexOf('/') + 1), at: call });
  if (knownCalls.sharing.test(external)) for (const at of [0, 1]) trail.follow(call, at);
  else if (knownCalls.wrapping.test(external)) trail.follow(call);
}

function keptByPackage({ goPackage }: CallTrail, call: GoNode, external: string): HolderKind | null {
  if (/^runtime\.(SetFinalizer|AddCleanup)$/.test(external)) return 'finalizer';
  if (external === 'time.AfterFunc') return 'timer';
  if (external === 'context.WithValue' || external === 'context.AfterFunc') return 'context';
  return startedBy(goPackage.types, call).some(({ starts, repeats }) => starts && !repeats) ? 'goroutine' : null;
}

/** `json.Unmarshal(raw, &order)` puts what it makes into what it is pointed to. */
function filled(trail: CallTrail, call: GoNode, name: string): void {
  if (!knownCalls.filling.test(name)) return;
  for (const argument of argumentsOf(call))
    if (textOf(argument).startsWith('&')) trail.put(holdingPart(argument), { kind: 'variable', at: call });
}

/** `fmt.Fprintf(&l.pending, …)` */
function written(trail: CallTrail, call: GoNode, target: GoNode): void {
  const { types } = trail.goPackage;
  const holder = holdingPart(target);
  if (bufferTypes.test(types.typeName(types.typeOf(holder)))) trail.put(holder, { kind: 'buffer', at: call });
}

function methodCall(trail: CallTrail, call: GoNode, { argument, isAsked }: Given): void {
  const { types } = trail.goPackage;
  const called = calledExpression(call);
  const method = called === null ? null : childOf(called, 'field');
  const receiver = called === null ? null : childOf(called, 'operand');
  if (method === null || receiver === null) return;
  const name = textOf(method);
  if (isAsked) filled(trail, call, name);
  const type = types.typeOf(receiver);
  const typeName = types.typeName(type);
  if (argument !== null) trail.border.behind(types, receiver);
  const isKnown = !typeName.includes('.') || (type !== null && types.declaredType(type) !== null);
  if (argument !== null && isKnown && guessed(trail, call, { name, argument })) return;
  const started = argument === null ? [] : startedBy(types, call);
  if (started.some(({ starts }) => starts)) {
    // What handles requests is kept by whoever hands them out.
    const kind = started.some(({ repeats }) => repeats) ? 'library' : 'goroutine';
    trail.keep({ kind, holder: null, name: textOf(called ?? call), at: call });
  }
  if (started.length > 0) return;
  if (knownCalls.storing.test(name)) stored(trail, call, { receiver, typeName, isGiven: argument !== null });
  else if (isAsked && knownCalls.copying.test(name) && bufferTypes.test(typeName))
    trail.put(receiver, { kind: 'buffer', at: call });
}

/** Of a method of an interface, those that it may be. One that is the only one of its own package is taken for certain. */
function guessed(
  trail: CallTrail,
  call: GoNode,
  { name, argument }: { readonly name: string; readonly argument: GoNode },
): boolean {
  const { goPackage } = trail;
  const given = argumentsOf(call);
  const type = typeOfReceiver(goPackage, call);
  if (type?.type === 'interface_type') trail.border.implementers.add(name);
  const fitting = implementers(goPackage, { name, given: given.length, call, type });
  if (fitting.length === 0 || fitting.length > mostGuesses) return false;
  const enter = () => fitting.forEach((unit) => trail.entered(unit, given.indexOf(argument)));
  if (fitting.length === 1 && type?.type === 'interface_type' && isClosed(goPackage, type)) enter();
  else trail.guessing(enter);
  return true;
}

/** An interface that no other package can name: what its own package has of types for it is all there is. */
function isClosed(goPackage: GoPackage, { file, parent }: GoNode): boolean {
  const name = parent === null ? null : childOf(parent, 'name');
  return goPackage.isProgram(file) || (name !== null && !/^\p{Lu}/u.test(textOf(name)));
}

/** What the type of what the method is called on stands for. */
function typeOfReceiver({ types }: GoPackage, call: GoNode): GoNode | null {
  const receiver = childOf(calledExpression(call) ?? call, 'operand');
  return receiver === null ? null : types.underlying(types.typeOf(receiver));
}

interface Storing {
  readonly receiver: GoNode;
  readonly typeName: string;
  /** The value is an argument, and not what the call itself makes. */
  readonly isGiven: boolean;
}

/** `cache.Add(key, value)`. What a call makes is gone with the statement: `time.Now().Add(timeout)`. */
function stored(trail: CallTrail, call: GoNode, { receiver, typeName, isGiven }: Storing): void {
  const { goPackage } = trail;
  const { types } = goPackage;
  const root = rootOf(goPackage, receiver);
  if (root === null || /^(time|sync\.WaitGroup|net\/url|net\/http)\b/.test(typeName) || isCounter(typeName)) return;
  if (!isPackageLevel(goPackage, root) && isMadeHere(goPackage, root)) {
    trail.uses(root);
    return;
  }
  const isOne = /^sync\/atomic\.(Pointer|Value)$/.test(typeName);
  const kind = typeName === 'sync.Pool' ? 'pool' : isOne ? 'variable' : 'container';
  const isInterface = types.underlying(types.typeOf(receiver))?.type === 'interface_type';
  if (isInterface && !isGiven) return;
  const keep = () => trail.keep({ kind, holder: holdingPart(receiver), name: '', at: call });
  // What stands behind an interface may as well throw it away.
  if (isInterface) trail.guessing(keep);
  else keep();
  // `items[key] = order.PushFront(value)`: the element has the value as well, whoever the list forgets it by.
  if (typeName === 'container/list.List') trail.follow(call);
}

function isCounter(typeName: string): boolean {
  return /^sync\/atomic\.(U?[Ii]nt|Bool)|^math\/big\.|^sync\.(WaitGroup|Mutex)$/.test(typeName);
}
