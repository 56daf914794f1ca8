import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { packageOfSymbol, plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import type { FunctionUnit } from '../package/declarations';
import { childOf, textOf, walk } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import type { ExternalTypes } from './makers';
import { withoutPointer } from '../package/packageTypes';
import { methodsThatEnd } from './methodsThatEnd';

/** Methods whose name says that they end what their receiver is, the likeliest first. */
const closers = [
  'Close',
  'Stop',
  'Shutdown',
  'Unsubscribe',
  'Cancel',
  'Release',
  'Disconnect',
  'Quit',
  'Terminate',
  'End',
];

/** Functions between the one that runs in the goroutine and those that other packages call, and of these. */
const maxSeen = 200;
const maxEntries = 40;

/**
 * What a library's own source tells of the goroutines that it starts: which of its exported functions lead to the `go`
 * statement, and how what these return is given back. Null when none leads there.
 */
export function resourceOf(goPackage: GoPackage, symbols: readonly string[]): KnownLibrary | null {
  const importPath = packageOfSymbol(symbols[0] ?? '');
  const units = symbols
    .filter((symbol) => packageOfSymbol(symbol) === importPath)
    .flatMap((symbol) => unitsNamed(goPackage, plainSymbol(symbol).slice(importPath.length + 1)));
  const entries = [...new Set(units.flatMap((unit) => entriesTo(goPackage, unit, new Set())))].slice(0, maxEntries);
  const made = entries.map((unit) => describe(goPackage, unit));
  // What can be closed says more than what cannot.
  const best =
    made.find(({ closers: known }) => known.length > 0) ?? made.find(({ context }) => context !== undefined) ?? made[0];
  if (best === undefined) return null;
  const alike = entries.filter((_, at) => sameWay(made[at], best));
  const makers = best.at === 'receiver' ? makersOf(goPackage, new Set(alike.map((unit) => unit.receiverType))) : [];
  const isMade = makers.length > 0;
  const makes = (isMade ? makers : alike).map((unit) => `${importPath}.${nameOf(unit)}`);
  const way = isMade ? { ...best, at: 0 } : best;
  const resource: LibraryResource = { name: '', noun: 'resource', makes, ...way, goroutines: [] };
  return { resource, types: typesOf(goPackage, importPath) };
}

/** Exported functions whose first result is of one of these types: what a method of it starts ends with it. */
function makersOf({ types }: GoPackage, names: ReadonlySet<string>): FunctionUnit[] {
  return [...types.names.units.values()].filter(({ node, name, receiverType, resultTypes: [first] }) => {
    const isExported = node.type === 'function_declaration' && receiverType === '' && /^\p{Lu}/u.test(name);
    return isExported && first !== undefined && names.has(types.typeName(first));
  });
}

/** The library's own types by the exported functions and methods that return them. */
function typesOf({ types }: GoPackage, importPath: string): ExternalTypes {
  const found: Record<string, string> = {};
  for (const unit of types.names.units.values()) {
    const [first] = unit.resultTypes;
    const name = first === undefined ? '' : types.typeName(first);
    const isPlain = unit.node.type !== 'func_literal' && /^\p{Lu}/u.test(unit.name) && /^\p{Lu}\w*$/u.test(name);
    if (isPlain) found[`${importPath}.${nameOf(unit)}`] = `${importPath}.${name}`;
  }
  return found;
}

/** What a library's own source tells. */
export interface KnownLibrary {
  readonly resource: LibraryResource;
  readonly types: ExternalTypes;
}

type Way = Pick<LibraryResource, 'at' | 'closers' | 'context'>;

function sameWay(one: Way | undefined, other: Way): boolean {
  return (
    one !== undefined && one.at === other.at && one.closers[0] === other.closers[0] && one.context === other.context
  );
}

function unitsNamed(goPackage: GoPackage, name: string): FunctionUnit[] {
  const [first = '', second = ''] = name.split('.');
  return [...goPackage.types.names.units.values()].filter(
    (unit) =>
      unit.node.type !== 'func_literal' &&
      (unit.receiverType === '' ? unit.name === first : unit.receiverType === first && unit.name === second),
  );
}

function nameOf({ receiverType, name }: FunctionUnit): string {
  return receiverType === '' ? name : `${receiverType}.${name}`;
}

/** Exported functions from which a function is reached, itself included. */
function entriesTo(goPackage: GoPackage, unit: FunctionUnit, seen: Set<FunctionUnit>): FunctionUnit[] {
  if (seen.has(unit) || seen.size > maxSeen) return [];
  seen.add(unit);
  if (/^\p{Lu}/u.test(unit.name) && unit.node.type !== 'func_literal' && isExportedType(unit)) return [unit];
  const callers = goPackage.sites.of(unit).flatMap(({ caller }) => outermost(caller) ?? []);
  return callers.flatMap((caller) => entriesTo(goPackage, caller, seen));
}

/** Methods of types that nobody else can name are reached through the functions that make them. */
function isExportedType({ receiverType }: FunctionUnit): boolean {
  return receiverType === '' || /^\p{Lu}/u.test(receiverType);
}

function outermost(unit: FunctionUnit | null): FunctionUnit | null {
  let at = unit;
  while (at !== null && at.node.type === 'func_literal') at = at.outer;
  return at;
}

/** How what an exported function starts is ended. */
function describe(goPackage: GoPackage, unit: FunctionUnit): Way {
  for (const [at, type] of unit.resultTypes.entries()) {
    const names = closersOf(goPackage, type);
    if (names.length > 0) return { at, closers: names };
  }
  const receiver = unit.receiver === null ? null : unit.receiver.type;
  const own = receiver === null ? [] : closersOf(goPackage, receiver);
  if (own.length > 0) return { at: 'receiver', closers: own };
  const context = contextAt(goPackage, unit);
  return context < 0 ? { closers: [] } : { closers: [], context };
}

function closersOf(goPackage: GoPackage, type: GoNode): string[] {
  const { types } = goPackage;
  const node = withoutPointer(type);
  const under = types.underlying(node);
  if (under?.type === 'interface_type') {
    const names = methodNames(under);
    return closers.filter((name) => names.has(name));
  }
  const named = closers.filter((name) => types.methodOf(node, name) !== null);
  return named.length > 0 ? named : methodsThatEnd(goPackage, node);
}

function methodNames(type: GoNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(type, (node) => {
    const name = node.type === 'method_elem' || node.type === 'method_spec' ? childOf(node, 'name') : null;
    if (name !== null) names.add(textOf(name));
    return undefined;
  });
  return names;
}

function contextAt({ types }: GoPackage, { parameters }: FunctionUnit): number {
  return parameters.findIndex(
    (parameter) => parameter !== null && types.typeName(parameter.type) === 'context.Context',
  );
}
