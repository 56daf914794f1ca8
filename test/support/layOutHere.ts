// Lays out graphs where it stands, as the thread of the engine does.
import { graphvizCalls } from '../../src/layout/graphviz';
import type { LayOutGraph } from '../../src/shared/ports/engine/graphLayouts';
import { HandedOver } from '../../src/shared/ports/threadCalls';

export const layOutHere: LayOutGraph = async (shape) => {
  const answer = await graphvizCalls().layOut(shape);
  return answer instanceof HandedOver ? answer.value : answer;
};
