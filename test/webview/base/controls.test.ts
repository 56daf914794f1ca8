// What the panel relies on of the controls, whichever toolkit stands behind them: the contract of webview/base/controls.tsx, in a
// real browser under the strict content security policy.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { browserPages, noted } from '../browserPage';

const pages = browserPages(join(import.meta.dirname, 'controlsPage.tsx'));

it('the controls draw themselves without offending the policy', async () => {
  const page = await pages.open();
  for (const name of ['vscode-button', 'vscode-dropdown', 'vscode-progress-ring']) {
    const size = await page.locator(name).first().boundingBox();
    expect((size?.width ?? 0) * (size?.height ?? 0), name).toBeGreaterThan(100);
  }
  // A style sheet of the toolkit that the policy refused would leave the button transparent and without padding.
  const display = await page.locator('vscode-button.plain').evaluate((button) => getComputedStyle(button).display);
  expect(display).toBe('inline-flex');
  expect((await noted(page)).violations).toEqual([]);
});

it('a button answers to a click, to Enter and to the space bar, once each, and says its name', async () => {
  const page = await pages.open();
  const button = page.getByRole('button', { name: 'Capture a snapshot' }).first();
  await button.click();
  expect((await noted(page)).posted).toEqual(['pressed']);
  await page.locator('vscode-button.plain').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  expect((await noted(page)).posted).toEqual(['pressed', 'pressed', 'pressed']);
});

it('a disabled button answers to nothing', async () => {
  const page = await pages.open();
  await page.locator('vscode-button.off').click({ force: true });
  await page.locator('vscode-button.off').evaluate((element: HTMLElement) => element.click());
  expect((await noted(page)).posted).toEqual([]);
});

it('a drop-down shows what is chosen, takes the arrow keys and the pointer, and keeps names as text', async () => {
  const page = await pages.open();
  const dropdown = page.locator('vscode-dropdown');
  const valueOf = () => dropdown.evaluate((element) => (element as unknown as { value: string }).value);
  expect(await valueOf()).toBe('b');
  expect(await dropdown.getAttribute('aria-label')).toBe('Service');
  expect(await page.locator('b').count()).toBe(0);
  await dropdown.focus();
  await page.keyboard.press('ArrowDown');
  expect(await valueOf()).toBe('c');
  expect((await noted(page)).posted).toEqual(['c']);
  await dropdown.click();
  await page.locator('vscode-option', { hasText: 'First' }).click();
  expect((await noted(page)).posted).toEqual(['c', 'a']);
});

it('a progress ring says nothing to a screen reader', async () => {
  const page = await pages.open();
  expect(await page.locator('.ring').getAttribute('aria-hidden')).toBe('true');
});
