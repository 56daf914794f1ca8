// The chart of trends in the editor area as a person works it.
import { TabInputWebview, window, type Tab } from 'vscode';
import { evaluateInWebview, press } from './driver';
import { until } from '../until';

/** The tabs of the chart, whether or not their pages were looked at. */
export function trendsTabs(): readonly Tab[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('leaklens.trendsEditor'),
  );
}

/** Waits in the chart of the editor until an expression is true of it. */
export async function chart(expression: string): Promise<void> {
  await until(`the chart: ${expression}`, async () => (await explore(`!!(${expression})`)) === true);
}

export function explore(expression: string): Promise<unknown> {
  return evaluateInWebview('.explore', expression);
}

/** Keys on the chart, one after the other. */
export async function pressOnChart(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const event = `new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true, cancelable: true })`;
    await explore(`document.querySelector('.cursor').dispatchEvent(${event})`);
  }
}

/** The moments that the two handles stand on. */
export async function handleTexts(): Promise<readonly string[]> {
  const texts = `[...document.querySelectorAll('.range-handle')].map((handle) => handle.getAttribute('aria-valuetext')).join('|')`;
  return String(await explore(texts)).split('|');
}

/** More than there are stops in the chart and around it. */
const mostStops = 60;

/** Goes from stop to stop by the keyboard. @throws Error when none of them fits */
export async function tabTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < mostStops; pressed += 1) {
    await press(key);
    const isThere = `document.hasFocus() && document.activeElement?.matches(${JSON.stringify(selector)}) === true`;
    if ((await explore(isThere)) === true) return;
  }
  throw new Error(`${key} does not lead to ${selector}`);
}
