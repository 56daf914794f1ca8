const steps = '▁▂▃▄▅▆▇█';
const width = 24;

/**
 * A row of bars, oldest first, the least value lowest: a picture that any editor can show. Empty for fewer than three points
 * or where nothing moves.
 */
export function sparkline(points: readonly (readonly [atMillis: number, value: number])[]): string {
  const values = sampled(points);
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  if (points.length < 3 || !(span > 0)) return '';
  return values.map((value) => steps[Math.round(((value - least) / span) * (steps.length - 1))] ?? '').join('');
}

/** The newest value of each of so many equal spans of time; a span without a point repeats the one before. */
function sampled(points: readonly (readonly [atMillis: number, value: number])[]): number[] {
  const start = points[0]?.[0] ?? 0;
  const span = (points.at(-1)?.[0] ?? start) - start;
  const columns = Math.min(width, points.length);
  const values: number[] = [];
  let row = 0;
  for (let column = 0; column < columns; column += 1) {
    const end = start + (span * (column + 1)) / columns;
    while (row + 1 < points.length && (points[row + 1]?.[0] ?? Infinity) <= end) row += 1;
    values.push(points[row]?.[1] ?? 0);
  }
  return values;
}
