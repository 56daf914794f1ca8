/** A place in points of the drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A line along its bends as cubic Bézier curves: beginning and controls, in pairs. A uniform B-spline in between, and straight at both ends,
 * so that it leaves and meets its boxes where the first and the last point say.
 */
export function smoothLine(points: readonly Point[]): number[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const line = [first.x, first.y];
  let from = first;
  const straightTo = (to: Point) => {
    line.push(...towards(from, to, 1 / 3), ...towards(from, to, 2 / 3), to.x, to.y);
    from = to;
  };
  if (points.length > 2) {
    const beside = (at: number) => points[Math.max(0, Math.min(points.length - 1, at))] ?? first;
    straightTo(knot(beside(-1), first, beside(1)));
    for (let at = 0; at + 1 < points.length; at += 1) {
      const [start, end] = [beside(at), beside(at + 1)];
      from = knot(start, end, beside(at + 2));
      line.push(...towards(start, end, 1 / 3), ...towards(start, end, 2 / 3), from.x, from.y);
    }
  }
  straightTo(last);
  return line;
}

/** Where the spline passes the middle one of three. */
function knot(before: Point, middle: Point, after: Point): Point {
  return { x: (before.x + 4 * middle.x + after.x) / 6, y: (before.y + 4 * middle.y + after.y) / 6 };
}

function towards(from: Point, to: Point, share: number): [number, number] {
  return [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
}
