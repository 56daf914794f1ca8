import { readableSymbol } from './symbolName';
import { withoutTypeArguments } from './withoutTypeArguments';

/**
 * The import path in a Go symbol name: up to the first dot after the last slash that precedes any `(` or `[`. The compiler
 * escapes dots of the last path element, and whatever is not ASCII, as %2e (cmd/internal/objabi.PathToPrefix).
 */
export function packagePath(functionName: string): string {
  return readableSymbol(functionName.slice(0, packageEnd(functionName)));
}

/** Length of the import path as it stands in a symbol name. */
function packageEnd(functionName: string): number {
  const bracket = functionName.search(/[([]/);
  const head = bracket < 0 ? functionName : functionName.slice(0, bracket);
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1);
  return dot < 0 ? head.length : dot;
}

/** What follows the import path, without type arguments: `.(*T).Name.func1`. */
export function localName(functionName: string): string {
  return withoutTypeArguments(functionName.slice(packageEnd(functionName)));
}

/** Parts of a name that the compiler makes up wherever they stand: closures, wrappers, the bodies of loops over functions, numbers. */
const madeUp = /^(?:func\d+|gowrap\d+|deferwrap\d+|\d+|)$/;

/** `-fm` of a method value, `-range1` of the body of a loop over a function. */
const suffix = /-(?:fm|range\d+)$/;

/** What follows the import path, split at its dots: `(*T)`, `Name`, `func1`. */
export function nameParts(functionName: string): readonly string[] {
  return localName(functionName)
    .split('.')
    .slice(1)
    .map((part) => part.replace(suffix, ''));
}

/** True for a part that no person wrote. `init` and `glob` are the compiler's where nothing stands before them: a method may be called so. */
export function isMadeUp(part: string, at: number): boolean {
  return madeUp.test(part) || (at === 0 && (part === 'init' || part === 'glob'));
}

/** `T` of `(*T)` or `(T)`; null for a part without parentheses. */
export function receiverIn(part: string): string | null {
  return /^\(\*?(.*)\)$/.exec(part)?.[1] ?? null;
}
