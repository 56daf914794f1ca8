import { readableSymbol } from '../shared/base/symbolName';
import { withoutTypeArguments } from '../shared/base/withoutTypeArguments';

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
