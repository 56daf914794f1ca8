// Run in the page of the view, each whole: they may only use what they are given and what a browser has.

/** Whether the flame graph has drawn boxes. */
export function isDrawn() {
  const canvas = globalThis.document.querySelector('.flame-scroller canvas');
  if (canvas === null || canvas.width === 0) return false;
  const { data } = canvas.getContext('2d').getImageData(0, 5, canvas.width, 1);
  return data.some((value) => value !== 0);
}

/** Whether the profile is open. */
export function isOpen() {
  return globalThis.document.querySelector('.flame-scroller') !== null;
}

/** Whether goroutines stand there in groups. */
export function hasGroups() {
  return globalThis.document.querySelector('.groups .group, .groups [role=row] [role=gridcell]') !== null;
}

/**
 * Zooms into the middle with the wheel, step by step, and out again. Of each step: the milliseconds that the page's thread works for it,
 * from the event to the drawn frame, with answers that came meanwhile.
 */
export async function zoomFrames(steps) {
  const { document, performance, requestAnimationFrame, WheelEvent, addEventListener } = globalThis;
  const canvas = document.querySelector('.flame-scroller canvas');
  const { left, top, width } = canvas.getBoundingClientRect();
  let taking = 0;
  addEventListener('message', () => {
    taking += performance.now() - globalThis.arrivedAt;
  });
  const frames = [];
  for (let step = 0; step < steps; step += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    const deltaY = step < steps / 2 ? -30 : 30;
    const at = { clientX: left + width * (0.3 + 0.4 * (step / steps)), clientY: top + 30 };
    let drawing = 0;
    // Asked for before the chart asks, so that it is called before the chart draws.
    const frame = new Promise((done) =>
      requestAnimationFrame(() => {
        drawing = performance.now();
        done();
      }),
    );
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, ctrlKey: true, bubbles: true, cancelable: true, ...at }));
    const handled = performance.now() - began;
    // Called after the chart has drawn.
    const drawn = new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    await frame;
    frames.push(handled + taking + (await drawn) - drawing);
    taking = 0;
  }
  return frames;
}

/** Scrolls through the table, some hundred rows a step. Of each step: the milliseconds that the page's thread works for it. */
export async function scrollFrames(steps) {
  const { document, performance, requestAnimationFrame, MessageChannel } = globalThis;
  const grid = document.querySelector('.grid');
  const channel = new MessageChannel();
  const task = () =>
    new Promise((done) => {
      channel.port1.onmessage = () => done();
      channel.port2.postMessage(0);
    });
  const frames = [];
  for (let step = 0; step < steps; step += 1) {
    grid.scrollTop += 2500;
    let began = 0;
    await new Promise((done) =>
      requestAnimationFrame(() => {
        began = performance.now();
        done();
      }),
    );
    await task();
    frames.push(performance.now() - began);
  }
  return frames;
}

/** Milliseconds from a click on the head of a column to the frame that shows the rows in that order. */
export async function sortMillis(column) {
  const { document, performance, requestAnimationFrame } = globalThis;
  const head = [...document.querySelectorAll('.grid-head [role=columnheader]')].find((one) =>
    one.textContent.startsWith(column),
  );
  const rows = () => document.querySelector('.grid-room').textContent;
  const before = rows();
  const started = performance.now();
  head.querySelector('button').click();
  // Two orders can begin with the same rows.
  while (rows() === before && performance.now() - started < 5000)
    await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - started;
}

/** Runs before anything else of the page: notes what keeps its thread for 50 ms and more. */
export function watchTasks() {
  globalThis.taskMillis = [];
  const observer = new globalThis.PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.taskMillis.push(duration);
  });
  observer.observe({ type: 'longtask', buffered: true });
}

/** Of the tasks that were noted, in milliseconds; 0 where there is none. */
export function longestTask() {
  return Math.max(0, ...globalThis.taskMillis);
}

/** Until what was asked for is drawn. */
export async function twoFrames() {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => globalThis.requestAnimationFrame(done));
}
