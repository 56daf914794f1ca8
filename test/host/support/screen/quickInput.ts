// The box at the top of the window into which a person types: a quick pick or an input box.
import { evaluate, evaluateUntil, press, type } from './driver';
import { until } from '../until';

/** The element, in the page. */
export const box = `document.querySelector('.quick-input-widget:not([style*="display: none"]) .quick-input-box input')`;

/** True in the page while the box stands below such words. */
export const promptSays = (text: string) =>
  `document.querySelector('.quick-input-widget')?.textContent.includes(${JSON.stringify(text)})`;

/** The row of the list with such a text, in the page. */
export const quickRow = (text: string) =>
  `[...document.querySelectorAll('.quick-input-list .monaco-list-row')].find((row) => row.textContent.includes(${JSON.stringify(text)}))`;

/** Puts a text in the place of what stands in the box. A key that comes before the box has the focus lands elsewhere. */
export async function fillBox(text: string): Promise<void> {
  await until(`“${text}” stands in the box`, async () => {
    if (!(await evaluate(`document.activeElement === ${box}`))) return false;
    await press('Control+A');
    await type(text);
    return (await evaluate(`${box}?.value`)) === text;
  });
}

/** Types until the row is the one that Enter means, and presses it. */
export async function chooseRow(text: string): Promise<void> {
  await evaluateUntil(`${quickRow(text)} && true`);
  await fillBox(text);
  await evaluateUntil(`${quickRow(text)}?.matches('.focused')`);
  await press('Enter');
}
