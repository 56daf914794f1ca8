import type { GraphLayout, GraphShape } from '../shared/model/views/graphView';

const pointsPerInch = 72;

/**
 * Reads what Graphviz answers in its plain format (graphviz.org/docs/outputs/plain): inches from the lower left corner. No two lines have the
 * same ends.
 *
 * @throws Error when a box or a line is missing
 */
export function readPlain(text: string, shape: GraphShape): GraphLayout {
  const boxes = shape.boxWidth.length;
  const layout = { x: new Float64Array(boxes), y: new Float64Array(boxes) };
  const found = new Map<string, PlainLine>();
  let width = 0;
  let height = 0;
  for (const row of text.split(/\r?\n/)) {
    const [kind, ...fields] = row.split(' ');
    const points = (at: number) => Number(fields[at]) * pointsPerInch;
    if (kind === 'graph') [width, height] = [points(1), points(2)];
    else if (kind === 'node') {
      const box = rowOf(fields[0]);
      layout.x[box] = points(1);
      layout.y[box] = height - points(2);
    } else if (kind === 'edge') found.set(`${fields[0] ?? ''} ${fields[1] ?? ''}`, readLine(fields, height));
  }
  const { boxWidth, boxHeight } = shape;
  return { width, height, ...layout, boxWidth, boxHeight, ...linesOf(shape, found) };
}

interface PlainLine {
  readonly points: readonly number[];
  readonly textX: number;
  readonly textY: number;
}

/** `tail head n x1 y1 … xn yn label x y style color`; the label is ours and has no blanks. */
function readLine(fields: readonly string[], height: number): PlainLine {
  const count = Number(fields[2]);
  const at = (index: number) => Number(fields[index]) * pointsPerInch;
  const points: number[] = [];
  for (let point = 0; point < count; point += 1) points.push(at(3 + 2 * point), height - at(4 + 2 * point));
  const text = 4 + 2 * count;
  return { points, textX: at(text), textY: height - at(text + 1) };
}

function linesOf(
  { from, to }: GraphShape,
  found: ReadonlyMap<string, PlainLine>,
): Pick<GraphLayout, 'pointOffsets' | 'points' | 'textX' | 'textY'> {
  const lines = Array.from(from, (box, line) => {
    const read = found.get(`N${String(box)} N${String(to[line] ?? 0)}`);
    if (read === undefined) throw new Error('Graphviz left out a line.');
    return read;
  });
  const pointOffsets = new Uint32Array(lines.length + 1);
  for (const [line, { points }] of lines.entries()) {
    pointOffsets[line + 1] = (pointOffsets[line] ?? 0) + points.length / 2;
  }
  return {
    pointOffsets,
    points: Float64Array.from(lines.flatMap(({ points }) => points)),
    textX: Float64Array.from(lines, ({ textX }) => textX),
    textY: Float64Array.from(lines, ({ textY }) => textY),
  };
}

function rowOf(name = ''): number {
  const row = Number(name.slice(1));
  if (!/^N\d+$/.test(name)) throw new Error(`Graphviz names a box that nobody asked for: ${name}`);
  return row;
}
