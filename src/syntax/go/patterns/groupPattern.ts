import type { LeakPattern } from '../../../shared/model/go/goSource';
import { above, childOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';
import { loopsAround } from '../package/loops';
import { integerOf, startsOf, timesPer } from '../package/multiplicity';
import type { Operation } from '../package/operations';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { endsHeld } from './balance';

/**
 * missing-done, for a wait on a sync.WaitGroup that no code out of sight has:
 * - the package adds and has no Done at all; or
 * - a Done is called on a parameter that got a copy of the group (`wg sync.WaitGroup`); or
 * - a function with a Done of its own that a `go` statement starts returns on a path without it, or before the `defer` of it; or
 * - all Add have constant counts outside of loops, and their sum is more than the goroutines that call Done.
 */
export function groupPattern(goPackage: GoPackage, operation: Operation): LeakPattern | null {
  const holding = goPackage.holding(operation.place);
  if (holding === null || !goPackage.complete || typeAt(goPackage, operation) !== 'sync.WaitGroup') return null;
  const adds = operationsOf(holding, 'add');
  const dones = operationsOf(holding, 'done');
  if (dones.some((done) => isCopy(goPackage, done))) return 'missing-done';
  if (holding.open) return null;
  if (adds.length > 0 && dones.length === 0) return 'missing-done';
  if (dones.some((done) => isSkipped(goPackage, done, dones))) return 'missing-done';
  return countsTooMany(goPackage, holding, { adds, dones }) ? 'missing-done' : null;
}

function typeAt(goPackage: GoPackage, operation: Operation): string {
  return goPackage.types.typeName(goPackage.types.typeOf(operation.operand)) || sourceType(goPackage, operation);
}

function sourceType(goPackage: GoPackage, operation: Operation): string {
  const holding = goPackage.holding(operation.place);
  const field = holding?.places.find(({ kind }) => kind === 'field');
  return field === undefined ? '' : goPackage.types.typeName(field.node);
}

/** Parameters of type sync.WaitGroup, not a pointer, are copies. */
function isCopy(goPackage: GoPackage, done: Operation): boolean {
  const meaning = goPackage.types.names.meaning.get(done.operand);
  return meaning?.kind === 'parameter' && meaning.type?.type === 'qualified_type';
}

function isSkipped(goPackage: GoPackage, done: Operation, dones: readonly Operation[]): boolean {
  const unit = done.unit;
  if (unit === null || !goPackage.sites.of(unit).some(({ starts }) => starts)) return false;
  return endsHeld(unit.node, { goPackage, takes: [], gives: dones.map(({ node }) => node) }).length > 0;
}

interface Counts {
  readonly adds: readonly Operation[];
  readonly dones: readonly Operation[];
}

function countsTooMany(goPackage: GoPackage, holding: Holding, { adds, dones }: Counts): boolean {
  if (operationsOf(holding, 'run').length > 0 || adds.length === 0) return false;
  const [unit, ...otherUnits] = new Set(adds.map((add) => add.unit));
  if (
    unit === undefined ||
    unit === null ||
    otherUnits.length > 0 ||
    adds.some(({ node }) => loopsAround(node).length > 0)
  )
    return false;
  const added = adds.reduce((sum, { node }) => sum + (integerOf(argumentsOf(node)[0] ?? null) ?? NaN), 0);
  const anchor = adds[0]?.node;
  if (anchor === undefined || !Number.isFinite(added) || adds.some(({ node }) => isConditional(node))) return false;
  const done = dones.reduce((sum, each) => sum + timesPer(goPackage, each.node, anchor), 0);
  return Number.isFinite(done) && done < added;
}

function isConditional(node: GoNode): boolean {
  return above(node, 'if_statement', 'expression_case', 'communication_case') !== null;
}

/**
 * missed-signal, for a wait on a sync.Cond that no code out of sight has:
 * - the package neither signals nor broadcasts it; or
 * - it only signals, never in a loop, and a `go` statement in a loop starts those that wait.
 */
export function conditionPattern(goPackage: GoPackage, operation: Operation): LeakPattern | null {
  const holding = goPackage.holding(operation.place);
  if (holding === null || holding.open || !goPackage.complete || !isCondition(goPackage, holding, operation))
    return null;
  const signals = operationsOf(holding, 'signal');
  if (operationsOf(holding, 'broadcast').length > 0) return null;
  if (signals.length === 0) return 'missed-signal';
  const many = startsOf(goPackage, operation.unit).some(({ node }) => loopsAround(node).length > 0);
  const repeated = signals.some(
    (signal) => loopsAround(signal.node).length > 0 || startsOf(goPackage, signal.unit).length > 0,
  );
  return many && !repeated && signals.every(({ unit }) => isSameFunction(unit, operation)) ? 'missed-signal' : null;
}

/** The signal stands in the function that also starts the waiters: it is sent once for all of them. */
function isSameFunction(unit: Operation['unit'], wait: Operation): boolean {
  return unit !== null && wait.unit !== null && (unit === wait.unit.outer || unit.name === wait.unit.name);
}

function isCondition(goPackage: GoPackage, holding: Holding, operation: Operation): boolean {
  if (typeAt(goPackage, operation) === 'sync.Cond') return true;
  return holding.sources.some(({ node }) => {
    const called = calledExpression(node);
    return (
      called !== null &&
      goPackage.types.externalName(called) === 'sync.NewCond' &&
      textOf(childOf(node, 'arguments') ?? node) !== ''
    );
  });
}
