// The main job as a picture that moves: the service leaks, the line says so, why, and what is left of it once it is mended.
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import UPNG from 'upng-js';
import {
  hintsStayAway,
  hoverOver,
  openPanel,
  orWhatWasThere,
  Patience,
  trendsHavePoints,
  waitForHints,
  waitForVerdict,
  type PictureOrder,
} from './demoPicture.ts';

/** How long a person looks at each, ms; the last one stays longest, before it begins anew. */
const lookMillis = { first: 1_800, grown: 1_800, judged: 2_600, explained: 4_500, mended: 4_500 } as const;

type Scene = keyof typeof lookMillis;

/** Colours of a theme and of its antialiasing; a picture of a photograph would need more. */
const colours = 256;

/** Between the first hint and one with a rate. */
const growthMillis = 6_000;

/** Saves an animated PNG, which browsers show and others see the first picture of. */
export function takeStory(order: PictureOrder): Promise<void> {
  return orWhatWasThere(order.page, () => takeScenes(order));
}

async function takeScenes(order: PictureOrder): Promise<void> {
  const { page, service, file } = order;
  const scenes: [Scene, Buffer][] = [];
  const take = async (scene: Scene) => scenes.push([scene, await page.screenshot({ animations: 'disabled' })]);
  const patience = new Patience();
  await waitForHints(page, { ...order.options, openPanel: false });
  await take('first');
  await patience.for('the side bar of LeakLens opens', () => openPanel(page));
  await patience.for('the trends show a line', (timeout) => trendsHavePoints(page, timeout));
  await delay(growthMillis);
  await take('grown');
  await waitForVerdict(page);
  await take('judged');
  await new Patience().for('a hover opens', (timeout) => hoverOver(page, service.blocked, timeout));
  await take('explained');
  await leaveHover(page);
  await service.fix();
  const mended = new Patience();
  await mended.for('the hints of the fixed leak go away', (timeout) => hintsStayAway(page, timeout));
  await take('mended');
  await writeFile(file, animated(scenes));
}

async function leaveHover(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height - 3);
}

function animated(scenes: readonly (readonly [Scene, Buffer])[]): Buffer {
  const pictures = scenes.map(([, png]) => UPNG.decode(Uint8Array.from(png).buffer));
  const [first] = pictures;
  if (first === undefined) throw new Error('a story without a picture');
  const frames = pictures.map((picture) => UPNG.toRGBA8(picture)[0] ?? new ArrayBuffer(0));
  const delays = scenes.map(([scene]) => lookMillis[scene]);
  return Buffer.from(UPNG.encode(frames, first.width, first.height, colours, delays));
}
