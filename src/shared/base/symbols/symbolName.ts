/**
 * A Go symbol as its author wrote it. The linker's symbols escape dots in the last element of an import path, and whatever is not
 * printable ASCII, as %2e (cmd/internal/objabi.PathToPrefix): `gopkg.in/yaml%2ev3.Node` → `gopkg.in/yaml.v3.Node`. For people
 * only: ids, JSON and what is compared keep the symbol. Escapes of control characters stay as they are.
 */
export function readableSymbol(symbol: string): string {
  // What is longer is cut wherever it is shown, and not worth the work.
  if (symbol.length > longestSymbol || !symbol.includes('%')) return symbol;
  return symbol.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      const text = decodeURIComponent(bytes);
      return /\p{Cc}/u.test(text) ? bytes : text;
    } catch {
      // Not UTF-8, so nothing that the compiler wrote.
      return bytes;
    }
  });
}

const longestSymbol = 10_000;
