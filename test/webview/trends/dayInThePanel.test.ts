// A day in the trends panel: the real page in a real browser, fed by the host's own feed with a poll in ten seconds, while
// somebody looks at this and that. What the page holds has to stop growing.
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { healthyService, leakingService, pollsADay, pollsAnHour } from '../../support/soak/serviceDay';
import { browserPages } from '../browserPage';
import { DayPanel } from './dayPanel';

/** In two hours everything was shown once, and the browser has compiled what it will run. */
const settlingHours = 2;
/** So long nobody chooses another view, which would bring a new state: long enough for the panel to thin its own points. */
const quietHours = 23;
/**
 * What a day may add: the browser goes on optimising code, and keeps a bounded number of slow frames for whoever asks, on a busy
 * machine more than a megabyte together. A hundred bytes that stay for every message come to more than what is left.
 */
const slackMegabytes = 2;
/** In between the panel holds up to 8,000 points of nine series instead of the 30 of five minutes. */
const pointsMegabytes = 1;
/** Words come and go with the state of the service. A chart that stays behind when the theme changes has more nodes. */
const slackNodes = 10;

interface PageMemory {
  /** Of JavaScript, and of the browser's own objects that a page makes. */
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
  /** A browser keeps every mark of a script until it is cleared. */
  readonly marks: number;
}

async function measure(page: Page, session: CDPSession): Promise<PageMemory> {
  // What the first collection finalizes, the second takes away.
  for (let times = 0; times < 2; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const marks = await page.evaluate(() => performance.getEntriesByType('mark').length);
  const bytes = usedSize + embedderHeapUsedSize + backingStorageSize;
  return { megabytes: bytes / 1024 / 1024, nodes, listeners, marks };
}

function describe({ megabytes, nodes, listeners }: PageMemory): string {
  return `${megabytes.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`;
}

/** Counts what the charts draw, in the page: they leave a mark each time. */
async function countDrawings(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = Object.assign(globalThis, { drawings: 0 });
    const mark = performance.mark.bind(performance);
    performance.mark = (name, options) => {
      counter.drawings += 1;
      return mark(name, options);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { drawings: number }).drawings);
}

/** Every window of both services. */
async function browse(panel: DayPanel): Promise<void> {
  for (const window of ['1h', 'all', '5m'] as const) {
    await panel.chooseWindow(window);
    await panel.pass(pollsAnHour / 6);
    await panel.chooseTarget(healthyService);
    await panel.pass(pollsAnHour / 12);
    await panel.chooseTarget(leakingService);
    await panel.pass(pollsAnHour / 12);
    await lookAround(panel);
  }
}

async function lookAround(panel: DayPanel): Promise<void> {
  await panel.pointAtCharts();
  await panel.blinkSeries();
  await panel.resize();
  await panel.blinkTheme();
}

const pages = browserPages(join(import.meta.dirname, '../../../webview/trends/main.tsx'));

it('holds no more after a day of polls than two hours after it was opened', { timeout: 600_000 }, async () => {
  const page = await pages.open({ width: 320, height: 700 });
  const session = await page.context().newCDPSession(page);
  const drawings = await countDrawings(page);
  const panel = new DayPanel(page);
  await panel.open();
  for (let hour = 0; hour < settlingHours; hour += 1) await browse(panel);
  const settled = await measure(page, session);
  let most = 0;
  for (let hour = 0; hour < quietHours; hour += 1) {
    await panel.pass(pollsAnHour);
    await lookAround(panel);
    most = Math.max(most, (await measure(page, session)).megabytes);
  }
  await browse(panel);
  const atEnd = await measure(page, session);
  console.log(
    `a day in the panel: ${describe(settled)} after ${settlingHours} h; ${describe(atEnd)} 24 h later;`,
    `at most ${most.toFixed(1)} MB`,
  );
  expect(panel.warnings).toEqual([]);
  expect(await drawings()).toBeGreaterThan(2 * pollsADay);
  expect(atEnd.megabytes - settled.megabytes).toBeLessThan(slackMegabytes);
  expect(most - settled.megabytes).toBeLessThan(slackMegabytes + pointsMegabytes);
  expect(atEnd.nodes - settled.nodes).toBeLessThan(slackNodes);
  expect(atEnd.listeners).toBeLessThanOrEqual(settled.listeners);
  expect(atEnd.marks).toBeLessThanOrEqual(settled.marks);
});
