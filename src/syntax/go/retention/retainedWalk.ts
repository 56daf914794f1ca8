import type { HolderPlace } from '../../../shared/model/holder';
import type { Declaration } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import { findFunction } from '../tree/functionLines';
import { childOf, findAll, lineOf, textOf, walk } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { heldName, namedType, rootParts } from './retainedNames';

/** The packages that an import path may mean: a workspace has more than one `main`. */
export type PackagesOf = (path: string) => readonly GoPackage[];

/** What a chain has come to: a struct whose field may be next, or a closure whose variables may. */
interface Reached {
  readonly place: HolderPlace | null;
  readonly struct: { readonly goPackage: GoPackage; readonly type: GoNode } | null;
  readonly closure: { readonly goPackage: GoPackage; readonly around: GoNode } | null;
}

const nowhere: Reached = { place: null, struct: null, closure: null };

/** Where each frame of a chain is declared, root first; null where the workspace does not tell. */
export function retainedWalk(chain: readonly string[], packagesOf: PackagesOf): readonly (HolderPlace | null)[] {
  let reached = nowhere;
  return chain.map((frame) => {
    const held = heldName(frame);
    reached = held === null ? rootOf(frame, packagesOf) : heldBy(reached, { ...held, packagesOf });
    return reached.place;
  });
}

function heldBy(
  { struct, closure }: Reached,
  { name, type, packagesOf }: { readonly name: string; readonly type: string; readonly packagesOf: PackagesOf },
): Reached {
  const declared = typeOf(type, packagesOf);
  const next = { struct: declared?.struct ?? null, closure: null };
  // What has no name, an element or the value of a map, is known by its type.
  if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name)) return { ...next, place: declared?.place ?? null };
  if (struct !== null) {
    const found = struct.goPackage.types.fieldOf(struct.type, name);
    return { ...next, place: found === null ? null : placeOf(found.field.type) };
  }
  const captured = closure === null ? undefined : variablesIn(closure.goPackage, closure.around, name)[0];
  return { ...next, place: captured === undefined ? null : placeOf(captured.node) };
}

function typeOf(type: string, packagesOf: PackagesOf): Pick<Reached, 'place' | 'struct'> | null {
  const named = namedType(type);
  if (named === null) return null;
  const found = packagesOf(named.path).flatMap((goPackage) => {
    const declared = goPackage.types.names.packageScope.own(named.name);
    return declared?.kind === 'type' && declared.type !== null
      ? [{ place: placeOf(declared.node), struct: { goPackage, type: declared.type } }]
      : [];
  });
  return only(found);
}

/** `main.sessions`, `main.hold.w`, `main.main.func2`, and functions of a stack. */
function rootOf(frame: string, packagesOf: PackagesOf): Reached {
  const { path, parts } = rootParts(frame);
  const found = packagesOf(path).flatMap((goPackage) => rootIn(goPackage, frame, parts) ?? []);
  return only(found) ?? nowhere;
}

function rootIn(goPackage: GoPackage, frame: string, parts: readonly string[]): Reached | null {
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  const own = parts.length === 1 ? goPackage.types.names.packageScope.own(first) : null;
  if (own?.kind === 'variable') return variable(goPackage, own);
  for (const file of goPackage.files) {
    const around = findFunction(file, frame);
    if (around === null) continue;
    const name = childOf(around, 'name');
    if (name !== null && textOf(name) === last) return { ...nowhere, place: placeOf(around) };
    if (/^(func\d+|gowrap\d+|\d+)$/.test(last)) return closureIn(goPackage, around, parts);
    const [found] = variablesIn(goPackage, around, last);
    if (found !== undefined) return variable(goPackage, found);
  }
  return null;
}

function variable(goPackage: GoPackage, { node, type, value }: Declaration): Reached {
  const { types } = goPackage;
  const known = type ?? (value === null || value.index > 0 ? null : types.typeOf(value.node));
  const struct = types.underlying(known);
  return {
    place: placeOf(node),
    struct: known !== null && struct?.type === 'struct_type' ? { goPackage, type: known } : null,
    closure: null,
  };
}

/** `func2` is the second literal of the function, `func2.1` the first one in that. */
function closureIn(goPackage: GoPackage, around: GoNode, parts: readonly string[]): Reached {
  let at = around;
  for (const part of parts) {
    const number = /^(?:func)?(\d+)$/.exec(part)?.[1];
    if (number === undefined) continue;
    const literal = literalsOf(at)[Number(number) - 1];
    if (literal === undefined) return { ...nowhere, place: placeOf(around) };
    at = literal;
  }
  return { place: placeOf(at), struct: null, closure: { goPackage, around } };
}

/** Literals of a function itself, not those in its literals. */
function literalsOf(node: GoNode): readonly GoNode[] {
  const found: GoNode[] = [];
  walk(node, (each) => {
    if (each === node || each.type !== 'func_literal') return undefined;
    found.push(each);
    return false;
  });
  return found;
}

function variablesIn({ types }: GoPackage, around: GoNode, name: string): readonly Declaration[] {
  return findAll(around, 'identifier').flatMap((node) => {
    const meaning = textOf(node) === name ? types.names.meaning.get(node) : undefined;
    const declares = meaning?.node === node && (meaning.kind === 'variable' || meaning.kind === 'parameter');
    return declares ? [meaning] : [];
  });
}

/** The only one; null for several, which only a person can tell apart. */
function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

function placeOf(node: GoNode): HolderPlace {
  return { path: node.file.path, line: lineOf(node) };
}
