/** Longer calls are not read to their end. */
const mostLines = 30;

/**
 * A call as it is written, from where it begins to the parenthesis that ends it, which may stand lines below. One without parentheses ends
 * with its line.
 */
export function callText(blanked: readonly string[], written: readonly string[], row: number, column: number): string {
  const end = endOf(blanked, row, column);
  const lines = written.slice(row, end.row + 1);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? column : 0, at === last ? end.column : undefined).trim())
    .join(' ');
}

function endOf(lines: readonly string[], row: number, column: number): { row: number; column: number } {
  let depth = 0;
  for (let at = row; at < Math.min(lines.length, row + mostLines); at += 1) {
    const text = lines[at] ?? '';
    for (let place = at === row ? column : 0; place < text.length; place += 1) {
      const character = text[place] ?? '';
      if ('([{'.includes(character)) depth += 1;
      else if (')]}'.includes(character)) {
        depth -= 1;
        if (depth <= 0) return { row: at, column: place + 1 };
      }
    }
    if (depth === 0) return { row: at, column: text.length };
  }
  return { row, column: (lines[row] ?? '').length };
}
