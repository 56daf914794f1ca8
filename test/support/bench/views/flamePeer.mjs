// What d3-flame-graph needs for the same tree, in a page of its own: bundled and served by benchFlamePeer.ts.
import flamegraph from 'd3-flame-graph';
import { select } from 'd3-selection';

const { document, fetch, performance, requestAnimationFrame } = globalThis;

/** The tree as the library takes it: an object a box. */
async function tree() {
  const { count, names } = await (await fetch('/tree.json')).json();
  const columns = await (await fetch('/tree')).arrayBuffer();
  const parents = new Uint32Array(columns, 0, count);
  const frames = new Uint32Array(columns, 4 * count, count);
  const widths = new Float64Array(columns.slice(16 * count, 24 * count));
  const boxes = Array.from({ length: count }, (_, row) => ({
    name: row === 0 ? 'root' : names[frames[row]],
    value: widths[row],
    children: [],
  }));
  for (let row = 1; row < count; row += 1) boxes[parents[row]].children.push(boxes[row]);
  return boxes[0];
}

/** Milliseconds from the tree to its drawing. */
globalThis.drawTree = async () => {
  const root = await tree();
  const started = performance.now();
  const chart = flamegraph().width(document.body.clientWidth).cellHeight(20).minFrameSize(1);
  select('#chart').datum(root).call(chart);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - started;
};
