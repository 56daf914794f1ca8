import type { GraphWindow } from '../../../src/shared/model/views/graphView';

/** Which node an arrow key goes to; -1 for none. Up and down go along the heaviest call, left and right to the next in the same row. */
export function nodeBeside(window: GraphWindow, from: number, key: string): number {
  if (window.layout === null || window.frames.functions.length === 0) return -1;
  if (from < 0) return 0;
  switch (key) {
    case 'ArrowUp':
      return heaviest(window, from, 'caller');
    case 'ArrowDown':
      return heaviest(window, from, 'callee');
    case 'ArrowLeft':
      return besideInRow(window, from, -1);
    case 'ArrowRight':
      return besideInRow(window, from, 1);
    default:
      return -1;
  }
}

/** Edges come heaviest first. */
function heaviest({ edges }: GraphWindow, from: number, side: 'caller' | 'callee'): number {
  const own = side === 'caller' ? edges.callee : edges.caller;
  const edge = own.indexOf(from);
  return edge < 0 ? -1 : (edges[side][edge] ?? -1);
}

function besideInRow({ layout, frames }: GraphWindow, from: number, direction: 1 | -1): number {
  if (layout === null) return -1;
  const { x, y, boxHeight } = layout;
  const ahead = (node: number) => direction * ((x[node] ?? 0) - (x[from] ?? 0));
  const isInRow = (node: number) => Math.abs((y[node] ?? 0) - (y[from] ?? 0)) < (boxHeight[from] ?? 0);
  let best = -1;
  for (let node = 0; node < frames.functions.length; node += 1) {
    if (ahead(node) > 0 && isInRow(node) && (best < 0 || ahead(node) < ahead(best))) best = node;
  }
  return best;
}
