import type { LineRange, RecordedFunction } from '../../../shared/model/sourcePaths';
import { isMadeUp, nameParts, receiverIn } from '../../../shared/base/symbols/functionName';

const identifier = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

interface WrittenName {
  /** `Name`; the last that a person wrote, since closures of inlined functions are named after the caller first. */
  readonly name: string;
  /** `T` of `(*T).Name` or `T.Name`; for `T.Name` it may also be a function into which `Name` was inlined. */
  readonly before: string | null;
  readonly isPointer: boolean;
  /** The compiler's own parts follow: this is code inside the declaration. */
  readonly isInner: boolean;
}

function writtenName(functionName: string): WrittenName | null {
  const parts = nameParts(functionName);
  const at = parts.findLastIndex((part, index) => !isMadeUp(part, index));
  const name = parts[at];
  if (name === undefined || !identifier.test(name)) return null;
  const before = parts[at - 1] ?? '';
  const pointer = receiverIn(before);
  const receiver = pointer ?? (identifier.test(before) && !isMadeUp(before, at - 1) ? before : null);
  return { name, before: receiver, isPointer: pointer !== null, isInner: at < parts.length - 1 };
}

/** True for closures and the like, which begin inside a declaration or at package level. */
export function isInnerFunction(functionName: string): boolean {
  return writtenName(functionName)?.isInner ?? true;
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
  const parts = writtenName(functionName);
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
