import type { FunctionUnit } from './declarations';
import { childOf, contains, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { CallSite } from './callSites';
import type { GoPackage } from './goPackage';
import { loopsAround, rangeClauseOf } from './loops';

const maxLevels = 5;
/** A loop of more turns may as well be the load. */
const mostFewTurns = 100;

/**
 * How often at most a node runs for each run of `anchor` (a `make`): Infinity in a loop without a constant count, NaN when
 * the calls between them cannot be followed.
 */
export function timesPer(goPackage: GoPackage, node: GoNode, anchor: GoNode, level = 0): number {
  const unit = goPackage.sites.unitAround(node);
  const turns = turnsOf(loopsAround(node).filter((loop) => !contains(loop, anchor)));
  if (unit === goPackage.sites.unitAround(anchor)) return turns;
  if (unit === null || level > maxLevels || goPackage.sites.isHandedOut(unit)) return NaN;
  const sites = goPackage.sites.of(unit);
  if (sites.length === 0) return NaN;
  return turns * sites.reduce((sum, site) => sum + runsOf(site) * timesPer(goPackage, site.node, anchor, level + 1), 0);
}

/** How often a site runs its function. */
export function runsOf({ repeats }: CallSite): number {
  return repeats ? Infinity : 1;
}

/** How many goroutines run a node for each run of `anchor`: 0 when the goroutine that runs `anchor` runs it too. */
export function goroutinesPer(goPackage: GoPackage, node: GoNode, anchor: GoNode, level = 0): number {
  const unit = goPackage.sites.unitAround(node);
  if (unit === goPackage.sites.unitAround(anchor)) return 0;
  if (unit === null || level > maxLevels || goPackage.sites.isHandedOut(unit)) return NaN;
  const sites = goPackage.sites.of(unit);
  if (sites.length === 0) return NaN;
  return sites.reduce((sum, site) => {
    const own = site.starts
      ? runsOf(site) * timesPer(goPackage, site.node, anchor)
      : goroutinesPer(goPackage, site.node, anchor, level + 1);
    return sum + own;
  }, 0);
}

function turnsOf(loops: readonly GoNode[]): number {
  return loops.reduce((product, loop) => product * (constantTurns(loop) ?? Infinity), 1);
}

/** `for i := 0; i < 3; i++` and `for range 3` run three times. */
export function constantTurns(loop: GoNode): number | null {
  const range = rangeClauseOf(loop);
  if (range !== null) return integerOf(childOf(range, 'right'));
  const clause = loop.children.find(({ type }) => type === 'for_clause');
  if (clause === undefined) return null;
  const parts = ['initializer', 'condition', 'update'].map((field) => childOf(clause, field));
  const [initializer, condition, update] = parts.map((part) => (part === null ? '' : textOf(part)));
  const name = /^(\w+)\s*:=\s*0$/.exec(initializer ?? '')?.[1];
  const limit = /^(\w+)\s*<\s*(\d+)$/.exec(condition ?? '');
  return name !== undefined && limit?.[1] === name && update === `${name}++` ? Number(limit[2]) : null;
}

export function integerOf(node: GoNode | null): number | null {
  if (node?.type !== 'int_literal') return null;
  const value = Number(textOf(node).replaceAll('_', ''));
  return Number.isSafeInteger(value) ? value : null;
}

/** The `go` statements that start the goroutine a function runs in, through calls inside the package. */
export function startsOf(goPackage: GoPackage, unit: FunctionUnit | null, level = 0): readonly CallSite[] {
  if (unit === null || level > maxLevels) return [];
  return goPackage.sites
    .of(unit)
    .flatMap((site) => (site.starts ? [site] : startsOf(goPackage, site.caller, level + 1)));
}

/**
 * True for a function whose goroutines are started once for the life of the process, from main or init and in no loop but
 * one that counts (a pool of workers), or that runs in the main goroutine: to wait for ever is its work.
 */
export function isProcessLong(goPackage: GoPackage, unit: FunctionUnit | null, level = 0): boolean {
  if (unit === null) return true;
  if (isProgramStart(goPackage, unit)) return true;
  if (level > maxLevels || goPackage.sites.isHandedOut(unit)) return false;
  const sites = goPackage.sites.of(unit);
  return (
    sites.length > 0 &&
    sites.every(
      (site) =>
        !site.repeats &&
        loopsAround(site.node).every((loop) => isCounted(goPackage, loop)) &&
        isProcessLong(goPackage, site.caller, level + 1),
    )
  );
}

/** No more turns than a person counts when the program starts: a constant number of them, or one for each of what there is. */
export function hasFewTurns(goPackage: GoPackage, loop: GoNode): boolean {
  const turns = constantTurns(loop);
  return turns === null ? rangeClauseOf(loop) !== null && isCounted(goPackage, loop) : turns <= mostFewTurns;
}

/** `for i := 0; i < n; i++` and a range over anything but a channel, a ticker or a function end by themselves. */
function isCounted(goPackage: GoPackage, loop: GoNode): boolean {
  const range = rangeClauseOf(loop);
  if (range === null) {
    const clause = loop.children.find(({ type }) => type === 'for_clause');
    return clause !== undefined && childOf(clause, 'condition') !== null && childOf(clause, 'update') !== null;
  }
  const right = childOf(range, 'right');
  return right !== null && right.type !== 'call_expression' && goPackage.reader.operationAt(range) === null;
}

function isProgramStart(goPackage: GoPackage, unit: FunctionUnit): boolean {
  if (unit.node.type !== 'function_declaration') return false;
  return unit.name === 'init' || (unit.name === 'main' && goPackage.isMain);
}
