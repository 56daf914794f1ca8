import type { GraphLayout, GraphShape } from '../../model/views/graphView';

/** Lays out graphs, where it takes what time it takes: in a thread of its own. */
export interface LayoutCalls {
  layOut(shape: GraphShape): GraphLayout;
}

/** The same for whoever asks. @throws LeakLensError `too-large` when it takes too long or too much memory */
export type LayOutGraph = (shape: GraphShape, signal: AbortSignal) => Promise<GraphLayout>;
