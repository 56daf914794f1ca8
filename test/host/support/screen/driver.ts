// What a test can do that no extension can: see the window as pixels, use its keyboard and mouse, look into a webview.
import { commands } from 'vscode';
import type { DriverCall, DriverCalls, Region, Target } from '../../../support/driver/messages';

const pollMillis = 100;

function address(): string {
  const url = process.env['LEAKLENS_TEST_DRIVER'];
  if (!url) throw new Error('LEAKLENS_TEST_DRIVER is not set: start the tests with `npm run test:host`');
  return url;
}

async function ask<Call extends DriverCall>(
  call: Call,
  request: DriverCalls[Call]['request'],
): Promise<DriverCalls[Call]['response']> {
  const response = await fetch(`${address()}/${call}`, { method: 'POST', body: JSON.stringify(request) });
  const body = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(`driver: ${call}: ${body.error ?? `status ${response.status}`}`);
  return body as DriverCalls[Call]['response'];
}

/** False when the suite was started from an editor's launch configuration, where nobody holds the window. */
export function hasDriver(): boolean {
  return !!process.env['LEAKLENS_TEST_DRIVER'];
}

/** The value of an expression in the workbench's page. It must survive JSON; the caller says what it is. */
export async function evaluate(expression: string): Promise<unknown> {
  return (await ask('evaluate', { expression })).value;
}

/** Asks again until the expression is truthy and returns its value. Throws after `timeoutMillis`. */
export async function evaluateUntil(expression: string, timeoutMillis = 20_000): Promise<unknown> {
  const end = Date.now() + timeoutMillis;
  for (;;) {
    const value = await evaluate(expression);
    if (value) return value;
    if (Date.now() > end) throw new Error(`still not true after ${timeoutMillis} ms: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, pollMillis));
  }
}

/** The value of an expression inside the webview that has an element for `selector`; waits for that webview. */
export async function evaluateInWebview(
  selector: string,
  expression: string,
  timeoutMillis = 20_000,
): Promise<unknown> {
  return (await ask('webview', { selector, expression, timeoutMillis })).value;
}

/** A PNG of the window or a part of it, which also stays under `.test-out/screenshots`. */
export async function screenshot(name: string, region?: Region): Promise<Buffer> {
  const { base64 } = await ask('screenshot', { name, ...(region ? { region } : {}) });
  return Buffer.from(base64, 'base64');
}

/** Presses a chord, such as `Control+Shift+P`. */
export async function press(chord: string): Promise<void> {
  await ask('keyboard', { press: chord });
}

/** Types a text where the focus is. */
export async function type(text: string): Promise<void> {
  await ask('keyboard', { type: text });
}

export async function click(target: Target): Promise<void> {
  await ask('click', target);
}

/** Moves the mouse to the target and leaves it there. */
export async function hover(target: Target): Promise<void> {
  await ask('hover', target);
}

/** Writes to the terminal that runs the tests. */
export async function print(text: string): Promise<void> {
  await ask('print', { text });
}

/** Reloads the window. The extension host that asks ends; the suite starts again in the next one. */
export async function reloadWindow(): Promise<void> {
  await ask('willReload', {});
  await commands.executeCommand('workbench.action.reloadWindow');
}

/** How often the window was reloaded in this run. */
export async function reloadCount(): Promise<number> {
  return (await ask('session', {})).reloads;
}
