/**
 * A Go symbol without the type arguments that stand in it, wherever they stand: `main.(*Set[go.shape.int]).Keys[...].func1` →
 * `main.(*Set).Keys.func1`. They may hold brackets and dots of their own. Profiles write them out, the runtime's own stacks write
 * `[...]` (runtime/traceback.go, printFuncName), so what is compared between the two is this. A bracket that never closes takes the
 * rest with it.
 * @param instead what stands for each list of them
 */
export function withoutTypeArguments(symbol: string, instead = ''): string {
  let depth = 0;
  let kept = '';
  for (const character of symbol) {
    if (character === '[') {
      if (depth === 0) kept += instead;
      depth += 1;
    }
    if (depth === 0) kept += character;
    if (character === ']') depth = Math.max(0, depth - 1);
  }
  return kept;
}
