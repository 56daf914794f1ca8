/** How a client counts the characters of a line (LSP 3.17, PositionEncodingKind). UTF-16 is what every client knows. */
export type PositionEncoding = 'utf-8' | 'utf-16';

/** The first that the client likes of those known here. @param offered in the client's order; absent: it knows UTF-16 alone */
export function chosenEncoding(offered: readonly string[] | undefined): PositionEncoding {
  return offered?.find((one) => one === 'utf-8' || one === 'utf-16') ?? 'utf-16';
}

/** A column in UTF-16 units as the client counts it. Beyond the end of the line each unit counts as one. */
export function toClientColumn(line: string, column: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return column;
  const before = line.slice(0, column);
  return Buffer.byteLength(before) + Math.max(0, column - line.length);
}

/** A client's column in UTF-16 units. One within a character is before it; one beyond the end of the line stays beyond it. */
export function fromClientColumn(line: string, column: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return column;
  let left = column;
  let units = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (left < bytes) return units;
    left -= bytes;
    units += character.length;
  }
  return units + left;
}
