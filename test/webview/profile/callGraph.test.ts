// The call graph in a real browser, under the real content security policy, laid out by Graphviz.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { repositoryRoot } from '../../support/paths';
import { noted } from '../browserPage';
import { lookAt, profilePages, type Looked } from './profileBrowser';

const pages = profilePages();

const blog = new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles/heap.pb.gz')));
const shop = profileBytesFromText(`
  shop.add@/s/cart.go:4;main.main@/s/main.go:9 3 300 {tenant=acme}
  shop.del@/s/cart.go:9;shop.find@/s/cart.go:20;main.main@/s/main.go:9 1 100
  shop.del@/s/cart.go:9;main.main@/s/main.go:9 1 50
`);

async function open(bytes: Uint8Array, base: Uint8Array | null = null): Promise<{ page: Page } & Looked> {
  const page = await pages.open({ width: 1100, height: 700 });
  onTestFinished(() => page.close());
  const looked = await lookAt(page, bytes, base);
  await page.getByRole('tab', { name: 'Call Graph' }).click();
  await page.locator('.graph-node').first().waitFor();
  return { page, ...looked };
}

const texts = (page: Page, of: string): Promise<readonly string[]> =>
  page.evaluate(
    (selector) => [...document.querySelectorAll(selector)].map((one) => one.querySelector('title')?.textContent ?? ''),
    of,
  );

/** What is seen has the shape of the room that it is drawn in. */
function fitsItsRoom(svg: SVGElement | HTMLElement): boolean {
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  return Math.abs(width / height - svg.clientWidth / svg.clientHeight) < 0.01;
}

describe('the call graph', () => {
  it('draws what costs, who calls it, and labels', async () => {
    const { page } = await open(shop);
    expect((await texts(page, '.graph-node')).map((title) => title.split('\n')[0])).toEqual(
      expect.arrayContaining(['main.main', 'shop.add', 'shop.del', 'shop.find']),
    );
    expect(await texts(page, '.graph-line')).toContain('main.main → shop.add\n300 B');
    expect(await texts(page, '.graph-tag')).toEqual(['tenant:acme\n300 B']);
  });

  it('leads from the heaviest node over its callers to the line, as the story of the blog needs it', async () => {
    const { page, told, kept } = await open(blog);
    await page.locator('.graph-node').filter({ hasText: 'unsafe_NewArray' }).first().click();
    expect(kept.get('file')?.selected?.function).toBe('reflect.unsafe_NewArray');
    await page.locator('.graph-surface').focus();
    for (const caller of ['reflect.MakeSlice', 'main.newPool']) {
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => kept.get('file')?.selected?.function).toBe(caller);
    }
    await page.getByText('Open Source').click();
    expect(told.goTo).toEqual([
      { function: 'main.newPool', file: expect.stringMatching(/blog\/router\.go$/) as string, line: 0 },
    ]);
    await page.locator('.graph-surface').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Callers/ }).waitFor();
    expect(await noted(page)).toMatchObject({ violations: [] });
    expect(told.warned).toEqual([]);
  });

  it('is zoomed by keys, wheel and buttons, moved, and seen whole again', async () => {
    const { page } = await open(blog);
    const board = page.locator('.graph-surface');
    const seen = () => board.locator('svg').getAttribute('viewBox');
    // Until the room has been measured, the graph is drawn for one that is twice as wide as high.
    await expect.poll(() => board.locator('svg').evaluate(fitsItsRoom)).toBe(true);
    const whole = await seen();
    const width = (box: string | null) => Number(box?.split(' ')[2]);
    await board.focus();
    await page.keyboard.press('+');
    await expect.poll(async () => width(await seen())).toBeLessThan(width(whole));
    await page.keyboard.press('Shift+ArrowRight');
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, -400);
    const near = width(await seen());
    expect(near).toBeLessThan(width(whole));
    await page.mouse.down();
    await page.mouse.move(560, 440, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.press('Escape');
    await expect.poll(seen).toBe(whole);
  });

  it('says what a search finds, and what is no expression', async () => {
    const { page } = await open(shop);
    await page.locator('.search input').fill('del$');
    await page.getByText('1 of 4 nodes').waitFor();
    await page.locator('.search input').fill('(');
    await page.getByRole('alert').getByText('missing closing').waitFor();
  });

  it('is another one for another number of nodes, and for other filters', async () => {
    const { page, kept } = await open(blog);
    const all = await page.locator('.graph-node').count();
    await page.getByRole('combobox', { name: 'Most nodes' }).click();
    await page.getByRole('option', { name: '20 nodes', exact: true }).click();
    await expect.poll(() => page.locator('.graph-node').count()).toBeLessThan(all);
    expect(kept.get('file')?.graph).toEqual({ nodeCount: 20, search: null });
    const drawn = await page.locator('.graph-node').count();
    await page.locator('.add input').fill('unsafe_NewArray$');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.graph-node').count()).toBeLessThan(drawn);
  });

  it('of a difference says what is more and what is less', async () => {
    const { page } = await open(shop, profileBytesFromText('shop.add@/s/cart.go:4;main.main@/s/main.go:9 3 430'));
    expect(await texts(page, '.graph-line')).toContain('main.main → shop.add\n-130 B');
    expect(await texts(page, '.graph-line')).toContain('main.main → shop.find\n+100 B');
  });

  it('is saved as SVG and as PNG', async () => {
    const { page, told } = await open(shop);
    await page.getByText('Save SVG').click();
    await page.getByText('Save PNG').click();
    await expect.poll(() => told.saved.map(({ format }) => format)).toEqual(['svg', 'png']);
    const [svg, png] = told.saved;
    const parsed = await page.evaluate((text) => {
      const file = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        root: file.documentElement.tagName,
        texts: [...file.querySelectorAll('text')].map((one) => one.textContent),
        size: file.documentElement.getAttribute('width'),
      };
    }, svg?.content ?? '');
    expect(parsed).toMatchObject({ root: 'svg', texts: expect.arrayContaining(['main', 'add', '300 B']) as unknown });
    const image = PNG.sync.read(Buffer.from(png?.content ?? '', 'base64'));
    // Two pixels a point.
    expect(Math.abs(image.width - 2 * Number(parsed.size))).toBeLessThanOrEqual(2);
    expect(new Set(image.data).size).toBeGreaterThan(10);
  });
});

describe('hostile names in the graph', () => {
  it.each([
    ['HTML', '<img/src=x/onerror=alert(1)><script>alert(2)</script>'],
    ['the language of Graphviz', '"];N0->N0[URL="javascript:alert(1)"];subgraph"{\\N\\l\\"'],
    ['bidirectional controls', 'evil\u202egnp.main\u2066'],
    ['100 kB', 'x'.repeat(100_000)],
    ['dots', '.'.repeat(5000)],
  ])('of %s are text, and nothing else', async (_what, name) => {
    const label = name.slice(0, 50).replace(/[{},=:]/g, '');
    const { page, told } = await open(
      profileBytesFromText(`${name.replace(/[;@ ]/g, '')};main.main 1 10 {${label}=${label}}`),
    );
    await page.getByText('Save SVG').click();
    await expect.poll(() => told.saved.length).toBe(1);
    const shown = await page.evaluate(() => document.body.innerText);
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    expect(told.saved[0]?.content).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|<script|<img|href/u);
    expect(told.saved[0]?.content.length).toBeLessThan(20_000);
    expect(await page.locator('img, main script, a[href]').count()).toBe(0);
    expect(await noted(page)).toMatchObject({ violations: [], ran: [] });
  });
});
