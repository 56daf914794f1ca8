import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { contextOf, contextState } from '../package/channels';
import type { Declaration } from '../package/declarations';
import { above, bare, functionTypes, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { functionAround, loopsAround } from '../package/loops';
import { hasFewTurns, isProcessLong } from '../package/multiplicity';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { firstUse } from './firstUse';
import { holderOf, type Holder } from './holders';
import type { Maker } from './makers';
import { openEnds } from './openPaths';
import { useOf, type Use } from './uses';

/** What becomes of a resource where it is made. */
export interface Fate {
  readonly kind: FateKind;
  /** For `path`: the first return, or block, with which the resource is left open. */
  readonly missing: GoNode | null;
  readonly holder: Holder;
}

export type FateKind =
  /** Every path gives it back. */
  | 'closed'
  /** No path does, and nobody else has it. */
  | 'never'
  /** Some paths give it back, and one certainly does not. */
  | 'path'
  /** The caller of the function gets it. */
  | 'returned'
  /** Somebody else has it as well: a field, an argument, a function that is kept. */
  | 'kept'
  /** It is made once for the whole process, or cannot be followed. */
  | 'unknown';

/** Follows what a maker makes through its function, and through the functions of the package that get it. */
export function fateOf(goPackage: GoPackage, maker: Maker): Fate {
  const { resource, node } = maker;
  const holder = holderOf(goPackage.types, node, resource);
  const fate = (kind: FateKind, missing: GoNode | null = null): Fate => ({ kind, missing, holder });
  const isForProcess = resource.lasting === true || resource.context !== undefined;
  if (isForProcess && isMadeOnce(goPackage, node)) return fate('unknown');
  const ends = resource.context === undefined ? null : contextFate(goPackage, node, resource.context);
  if (ends !== null && (ends !== 'unknown' || resource.closers.length === 0)) return fate(ends);
  if (isUsedUp(goPackage, maker, holder)) return fate('never');
  if (holder.kind === 'elsewhere') return fate('kept');
  if (holder.kind === 'caller') return fate('returned');
  if (holder.kind === 'nobody') return fate(isMadeOnce(goPackage, node) ? 'unknown' : 'never');
  const { kind, missing } = lifeOf({ goPackage, resource, level: 0 }, { ...holder, made: holder.statement });
  return fate(kind, missing);
}

/**
 * What runs from its first use on, is used in the very function that makes it, by way of other libraries that get it, and goes
 * nowhere else: one is left behind each time, unless the function ends it.
 */
function isUsedUp(goPackage: GoPackage, { resource }: Maker, holder: Holder): boolean {
  if (resource.startsWithUse !== true || holder.kind !== 'variable' || firstUse(goPackage, holder) === null)
    return false;
  const parameter = () => 'escape' as const;
  const uses = holder.variable.uses.map((use) => useOf({ goPackage, resource, parameter }, use));
  return !uses.some((use) => use === 'give' || use === 'give-later' || use === 'return');
}

/** Made in main, init, or in a function that only these call, and in no loop but one of few turns: there are as many of it, and never more. */
function isMadeOnce(goPackage: GoPackage, node: GoNode): boolean {
  const around = above(node, ...functionTypes);
  if (around === null) return true;
  return (
    loopsAround(node).every((loop) => hasFewTurns(goPackage, loop)) &&
    isProcessLong(goPackage, goPackage.types.names.units.get(around) ?? null)
  );
}

/** A resource that lives as long as a context does. */
function contextFate(goPackage: GoPackage, call: GoNode, at: number): FateKind {
  const argument = argumentsOf(call)[at];
  if (argument === undefined || calledExpression(call) === null) return 'unknown';
  const context = contextOf(goPackage, bare(argument)) ?? argument;
  if (isRequestContext(context)) return 'closed';
  if (isPackageVariable(goPackage, bare(context))) return 'never';
  return contextState(goPackage, bare(context)) === 'live' ? 'unknown' : 'never';
}

/** What a package keeps lives as long as the process. */
function isPackageVariable({ types }: GoPackage, node: GoNode): boolean {
  if (node.type === 'selector_expression') return types.packageOf(node) !== null;
  return node.type === 'identifier' && types.names.meaning.get(node) === types.names.packageScope.own(textOf(node));
}

/** `r.Context()` of a request ends when its handler returns. */
function isRequestContext(context: GoNode): boolean {
  return (
    context.type === 'call_expression' && /\.Context\(\)$/.test(context.file.text.slice(context.start, context.end))
  );
}

interface Search {
  readonly goPackage: GoPackage;
  readonly resource: LibraryResource;
  readonly level: number;
}

interface Life {
  readonly variable: Declaration;
  readonly error: Declaration | null;
  /** Null for a parameter. */
  readonly made: GoNode | null;
}

const maxLevels = 4;

function lifeOf(search: Search, { variable, error, made }: Life): Pick<Fate, 'kind' | 'missing'> {
  const { goPackage, resource, level } = search;
  const unit = functionAround(variable.node);
  const uses = variable.uses.map((node) => ({ node, use: useIn(search, unit, node) }));
  const later = uses.filter(({ node }) => made === null || node.start >= made.end || node.end <= made.start);
  const of = (...kinds: readonly Use[]) => later.filter(({ use }) => kinds.includes(use)).map(({ node }) => node);
  if (of('rebind').length > (made === null ? 0 : 1) || level > maxLevels) return { kind: 'unknown', missing: null };
  const isNamedResult = isResult(goPackage, unit, variable);
  const released = of('give', 'give-later', 'escape', 'return');
  if (isNamedResult && released.length === 0) return { kind: 'returned', missing: null };
  const ends = openEnds({ goPackage, made, variable, error, released, exhausts: resource.exhausts });
  const { certain, perhaps, exhausted } = ends;
  if (isNamedResult) return { kind: perhaps || certain.length > 0 ? 'unknown' : 'closed', missing: null };
  const [missing] = certain;
  if (missing !== undefined) {
    return released.length > 0 || exhausted ? { kind: 'path', missing } : { kind: 'never', missing: null };
  }
  if (of('return').length > 0) return { kind: 'returned', missing: null };
  if (of('escape', 'give-later').length > 0) return { kind: 'kept', missing: null };
  return { kind: perhaps ? 'unknown' : 'closed', missing: null };
}

function useIn(search: Search, unit: GoNode | null, node: GoNode): Use {
  const { goPackage, resource } = search;
  const parameter = (declaration: Declaration) => parameterFate(search, declaration);
  const use = useOf({ goPackage, resource, parameter }, node);
  // A function that is kept keeps what it mentions; one that is started or deferred here has its own look at it.
  return use === 'borrow' && isKeptInside(unit, node) ? 'escape' : use;
}

function isKeptInside(unit: GoNode | null, node: GoNode): boolean {
  for (let at = functionAround(node); at !== null && at !== unit; at = functionAround(at)) {
    if (at.type !== 'func_literal') return true;
    const isCalledHere = at.parent?.type === 'call_expression' && calledExpression(at.parent) === at;
    if (!isCalledHere) return true;
  }
  return false;
}

/** What a function of the package does with a parameter that holds the resource. */
function parameterFate({ goPackage, resource, level }: Search, parameter: Declaration): 'give' | 'borrow' | 'escape' {
  if (level >= maxLevels) return 'escape';
  const life = { variable: parameter, error: null, made: null };
  const { kind } = lifeOf({ goPackage, resource, level: level + 1 }, life);
  if (kind === 'never') return 'borrow';
  return kind === 'closed' ? 'give' : 'escape';
}

function isResult(goPackage: GoPackage, unit: GoNode | null, variable: Declaration): boolean {
  const around = unit === null ? undefined : goPackage.types.names.units.get(unit);
  return around?.namedResults.includes(variable) ?? false;
}
