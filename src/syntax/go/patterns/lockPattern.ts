import type { FunctionUnit } from '../package/declarations';
import type { LeakPattern } from '../../../shared/model/go/goSource';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';
import type { Operation } from '../package/operations';
import { endsHeld } from './balance';

/**
 * missing-unlock: some function of the package locks this same lock and returns, or ends, on a path that certainly did not
 * unlock it; and every function that unlocks it also locks it, so that nobody unlocks on another's behalf. The lock is a
 * variable or field that no code out of sight has.
 */
export function lockPattern(goPackage: GoPackage, operation: Operation): LeakPattern | null {
  return keptLocks(goPackage, operation).length > 0 ? 'missing-unlock' : null;
}

/** Returns, and whole functions, that end with the operation's lock still held. */
export function keptLocks(goPackage: GoPackage, operation: Operation): readonly GoNode[] {
  const holding = goPackage.holding(operation.place);
  if (holding === null || holding.open || !goPackage.complete || !isMutex(goPackage, operation)) return [];
  return heldEnds(goPackage, holding);
}

/** Where functions end with the lock still held. */
function heldEnds(goPackage: GoPackage, holding: Holding): readonly GoNode[] {
  const pairs = [
    { takes: operationsOf(holding, 'lock'), gives: operationsOf(holding, 'unlock') },
    { takes: operationsOf(holding, 'read-lock'), gives: operationsOf(holding, 'read-unlock') },
  ];
  return pairs.flatMap(({ takes, gives }) => {
    const lockers = new Set(takes.map(({ unit }) => unit));
    if (gives.some(({ unit }) => !lockers.has(unit) && !lockers.has(unit?.outer ?? null))) return [];
    if (takes.some(({ node }) => isTry(node))) return [];
    return [...lockers].flatMap((unit) => {
      if (unit === null || isHelper(goPackage, unit)) return [];
      const own = { goPackage, takes: nodesOf(takes, unit.node), gives: gives.map(({ node }) => node) };
      return endsHeld(unit.node, own);
    });
  });
}

function nodesOf(operations: readonly Operation[], unit: GoNode): readonly GoNode[] {
  return operations.filter((operation) => operation.unit?.node === unit).map(({ node }) => node);
}

/** A mutex of package sync, by its own type or that of the field it is; a Lock of other packages may give back what unlocks. */
function isMutex(goPackage: GoPackage, operation: Operation): boolean {
  const own = goPackage.types.typeOf(operation.operand);
  const field = operation.place?.kind === 'field' ? operation.place.node : null;
  return [own, field].some((type) => /^sync\.(RW)?Mutex$/.test(goPackage.types.typeName(type)));
}

/** A literal that its own function calls or defers works together with what is around it. */
function isHelper(goPackage: GoPackage, unit: FunctionUnit): boolean {
  return unit.node.type === 'func_literal' && goPackage.sites.of(unit).some(({ starts }) => !starts);
}

/** TryLock may fail: what follows is not certain. */
function isTry(call: GoNode): boolean {
  return /\.Try(R?)Lock$/.test(call.file.text.slice(call.start, call.children[0]?.end ?? call.end));
}
