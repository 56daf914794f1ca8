import type { GraphShape, GraphWindow } from '../model/views/graphView';
import { graphAmounts, graphBox, graphFontSize, graphTextWidth, type GraphBox } from './graphBoxes';
import { saidAmount } from './profileAmounts';

/** Size of what is written on lines and in labels. */
export const graphSmallText = 10;

/** pprof gives a line a weight up to 101, by what it is of all (dotgraph.go, addEdge). */
const mostWeight = 100;

/** The line from a node to a label is as short as it can be. */
const tagWeight = 100;

/** A value of the graph as it is written. */
export function graphAmount(window: GraphWindow, value: number): string {
  return saidAmount(window, value);
}

/** The boxes of a graph: its nodes, then its labels. */
export function graphBoxes(window: GraphWindow): readonly GraphBox[] {
  const { frames, flat, cum, tags } = window;
  const mostFlat = flat.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const nodes = frames.functions.map((name, row) => {
    const own = flat[row] ?? 0;
    const amounts = graphAmounts(window, own, cum[row] ?? 0);
    const line = frames.lines[row] ?? 0;
    const place = frames.files[row] ?? '';
    const base = place.slice(place.lastIndexOf('/') + 1);
    // By file there is no name; by line it is told apart by its line.
    const shown = { name, place: name === '' ? place : line > 0 ? `${base}:${String(line)}` : '' };
    return graphBox(shown, amounts, graphFontSize(own, mostFlat));
  });
  const labels = tags.names.map((name) => graphBox({ name: '', place: name }, [], graphSmallText));
  return [...nodes, ...labels];
}

/** What there is to lay out. */
export function graphShape(window: GraphWindow): GraphShape {
  const { edges, tags, total } = window;
  const boxes = graphBoxes(window);
  const firstTag = boxes.length - tags.names.length;
  const hasTags = new Set(tags.node);
  const parentBox = (parent: number, row: number) => (parent === 0 ? (tags.node[row] ?? 0) : firstTag + parent - 1);
  const texts = [...edges.value, ...tags.value].map((value) => graphAmount(window, value));
  const edgeWeights = Array.from(edges.value, (value) => 1 + share(value, total));
  return {
    boxWidth: Float64Array.from(boxes, ({ width }) => width),
    boxHeight: Float64Array.from(boxes, ({ height }) => height),
    from: Uint32Array.from([...edges.caller, ...Array.from(tags.parent, parentBox)]),
    to: Uint32Array.from([...edges.callee, ...tags.names.map((_, row) => firstTag + row)]),
    weight: Uint32Array.from([...edgeWeights, ...tags.names.map(() => tagWeight)]),
    ranks: Uint8Array.from([
      ...Array.from(edges.caller, (node) => (hasTags.has(node) ? 2 : 1)),
      ...tags.names.map(() => 1),
    ]),
    textWidth: Float64Array.from(texts, (text) => graphTextWidth(text, graphSmallText)),
    textLines: Uint8Array.from([...Array.from(edges.inlined, (inlined) => inlined + 1), ...tags.names.map(() => 1)]),
  };
}

function share(value: number, total: number): number {
  return total === 0 ? 0 : Math.min(mostWeight, Math.trunc(Math.abs((value * 100) / total)));
}
