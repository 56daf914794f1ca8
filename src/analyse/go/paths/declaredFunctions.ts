import type { LineRange } from '../../../shared/model/sourcePaths';

/**
 * `func Name(`, `func Name[T any](`, `func (r *T[K]) Name(`; gofmt puts them at the beginning of a line. No two parts that stand beside each other
 * take the same characters: what a hostile line costs grows with its length, not with the square of it.
 */
const declaration =
  /^func\s+(?:\(\s*(?:[^\s()*[\]]+\s+)?(?:\*\s*)?([^\s()*[\].]+)(?:\[[^\]]*\])?\s*\)\s*)?([\p{L}_][\p{L}\p{Nd}_]*)\s*[([]/u;

/**
 * The functions that a Go text declares, `Name` or `T.Name` for a method, with their lines: from `func` to the brace that
 * stands at the beginning of a line, which is how gofmt writes. Of two with one name (build tags do not allow it, templates
 * might) neither is told.
 */
export function declaredFunctions(source: string): ReadonlyMap<string, LineRange> {
  const lines = source.split(/\r?\n/);
  const ends = endsOf(lines);
  const found = new Map<string, LineRange>();
  const twice = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const parts = declaration.exec(line);
    if (parts === null) continue;
    const [, receiver, name = ''] = parts;
    const key = receiver === undefined ? name : `${receiver}.${name}`;
    if (found.has(key)) twice.add(key);
    found.set(key, { first: at + 1, last: isWhole(line) ? at + 1 : (ends[at] ?? lines.length) });
  }
  for (const key of twice) found.delete(key);
  return found;
}

/** A function on a single line ends where it begins. */
function isWhole(line: string): boolean {
  const [code = ''] = line.split('//', 1);
  // Two slashes may stand in a text.
  return line.includes('{') && (code.trimEnd().endsWith('}') || line.trimEnd().endsWith('}'));
}

/** For each line, the number of the line at which a function ends that begins there: found from the end, each line once. */
function endsOf(lines: readonly string[]): Uint32Array {
  const ends = new Uint32Array(lines.length);
  let brace = lines.length;
  let next = Infinity;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    // One without a body is written elsewhere, in assembler.
    ends[at] = next < brace ? at + 1 : brace;
    const line = lines[at] ?? '';
    if (line.startsWith('}')) [brace, next] = [at + 1, Infinity];
    else if (/^func\s/.test(line)) next = at + 1;
  }
  return ends;
}
