import type { Disposable } from '../../shared/base/disposable';
import { graphShape } from '../../shared/base/graphShape';
import { LeakLensError } from '../../shared/model/errors';
import type { GraphLayout, GraphShape, GraphWindow } from '../../shared/model/views/graphView';
import type { LayOutGraph, LayoutCalls } from '../../shared/ports/engine/graphLayouts';
import type { OpenViewer } from '../../shared/ports/engine/profileViewer';
import type { ThreadCalls } from '../../shared/ports/threadCalls';

/** Graphs that are looked at now and then, going back and forth between refinements. */
const mostLayouts = 4;

/** Viewers whose call graphs are laid out. */
export function graphViewers(openViewer: OpenViewer, layOut: LayOutGraph): OpenViewer {
  return (subject) => {
    const viewer = openViewer(subject);
    const layouts = new GraphLayouts(layOut);
    return {
      ...viewer,
      answer: async (query, signal) => {
        const answer = await viewer.answer(query, signal);
        if (answer.view !== 'graph' || answer.window.frames.functions.length === 0) return answer;
        return { view: 'graph', window: { ...answer.window, layout: await layouts.of(answer.window) } };
      },
      dispose: () => {
        layouts.dispose();
        viewer.dispose();
      },
    };
  };
}

interface Running {
  readonly key: string;
  readonly layout: Promise<GraphLayout>;
  readonly abort: AbortController;
}

/** The layouts of one profile. What was laid out last is remembered: a search asks for the same graph at every keystroke. */
class GraphLayouts implements Disposable {
  private readonly layOut: LayOutGraph;
  private readonly known = new Map<string, GraphLayout>();
  private running: Running | null = null;

  constructor(layOut: LayOutGraph) {
    this.layOut = layOut;
  }

  /** Whoever asks for another graph no longer waits for the one before. */
  async of(window: GraphWindow): Promise<GraphLayout> {
    const shape = graphShape(window);
    const key = keyOf(shape);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.running?.key !== key) {
      this.dispose();
      const abort = new AbortController();
      this.running = { key, abort, layout: this.layOut(shape, abort.signal) };
    }
    const running = this.running;
    try {
      const layout = await running.layout;
      this.remember(key, layout);
      return layout;
    } finally {
      if (this.running === running) this.running = null;
    }
  }

  dispose(): void {
    this.running?.abort.abort();
    this.running = null;
  }

  private remember(key: string, layout: GraphLayout): void {
    this.known.delete(key);
    this.known.set(key, layout);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= mostLayouts) break;
      this.known.delete(oldest);
    }
  }
}

/** Equal for graphs that are laid out the same. */
function keyOf(shape: GraphShape): string {
  return JSON.stringify(Object.values(shape).map((column: ArrayLike<number>) => Array.from(column)));
}

/** Lays out in a thread, which takes no longer than the thread is given. */
export function threadLayout(thread: ThreadCalls<LayoutCalls>): LayOutGraph {
  return async (shape, signal) => {
    const subject = 'call graph';
    try {
      return await thread.call('layOut', shape, { subject, signal });
    } catch (error) {
      if (!(error instanceof LeakLensError) || error.problem.kind !== 'too-large') throw error;
      const detail = `${error.problem.detail}: choose fewer nodes, or refine the profile`;
      throw new LeakLensError({ ...error.problem, detail }, error);
    }
  };
}
