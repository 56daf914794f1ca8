import { evaluate, screenshot } from './driver';

/** Saves what is to be seen of the editor area, and no more of the window. */
export async function picture(name: string): Promise<void> {
  const region = await evaluate(
    `(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelector('.part.editor').getBoundingClientRect())`,
  );
  await screenshot(name, region as { x: number; y: number; width: number; height: number });
}
