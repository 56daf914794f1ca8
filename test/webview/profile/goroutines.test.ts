// The goroutines of a dump in a real browser: grouped, opened, walked by the keyboard, compared; and nothing that a dump says is markup.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repositoryRoot } from '../../support/paths';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { noted } from '../browserPage';
import { lookAt, profilePages, type Looked } from './profileBrowser';

const pages = profilePages();

const fixture = (name: string) => new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles', name)));
const bytesOf = (text: string) => new TextEncoder().encode(text);

const sender = (id: number, minutes: number) => `goroutine ${String(id)} [chan send, ${String(minutes)} minutes]:
main.put(0xc000)
	/s/cart.go:4 +0x2a
created by main.main in goroutine 1
	/s/main.go:8 +0x11

`;
const reader = (id: number) => `goroutine ${String(id)} [IO wait]:
internal/poll.runtime_pollWait(0x7f, 0x72)
	/usr/local/go/src/runtime/netpoll.go:351 +0x85
net/http.(*conn).serve(0xc000)
	/usr/local/go/src/net/http/server.go:2067 +0x690
created by net/http.(*Server).Serve in goroutine 7
	/usr/local/go/src/net/http/server.go:3464 +0x485

`;
const dump = bytesOf(sender(7, 3) + sender(8, 70) + reader(20));

async function open(bytes: Uint8Array, base: Uint8Array | null = null): Promise<{ page: Page } & Looked> {
  const page = await pages.open({ width: 1100, height: 600 });
  onTestFinished(() => page.close());
  const looked = await lookAt(page, bytes, base);
  await page.locator('.goroutines').waitFor();
  return { page, ...looked };
}

/** What stands in the cells of each group. */
function cells(page: Page): Promise<readonly (readonly string[])[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.group')].map((row) =>
      [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent.trim()),
    ),
  );
}

describe('goroutines', () => {
  it('are what a dump opens with: where they wait, both ends, how long', async () => {
    const { page, told } = await open(dump);
    await page.getByText('3 goroutines, 2 groups').waitFor();
    expect(await cells(page)).toEqual([
      ['2 66.67%', '▸main.put:4s/cart.go:4 · started by main.main:8', 'chan send', '1 h 10 min'],
      [
        '1 33.33%',
        '▸net/http.(*conn).serve:2067http/server.go:2067 · started by net/http.(*Server).Serve:3464',
        'IO wait',
        '',
      ],
    ]);
    const ages = page.getByRole('img', { name: '1 to 4 minutes: 1; 1 to 6 hours: 1' });
    expect(await ages.count()).toBe(1);
    expect(await noted(page)).toMatchObject({ violations: [] });
    expect(told.warned).toEqual([]);
  });

  it('are walked by the keyboard, opened, and followed to the line', async () => {
    const { page, told, kept } = await open(dump);
    await page.locator('.group').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => kept.get('file')?.selected?.function).toBe('net/http.(*conn).serve');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.getByText('2 goroutines · chan send · oldest 1 h 10 min · numbers 7, 8').waitFor();
    expect(await page.locator('.group').first().getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('button', { name: 'main.main:8' }).click();
    await page.getByText('Open Source').click();
    expect(told.goTo).toEqual([{ function: 'main.main', file: '/s/main.go', line: 8 }]);
    await page.locator('.group').first().focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.group-stacks').count()).toBe(0);
  });

  it('are put together anew, searched, and left to those that are mine', async () => {
    const { page, kept } = await open(dump);
    await page.locator('.goroutines vscode-dropdown').click();
    await page.getByRole('option', { name: 'how long they wait' }).click();
    await expect
      .poll(() => cells(page).then((rows) => rows.map((row) => row[1])))
      .toEqual([
        '▸1 to 4 minutesat main.put:4',
        '▸1 to 6 hoursat main.put:4',
        '▸under a minute, or runningat net/http.(*conn).serve:2067',
      ]);
    await page.getByText('Only mine').click();
    await page.getByText('2 of 3 goroutines, 2 groups').waitFor();
    await page.locator('.goroutines .search input').fill('nothing');
    await page.getByText('No goroutine matches.').waitFor();
    expect(kept.get('file')?.goroutines).toEqual({ by: 'age', search: 'nothing', onlyMine: true, opened: null });
    await page.locator('.goroutines .search input').fill('(');
    await page.getByRole('alert').getByText('missing closing').waitFor();
  });

  it('lead to callers and callees of the function that is selected', async () => {
    const { page } = await open(dump);
    await page.locator('.group').first().click();
    await page.getByText('Callers and Callees', { exact: true }).last().click();
    await page.locator('.peek-self h2').getByText('main.put').waitFor();
  });

  it('of a profile are counted, and say what a profile cannot tell', async () => {
    const { page } = await open(fixture('goroutine.pb.gz'));
    await page.getByText('ages, creators and numbers are in a dump alone').waitFor();
    expect(await page.locator('.age-bars').count()).toBe(0);
    expect(await page.locator('.goroutines vscode-option').allTextContents()).toEqual([
      'where they wait',
      'what they wait for',
      'labels',
    ]);
  });

  it('are no view of what counts something else', async () => {
    const page = await pages.open({ width: 1100, height: 600 });
    onTestFinished(() => page.close());
    await lookAt(page, profileBytesFromText('main.f;main.main 1 10'));
    await page.locator('.flame-scroller').waitFor();
    expect(await page.getByRole('tab', { name: 'Goroutine Groups' }).count()).toBe(0);
  });
});

describe('the difference of two dumps', () => {
  it('tells by their numbers which goroutines are new, gone, and still there', async () => {
    const { page } = await open(bytesOf(sender(8, 71) + sender(9, 1) + sender(10, 1)), dump);
    await expect
      .poll(() => cells(page).then((rows) => rows.map(([count, change]) => [count, change])))
      .toEqual([
        ['3 100%', '+1 · 2 new, 1 gone, 1 stayed'],
        ['0 0.00%', '-1 · 0 new, 1 gone, 0 stayed'],
      ]);
    await page.locator('.group').nth(1).click();
    await page.getByText('1 goroutine, gone · IO wait · number 20').waitFor();
  });
});

describe('hostile dumps', () => {
  it.each([
    ['HTML', '<img/src=x/onerror=alert(1)><script>alert(2)</script>'],
    ['bidirectional controls', 'evil\u202egnp\u2066'],
    ['100 kB', 'x'.repeat(100_000)],
  ])('of %s are text, and nothing else', async (_what, name) => {
    const text = `goroutine 7 [chan ${name.slice(0, 40)} send]:\nmain.${name}(0xc000)\n\t/s/${name}.go:4 +0x2a\ncreated by main.${name}\n\t/s/${name}.go:8 +0x11\n\n`;
    const { page } = await open(bytesOf(text));
    await page.locator('.group').first().click();
    await page.locator('.group-stacks').waitFor();
    const shown = await page.evaluate(() => document.body.innerText);
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    expect(shown.length).toBeLessThan(5000);
    expect(await page.locator('img, main script').count()).toBe(0);
    expect(await noted(page)).toMatchObject({ violations: [], ran: [] });
  });
});
