/// <reference types="node" />
// The table of what costs most in a real browser, its rows the values of a label. Its numbers are held against pprof's in the tests of the views.
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { lookAt, profilePages, type Looked } from './profileBrowser';

const pages = profilePages();

const shop = profileBytesFromText(`
  shop.add@/s/cart.go:4;main.main@/s/main.go:9 3 300 {tenant=acme}
  shop.del@/s/cart.go:9;main.main@/s/main.go:9 1 100
`);

async function open(): Promise<{ page: Page } & Looked> {
  const page = await pages.open({ width: 1100, height: 600 });
  onTestFinished(() => page.close());
  const looked = await lookAt(page, shop);
  await page.locator('.flame-scroller').waitFor();
  return { page, ...looked };
}

describe('the table', () => {
  it('has a row a value of a label, as the command of pprof that is copied', async () => {
    const { page, told, kept } = await open();
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.locator('.controls vscode-dropdown').click();
    await page.getByRole('option', { name: 'by label tenant' }).click();
    const named = () => page.locator('.grid-row').evaluateAll((all) => all.map((row) => row.textContent));
    await expect.poll(named).toEqual(['0 B0.00%0.00%300 B75.00%acmetenant', '0 B0.00%0.00%100 B25.00%(none)tenant']);
    await page.getByRole('gridcell', { name: 'acme' }).dblclick();
    expect(told.goTo).toEqual([]);
    await page.getByText('Copy Command').click();
    await expect.poll(() => told.copied.at(-1)).toContain('-tagroot=tenant');
    await page.locator('.controls vscode-dropdown').click();
    await page.getByRole('option', { name: 'by function' }).click();
    await expect.poll(async () => (await named()).length).toBe(3);
    expect(kept.get('file')?.top.label).toBe('');
  });
});
