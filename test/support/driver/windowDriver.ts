// The hands and eyes of the tests: carries out their calls on VS Code's window.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { screenshotsFolder } from '../paths.ts';
import type { DriverCall, DriverCalls, Region, Target } from './messages.ts';

const pollMillis = 100;

type Handlers = {
  readonly [Call in DriverCall]: (request: DriverCalls[Call]['request']) => Promise<DriverCalls[Call]['response']>;
};

async function pointOf(page: Page, target: Target): Promise<{ x: number; y: number }> {
  if (!('selector' in target)) return target;
  const box = await page.locator(target.selector).filter({ visible: true }).first().boundingBox({ timeout: 5_000 });
  if (!box) throw new Error(`nothing visible matches ${target.selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function hasElement(frame: Frame, selector: string): Promise<boolean> {
  return (await frame.$(selector).catch(() => null)) !== null;
}

/** Webviews are frames in frames; which of them is whose is told by what they show. */
export async function webviewWith(page: Page, selector: string, timeoutMillis: number): Promise<Frame> {
  const end = Date.now() + timeoutMillis;
  do {
    for (const frame of page.frames()) {
      if (frame !== page.mainFrame() && (await hasElement(frame, selector))) return frame;
    }
    await delay(pollMillis);
  } while (Date.now() < end);
  const frames = page.frames().map((frame) => frame.url().slice(0, 80));
  throw new Error(`no webview shows ${selector} after ${timeoutMillis} ms; frames: ${frames.join(', ')}`);
}

/** Saves `name`.png; a name cannot leave the folder. */
async function screenshot(page: Page, name: string, region?: Region): Promise<{ file: string; base64: string }> {
  await mkdir(screenshotsFolder, { recursive: true });
  const file = resolve(screenshotsFolder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
  const picture = await page.screenshot({ path: file, animations: 'disabled', ...(region ? { clip: region } : {}) });
  return { file, base64: picture.toString('base64') };
}

/** `page` is asked at every call: a desktop window is only found once it has opened. */
export function windowDriver(page: () => Promise<Page>): Handlers {
  let reloads = 0;
  return {
    evaluate: async ({ expression }) => ({ value: await (await page()).evaluate(expression) }),
    webview: async ({ selector, expression, timeoutMillis }) => {
      const frame = await webviewWith(await page(), selector, timeoutMillis);
      return { value: await frame.evaluate(expression) };
    },
    keyboard: async (request) => {
      const { keyboard } = await page();
      await ('press' in request ? keyboard.press(request.press) : keyboard.type(request.type, { delay: 10 }));
      return {};
    },
    click: async (target) => {
      const current = await page();
      const { x, y } = await pointOf(current, target);
      await current.mouse.click(x, y);
      return {};
    },
    hover: async (target) => {
      const current = await page();
      const { x, y } = await pointOf(current, target);
      await current.mouse.move(x - 2, y);
      await current.mouse.move(x, y, { steps: 3 });
      return {};
    },
    screenshot: async ({ name, region }) => screenshot(await page(), name, region),
    print: ({ text }) => {
      process.stdout.write(text);
      return Promise.resolve({});
    },
    willReload: () => {
      reloads += 1;
      return Promise.resolve({});
    },
    session: () => Promise.resolve({ reloads }),
  };
}

export type WindowDriver = Handlers;
