// Measures how fast the trends panel draws a day of polling once a second: 86,400 points of eight series and the collections.
// From the arrival of the message to both charts drawn, and to the frame that shows them; in a real browser, as the panel runs.

const points = 86_400;

/**
 * @param {import('playwright-core').Page} page a fresh page; is left showing the panel
 * @param {string} dist folder of trends.js and trends.css
 * @param {number} runs how many times the whole day is drawn; one more warms up
 * @returns {Promise<{ points: number, series: number, drawnMillis: number, shownMillis: number }>} medians
 */
export async function benchPanel(page, dist, runs = 15) {
  await page.setViewportSize({ width: 900, height: 500 });
  await page.setContent('<!DOCTYPE html><html lang="en"><body class="vscode-dark"><div id="root"></div></body></html>');
  await page.evaluate('globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })');
  await page.addStyleTag({ path: `${dist}/trends.css` });
  await page.addScriptTag({ path: `${dist}/trends.js` });
  const { drawn, shown } = await page.evaluate(drawDays, { points, runs });
  return { points, series: 8, drawnMillis: median(drawn), shownMillis: median(shown) };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Runs in the page: it may only use what it is given and what a browser has. */
async function drawDays({ points, runs }) {
  const { document, performance, requestAnimationFrame, setTimeout, MessageEvent, window } = globalThis;
  const names = [
    'liveHeap',
    'heapAlloc',
    'heapInuse',
    'heapIdle',
    'heapReleased',
    'sys',
    'rss',
    'goroutines',
    'gcCycles',
  ];
  const said = { condition: 'connected', problem: '', asOf: '', cost: '' };
  const target = { id: 'a', name: 'bench', url: 'localhost:6060', phase: 'connected', ...said };
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const table = (count, seed) => {
    const rows = Array.from({ length: count }, (_, row) => row);
    const saw = (row, period) => ((row * 7 + seed) % period) / period;
    const column = (index) => rows.map((row) => Math.round(1e8 + row * 1e3 * index + saw(row, 97 + index) * 4e7));
    const values = Object.fromEntries(names.map((name, index) => [name, column(index)]));
    values.gcCycles = rows.map((row) => Math.floor(row / 30));
    return { atMillis: rows.map((row) => 1.7e12 + row * 1000), life: rows.map(() => 0), values };
  };
  const show = (series) => {
    const choice = { targetId: 'a', window: 'all', hidden: [] };
    const rates = { liveHeapPerMinute: null, goroutinesPerMinute: null };
    const data = { type: 'state', targets: [{ ...target, ...rates }], choice, series };
    window.dispatchEvent(new MessageEvent('message', { data }));
  };
  show(table(100, 0));
  while (document.querySelectorAll('canvas').length < 2) await frame();
  const drawn = [];
  const shown = [];
  for (let run = 0; run <= runs; run += 1) {
    const series = table(points, run);
    await frame();
    performance.clearMarks('leaklens.trends.drawn');
    const started = performance.now();
    show(series);
    await frame();
    if (run === 0) continue;
    shown.push(performance.now() - started);
    drawn.push(performance.getEntriesByName('leaklens.trends.drawn').at(-1).startTime - started);
  }
  return { drawn, shown };
}
