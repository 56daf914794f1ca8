// The line across a chart where a number may go no further, as a real browser draws it: by the pixels of the canvas.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PanelTarget, ToPanel } from '../../../src/shared/wires/panelMessages';
import { goSeriesViews } from '../../support/go/goSeriesViews';
import { browserPages } from '../browserPage';
import { rows } from './seriesBuilder';

const pages = browserPages(join(import.meta.dirname, '../../../webview/trends/main.tsx'));

const target: PanelTarget = {
  ...{ id: 'a', name: 'shop', url: 'beam:shop@localhost', phase: 'connected', condition: '', problem: '', asOf: '' },
  ...{ cost: '', missing: [], series: goSeriesViews(), limits: [], outlooks: [], growth: {} },
};

const limitOf = (limit: number) =>
  ({ series: 'goroutines', less: null, unit: 'count', limit, origin: 'node' }) as const;

async function show(page: Page, limit: number | null): Promise<void> {
  const limits = limit === null ? [] : [limitOf(limit)];
  const message: ToPanel = {
    type: 'state',
    trusted: true,
    targets: [{ ...target, limits }],
    choice: { targetId: 'a', window: '5m', hidden: [] },
    // From 4,000 to 7,000.
    series: rows(60, 5, (row) => ({ liveHeap: 1e7, goroutines: 4000 + row * 50 })),
  };
  await page.evaluate((data) => postMessage(data, '*'), message);
  await page.locator('canvas').nth(1).waitFor({ state: 'attached' });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
}

interface Dashed {
  /** Share of the canvas's height, from above. */
  readonly at: number;
  readonly dashes: number;
}

/** Rows of each chart with dashes across it: eight pixels, and three without. Grids are whole lines, and those of values not level. */
function dashedRows(page: Page): Promise<readonly (readonly Dashed[])[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map((canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      const isDrawn = (x: number, y: number) => data[(y * width + x) * 4 + 3]! > 100;
      const found: Dashed[] = [];
      for (let y = 0; y < height; y += 1) {
        let [dashes, run] = [0, 0];
        for (let x = 0; x <= width; x += 1) {
          if (x < width && isDrawn(x, y)) run += 1;
          else {
            if (run >= 7 * devicePixelRatio && run <= 9 * devicePixelRatio) dashes += 1;
            run = 0;
          }
        }
        if (dashes >= 10) found.push({ at: y / height, dashes });
      }
      return found;
    }),
  );
}

it('is drawn above the values that come near it, in no other chart, and goes with its limit', async () => {
  const page = await pages.open({ width: 400, height: 700 });
  await show(page, null);
  expect((await dashedRows(page)).flat()).toEqual([]);
  await show(page, 10_000);
  const near = (await dashedRows(page)).filter((chart) => chart.length > 0);
  expect(near).toHaveLength(1);
  // Within the upper third: the values end at seven tenths of it.
  for (const { at } of near[0]!) expect(at).toBeLessThan(0.34);
  await show(page, null);
  expect((await dashedRows(page)).flat()).toEqual([]);
});

it('is not drawn while the values are far below it, which it would press to the floor', async () => {
  const page = await pages.open({ width: 400, height: 700 });
  await show(page, 262_144);
  expect((await dashedRows(page)).flat()).toEqual([]);
});
