// Waits in the demo's window for what a person would look at, and takes the picture.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { webviewWith } from '../driver/windowDriver.ts';
import { screenshotsFolder } from '../paths.ts';
import type { DemoOptions } from './demoOptions.ts';
import type { DemoService } from './demoService.ts';
import { themeClass } from './themeClass.ts';

const longestMillis = 90_000;

/** Points in the chart that make a line. */
const fewestPoints = 4;

/** Longer than a drawing takes. */
const steadyMillis = 1_000;

/** True in the page when a hint of LeakLens stands at the end of a line: generated content, which has no element. */
const hintStands = `[...document.querySelectorAll('.view-line span')].some((element) =>
  /waiting|stuck|leak:/.test(getComputedStyle(element, '::after').content))`;

/** True in the page when a line is called a leak, and no longer only counted. */
const verdictStands = `[...document.querySelectorAll('.view-line span')].some((element) =>
  /leak:/.test(getComputedStyle(element, '::after').content))`;

/** True in the page when the theme of the settings is on, which is some time after VS Code has shown itself. */
async function themeIsOn(theme: string): Promise<string> {
  return `document.querySelector('.monaco-workbench').className.includes(${JSON.stringify(await themeClass(theme))})`;
}

/** One deadline for all the waiting before a picture; what was waited for is the reason when it passes. */
export class Patience {
  readonly #end = Date.now() + longestMillis;

  async for(what: string, wait: (timeout: number) => Promise<unknown>): Promise<void> {
    const timeout = Math.max(1, this.#end - Date.now());
    await wait(timeout).catch((error: unknown) => {
      const reason = Date.now() < this.#end && error instanceof Error ? `: ${error.message}` : '';
      throw new Error(`${what} within ${longestMillis / 1000} s: this did not happen${reason}`, { cause: error });
    });
  }
}

export async function openPanel(page: Page): Promise<void> {
  await page.locator('.activitybar a.action-label[aria-label^="LeakLens"]').first().click();
  // Away from the icon, whose tooltip would be in the picture.
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height - 3);
}

/** The slider over the trends says in its ARIA attributes how many points it goes over. */
export async function trendsHavePoints(page: Page, timeout: number): Promise<void> {
  const frame = await webviewWith(page, '[role=slider][aria-valuemax]', timeout);
  const slider = frame.locator('[role=slider]');
  const end = Date.now() + timeout;
  // Asked again and again from here: the page's policy forbids the evaluation that waiting inside it would need.
  while (Number(await slider.getAttribute('aria-valuemax', { timeout })) < fewestPoints - 1) {
    if (Date.now() > end) throw new Error(`fewer than ${fewestPoints} points`);
    await delay(200);
  }
}

/** Rests the mouse on the code of a line, and waits for the hover to say something. */
export async function hoverOver(page: Page, { path, line }: DemoService['blocked'], timeout: number): Promise<void> {
  const code = (await readFile(path, 'utf8')).split('\n')[line - 1] ?? '';
  const words = code
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[^\w]/g, '\\$&'));
  const shown = page.locator('.view-line', { hasText: new RegExp(words.join('\\s*')) });
  await shown.locator('span > span', { hasText: /\S/ }).first().hover({ timeout, force: true });
  await page.locator('.monaco-hover:visible').first().waitFor({ timeout });
}

/** While hints are drawn anew there are none for a frame: gone are those that are not back with the next poll. */
export async function hintsStayAway(page: Page, timeout: number): Promise<void> {
  const end = Date.now() + timeout;
  do {
    await page.waitForFunction(`!${hintStands}`, undefined, { timeout: Math.max(1, end - Date.now()) });
    await delay(steadyMillis);
  } while (await page.evaluate(hintStands));
}

export interface PictureOrder {
  readonly page: Page;
  readonly service: DemoService;
  readonly options: DemoOptions;
  readonly file: string;
}

export async function waitForHints(page: Page, options: DemoOptions): Promise<void> {
  const patience = new Patience();
  const isOn = await themeIsOn(options.theme);
  await patience.for('the theme is on', (timeout) => page.waitForFunction(isOn, undefined, { timeout }));
  if (options.openPanel) {
    await patience.for('the side bar of LeakLens opens', () => openPanel(page));
    await patience.for('the trends show a line', (timeout) => trendsHavePoints(page, timeout));
  }
  await patience.for('a hint stands in the editor', (timeout) =>
    page.waitForFunction(hintStands, undefined, { timeout }),
  );
}

/** Until the service was watched for long enough to be judged. */
export async function waitForVerdict(page: Page): Promise<void> {
  await new Patience().for('a line is called a leak', (timeout) =>
    page.waitForFunction(verdictStands, undefined, { timeout }),
  );
  // What is said beside the editor comes a moment later.
  await delay(steadyMillis);
}

async function prepare({ page, service, options }: PictureOrder): Promise<void> {
  await waitForHints(page, options);
  await (options.wait === undefined ? waitForVerdict(page) : delay(options.wait * 1_000));
  const patience = new Patience();
  if (options.afterFix) {
    await service.fix();
    await patience.for('the hints of the fixed leak go away', (timeout) => hintsStayAway(page, timeout));
  }
  if (options.hover) {
    await patience.for('a hover opens', (timeout) => hoverOver(page, service.blocked, timeout));
  }
}

/** Saves the picture. Throws with the reason when something did not appear; what was there instead is saved then. */
export function takePicture(order: PictureOrder): Promise<void> {
  return orWhatWasThere(order.page, async () => {
    await prepare(order);
    await order.page.screenshot({ path: order.file, animations: 'disabled' });
  });
}

/** Throws with the reason when something did not appear; what was there instead is saved then. */
export async function orWhatWasThere(page: Page, take: () => Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    const instead = resolve(screenshotsFolder, 'demo-failed.png');
    await page.screenshot({ path: instead }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}. The window looked like ${instead}`, { cause: error });
  }
}
