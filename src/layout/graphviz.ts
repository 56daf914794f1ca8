import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { GraphLayout, GraphShape } from '../shared/model/views/graphView';
import type { LayoutCalls } from '../shared/ports/engine/graphLayouts';
import { HandedOver, type ServedCalls } from '../shared/ports/threadCalls';
import { dotOf } from './dotOf';
import { readPlain } from './readPlain';

/** Graphviz itself, as WebAssembly. It is told sizes and numbers: whatever a profile says stays outside. */
export function graphvizCalls(): ServedCalls<LayoutCalls> {
  return {
    async layOut(shape) {
      const layout = await layOut(shape);
      const columns = Object.values(layout).filter((column) => ArrayBuffer.isView(column));
      return new HandedOver(
        layout,
        columns.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])),
      );
    },
  };
}

async function layOut(shape: GraphShape): Promise<GraphLayout> {
  const graphviz = await Graphviz.load();
  return readPlain(graphviz.layout(dotOf(shape), 'plain', 'dot'), shape);
}
