import type { LineRange, RecordedFunction } from '../../shared/model/sourcePaths';
import { localName } from '../functionName';

/** Parts of a symbol name that the compiler makes up: closures, initialisers, wrappers, loop bodies, numbers. */
const madeUp = /^(?:func\d*|gowrap\d*|deferwrap\d*|init|glob|\d+|)$/;
const identifier = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

interface NameParts {
  /** `Name`; the last that a person wrote, since closures of inlined functions are named after the caller first. */
  readonly name: string;
  /** `T` of `(*T).Name` or `T.Name`; for `T.Name` it may also be a function into which `Name` was inlined. */
  readonly before: string | null;
  readonly isPointer: boolean;
  /** The compiler's own parts follow: this is code inside the declaration. */
  readonly isInner: boolean;
}

function nameParts(functionName: string): NameParts | null {
  const parts = localName(functionName)
    .replace(/-(?:fm|range\d+)(?=\.|$)/g, '')
    .split('.')
    .slice(1);
  const at = parts.findLastIndex((part) => !madeUp.test(part));
  const name = parts[at];
  if (name === undefined || !identifier.test(name)) return null;
  const before = parts[at - 1] ?? '';
  const pointer = /^\(\*?(.+)\)$/.exec(before);
  const receiver = pointer?.[1] ?? (identifier.test(before) && !madeUp.test(before) ? before : null);
  return { name, before: receiver, isPointer: pointer !== null, isInner: at < parts.length - 1 };
}

/** True for closures and the like, which begin inside a declaration or at package level. */
export function isInnerFunction(functionName: string): boolean {
  return nameParts(functionName)?.isInner ?? true;
}

/**
 * The lines of the declaration that a symbol name comes from; null when it is not among the declared, undefined when no
 * source declares such a name (`glob..func1`, `init.0`). A parser's answer may stand under the whole symbol name.
 */
export function functionRange(
  declared: ReadonlyMap<string, LineRange>,
  functionName: string,
): LineRange | null | undefined {
  const told = declared.get(functionName);
  if (told !== undefined) return told;
  const parts = nameParts(functionName);
  if (parts === null) return undefined;
  const { name, before, isPointer, isInner } = parts;
  if (before === null) return declared.get(name) ?? null;
  const method = declared.get(`${before}.${name}`);
  if (method !== undefined || isPointer || !isInner) return method ?? null;
  return declared.get(name) ?? null;
}

/** The share of functions, 0 to 1, that are declared, of those that say anything; null when none does. */
export function declaredShare(
  declared: ReadonlyMap<string, LineRange>,
  functions: readonly RecordedFunction[],
): number | null {
  const found = functions.map(({ name }) => functionRange(declared, name)).filter((range) => range !== undefined);
  return found.length === 0 ? null : found.filter((range) => range !== null).length / found.length;
}
