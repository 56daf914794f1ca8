import type { LineRange } from '../../shared/sourcePaths';

/** `func Name(`, `func Name[T any](`, `func (r *T[K]) Name(`; gofmt puts them at the beginning of a line. */
const declaration =
  /^func\s+(?:\(\s*(?:[^\s()*[\]]+\s+)?\*?\s*([^\s()*[\].]+)(?:\[[^\]]*\])?\s*\)\s*)?([\p{L}_][\p{L}\p{Nd}_]*)\s*[([]/u;

/**
 * The functions that a Go text declares, `Name` or `T.Name` for a method, with their lines: from `func` to the brace that
 * stands at the beginning of a line, which is how gofmt writes. Of two with one name (build tags do not allow it, templates
 * might) neither is told.
 */
export function declaredFunctions(source: string): ReadonlyMap<string, LineRange> {
  const lines = source.split(/\r?\n/);
  const found = new Map<string, LineRange>();
  const twice = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const parts = declaration.exec(line);
    if (parts === null) continue;
    const [, receiver, name = ''] = parts;
    const key = receiver === undefined ? name : `${receiver}.${name}`;
    if (found.has(key)) twice.add(key);
    found.set(key, { first: at + 1, last: lastLine(lines, at) });
  }
  for (const key of twice) found.delete(key);
  return found;
}

function lastLine(lines: readonly string[], from: number): number {
  const first = lines[from] ?? '';
  // A function without a body is written elsewhere, in assembler; one on a single line ends where it begins.
  if (/\}\s*(?:\/\/.*)?$/.test(first) && first.includes('{')) return from + 1;
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('}')) return at + 1;
    if (line.startsWith('func ')) return from + 1;
  }
  return lines.length;
}
