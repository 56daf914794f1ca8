// Viewers that lay out call graphs: Graphviz lays out, what was laid out is remembered, and what takes too long says what to do.
import { describe, expect, it } from 'vitest';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { graphViewers, threadLayout } from '../../../src/engine/profiles/graphViewers';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { layOutLayers } from '../../../src/layout/layeredGraph';
import { goViews } from '../../../src/runtimes/goViews';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { GraphWindow } from '../../../src/shared/model/views/graphView';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import type { LayOutGraph } from '../../../src/shared/ports/engine/graphLayouts';
import { layOutHere } from '../../support/layOutHere';
import { profileBytesFromText } from '../../support/profiles/profileText';

const layersHere: LayOutGraph = (shape) => Promise.resolve(layOutLayers(shape));

const { signal } = new AbortController();
const text = `
  shop.add;main.main 3 300 {tenant=acme}
  shop.del;shop.find;main.main 1 100
  main.main;shop.del;main.main 1 50
`;

async function graphs(layOut: LayOutGraph) {
  const viewer = graphViewers(
    directViewers(() => viewerCalls(goViews)),
    layOut,
  )('profile');
  await viewer.open({ bytes: profileBytesFromText(text), subject: 'p' }, null, signal);
  return async (nodeCount: number, search: string | null = null): Promise<GraphWindow> => {
    const answer = await viewer.answer({ view: 'graph', scope: wholeScope, ask: { nodeCount, search } }, signal);
    if (answer.view !== 'graph') throw new Error('no graph');
    return answer.window;
  };
}

describe('a call graph', () => {
  it.each([
    ['by Graphviz', layOutHere],
    ['by what a report has in its place', layersHere],
  ])('laid out %s has a place for every node, label and call, none on another', async (_by, layOut) => {
    const { layout, frames, edges, tags } = await (await graphs(layOut))(80);
    if (layout === null) throw new Error('not laid out');
    const boxes = frames.functions.length + tags.names.length;
    expect([layout.x.length, layout.y.length]).toEqual([boxes, boxes]);
    expect(layout.textX.length).toBe(edges.caller.length + tags.names.length);
    for (let a = 0; a < boxes; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const apart = (middle: Float64Array, length: Float64Array) =>
          Math.abs((middle[a] ?? 0) - (middle[b] ?? 0)) >= ((length[a] ?? 0) + (length[b] ?? 0)) / 2 - 0.5;
        expect(apart(layout.x, layout.boxWidth) || apart(layout.y, layout.boxHeight)).toBe(true);
      }
    }
    // A call begins at its caller and ends at its callee.
    for (const [edge, caller] of edges.caller.entries()) {
      const callee = edges.callee[edge] ?? 0;
      const [first, end] = [layout.pointOffsets[edge] ?? 0, layout.pointOffsets[edge + 1] ?? 0];
      const touches = (point: number, box: number) =>
        Math.abs((layout.points[2 * point] ?? 0) - (layout.x[box] ?? 0)) <= (layout.boxWidth[box] ?? 0) / 2 + 2 &&
        Math.abs((layout.points[2 * point + 1] ?? 0) - (layout.y[box] ?? 0)) <= (layout.boxHeight[box] ?? 0) / 2 + 2;
      expect([touches(first, caller), touches(end - 1, callee)]).toEqual([true, true]);
    }
  });

  it('is laid out once for all that is searched in it', async () => {
    let layouts = 0;
    const ask = await graphs((shape, given) => {
      layouts += 1;
      return layOutHere(shape, given);
    });
    const [one, other] = await Promise.all([ask(80, 's'), ask(80, 'shop')]);
    expect((await ask(80)).layout).toEqual(one.layout);
    expect(other.found).not.toEqual(null);
    expect(layouts).toBe(1);
    await ask(2);
    expect(layouts).toBe(2);
  });

  it('that is not laid out in time says what to do about it', async () => {
    const slow = threadLayout({
      call: (_method, _argument, { subject }) =>
        Promise.reject(new LeakLensError({ kind: 'too-large', subject, detail: 'it takes longer than 20 s' })),
      dispose: () => undefined,
    });
    await expect((await graphs(slow))(80)).rejects.toMatchObject({
      problem: { kind: 'too-large', detail: expect.stringMatching(/choose fewer nodes/) as string },
    });
  });
});
