// Profiles that nobody of good will made, opened, scrolled and searched as a person does it: how long the page does not answer meanwhile.
import type { Page } from 'playwright-core';
import type { BenchRow } from '../benchRow.ts';
import { longestTask, twoFrames, watchTasks } from './viewsInPage.mjs';

/** How each is written, and what it is. */
export const benchedHostile = {
  'write-same': 'a million samples of one function',
  'write-names': 'names of 100 kB',
  'write-tall': 'stacks of 10,000 frames',
} as const;

/** An odd number: the median is told. */
const rounds = 3;
const timeoutMillis = 2 * 60_000;
const turns = 12;
const turnPixels = 600;
const typedMillis = 60;

/** @param open opens the profile in the page that it makes, after what it is given was done with it */
export async function hostileRow(
  name: string,
  open: (prepare: (page: Page) => Promise<void>) => Promise<{ readonly page: Page; readonly end: () => Promise<void> }>,
): Promise<BenchRow> {
  const tasks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { page, end } = await open(async (prepared) => {
      await prepared.addInitScript(watchTasks);
    });
    await work(page);
    tasks.push(await page.evaluate(longestTask));
    await end();
  }
  const ours = tasks.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  const what = `${name}, opened, scrolled and searched: longest task of the page, 0 where none takes 50 ms`;
  return { name: what, unit: 'ms', ours, peer: null, budget: { most: 100 } };
}

async function work(page: Page): Promise<void> {
  // Goroutines open in their groups.
  await page.getByRole('tab', { name: 'Flame Graph' }).click({ timeout: timeoutMillis });
  await page.locator('.flame-scroller').waitFor({ timeout: timeoutMillis });
  await page.locator('.flame-scroller').hover();
  await scroll(page);
  await page.locator('.search input').first().pressSequentially('x+1', { delay: typedMillis });
  await page.getByRole('tab', { name: 'Top' }).click();
  await page.locator('.grid-row .cell').first().waitFor({ timeout: timeoutMillis });
  await page.locator('.grid').hover();
  await scroll(page);
  await page.locator('.search input').first().pressSequentially('f~', { delay: typedMillis });
  await page.getByText('No row matches.').waitFor({ timeout: timeoutMillis });
  await page.evaluate(twoFrames);
}

async function scroll(page: Page): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, turnPixels);
    await page.evaluate(twoFrames);
  }
}
