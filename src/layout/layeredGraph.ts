import { Graph, layout } from '@dagrejs/dagre';
import type { GraphLayout, GraphShape } from '../shared/model/views/graphView';
import { smoothLine, type Point } from './smoothLine';

/** As Graphviz is told, in points. */
const distances = { nodesep: 14, edgesep: 8, ranksep: 22 };

/** Height of a line of text on an edge. */
const textHeight = 12;

/** What it answers of a line. */
interface LaidOutLine {
  readonly points: readonly Point[];
  readonly x?: number;
  readonly y?: number;
}

/**
 * A graph in layers, as Graphviz would lay it out, in a fortieth of its size: what has to travel with a page of its own. It crosses more
 * lines than Graphviz does.
 */
export function layOutLayers(shape: GraphShape): GraphLayout {
  const { boxWidth, boxHeight, from, to, weight, ranks, textWidth, textLines } = shape;
  const graph = new Graph();
  graph.setGraph(distances);
  for (const [box, width] of boxWidth.entries()) graph.setNode(String(box), { width, height: boxHeight[box] ?? 0 });
  for (const [line, box] of from.entries()) {
    graph.setEdge(String(box), String(to[line] ?? 0), {
      width: textWidth[line] ?? 0,
      height: textHeight * (textLines[line] ?? 1),
      weight: weight[line] ?? 1,
      minlen: ranks[line] ?? 1,
      labelpos: 'c',
    });
  }
  layout(graph);
  const place = (box: number) => graph.node(String(box)) as Point;
  const lines = Array.from(from, (box, line) => graph.edge(String(box), String(to[line] ?? 0)) as LaidOutLine);
  const curves = lines.map(({ points }) => smoothLine(points));
  const pointOffsets = new Uint32Array(lines.length + 1);
  for (const [line, curve] of curves.entries()) pointOffsets[line + 1] = (pointOffsets[line] ?? 0) + curve.length / 2;
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width,
    height,
    x: Float64Array.from(boxWidth, (_, box) => place(box).x),
    y: Float64Array.from(boxWidth, (_, box) => place(box).y),
    boxWidth,
    boxHeight,
    pointOffsets,
    points: Float64Array.from(curves.flat()),
    textX: Float64Array.from(lines, ({ x, points }) => x ?? points[0]?.x ?? 0),
    textY: Float64Array.from(lines, ({ y, points }) => y ?? points[0]?.y ?? 0),
  };
}
