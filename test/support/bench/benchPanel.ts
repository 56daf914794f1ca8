// How long the trends panel needs for a day of points, in a real browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { repositoryRoot } from '../paths.ts';
import { chromiumLaunch } from '../workbench/chromiumLaunch.ts';
import { installWorkbench } from '../workbench/installWorkbench.ts';
import type { BenchRow } from './benchRow.ts';
import { benchPanel as drawInPage } from './panelInPage.mjs';

/** Needs a production build in dist/. */
export async function benchPanel(): Promise<BenchRow[]> {
  await installWorkbench({ browser: true });
  const folder = await mkdtemp(resolve(tmpdir(), 'leaklens-bench-'));
  const browser = await chromium.launch({ ...(await chromiumLaunch(folder)), headless: true });
  try {
    const page = await browser.newPage();
    const { points, series, drawnMillis } = await drawInPage(page, resolve(repositoryRoot, 'dist'));
    const name = `trends panel: ${points.toLocaleString('en')} points of ${series} series drawn`;
    return [{ name, unit: 'ms', ours: drawnMillis, peer: null, budget: { most: 50 } }];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
