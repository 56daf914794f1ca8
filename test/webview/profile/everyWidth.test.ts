// Each view of a profile in windows that are narrow or magnified, by the keyboard alone, and as a screen reader has it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MemoryView } from '../../../src/shared/model/views/memoryView';
import { repositoryRoot } from '../../support/paths';
import { lookAt, profilePages } from './profileBrowser';

const pages = profilePages();
const goroutines = new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles/goroutine.pb.gz')));

const memory: MemoryView = {
  atMillis: [1_000_000, 1_060_000],
  life: [0, 0],
  parts: [
    {
      id: 'live',
      label: 'live',
      explanation: 'what is alive',
      advice: 'Look for it.',
      color: 'charts-blue',
      isResident: true,
      bytes: [3e6, 5e6],
    },
    {
      id: 'idle',
      label: 'idle',
      explanation: 'what is kept',
      advice: 'Nothing.',
      color: 'charts-green',
      isResident: true,
      bytes: [1e6, 1e6],
    },
  ],
};

const views = ['Flame Graph', 'Top', 'Call Graph', 'Goroutine Groups', 'Callers and Callees', 'Source', 'Memory'];

/** CSS pixels that are left of a window: of a column beside a source file, and of 1100 by 600 at 125 %. */
const sizes = [
  ['a column of 400 pixels', { width: 400, height: 700 }],
  ['a magnification of 125 %', { width: 880, height: 480 }],
] as const;

async function open(size: { readonly width: number; readonly height: number }): Promise<Page> {
  const page = await pages.open(size);
  onTestFinished(() => page.close());
  await lookAt(page, goroutines, null, memory);
  await page.getByRole('tab', { name: 'Top' }).click();
  await page.getByRole('gridcell', { name: 'main.(*session).receive' }).first().click();
  return page;
}

async function show(page: Page, view: string): Promise<void> {
  await page.getByRole('tab', { name: view }).click();
  await expect.poll(() => page.getByText(/^(Counting|Laying out|Reading)…$/).count()).toBe(0);
}

/** Controls that lie over one another, or beyond the edge of the page; none is what is wanted. */
function misplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll(
        '.profile vscode-button, .profile vscode-dropdown, .profile vscode-text-field, .profile [role=tab], .profile h1',
      ),
    ];
    const named = controls.map((control) => ({
      box: control.getBoundingClientRect(),
      name: control.textContent || control.getAttribute('aria-label') || control.className,
    }));
    const beyond = named.filter(({ box }) => box.right > innerWidth + 0.5 || box.left < 0);
    const over = named.flatMap((one, at) =>
      named
        .slice(at + 1)
        .filter(
          ({ box }) =>
            Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
            Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 1,
        )
        .map((other) => `${one.name} over ${other.name}`),
    );
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    return [...beyond.map(({ name }) => `${name} beyond the edge`), ...over, ...wide];
  });
}

describe.each(sizes)('in %s', (_name, size) => {
  it.each(views)('nothing lies over anything else, or out of reach: %s', async (view) => {
    const page = await open(size);
    await show(page, view);
    expect(await misplaced(page)).toEqual([]);
    const shown = await page.locator('.view').boundingBox();
    expect(shown?.height).toBeGreaterThan(100);
    const footer = await page.locator('.frame-bar').evaluate((bar) => bar.scrollHeight - bar.clientHeight);
    expect(footer).toBe(0);
    await page.locator('.frame-actions vscode-button').last().scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator('.frame-actions vscode-button').last().isVisible()).toBe(true);
  });

  it('a table shows the names', async () => {
    const page = await open(size);
    const name = await page.getByRole('gridcell', { name: 'main.(*session).receive' }).first().boundingBox();
    expect((name?.x ?? 0) + 100).toBeLessThan(size.width);
  });
});

/** What a person comes to by the Tab key, by role and name, once around the page. */
async function stops(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (at === null || at === document.body) return null;
      return `${at.getAttribute('role') ?? at.localName.replace('vscode-', '')} ${at.getAttribute('aria-label') ?? at.textContent}`;
    });
    if (stop === null || (found.length > 2 && stop === found[0])) break;
    found.push(stop);
  }
  return found;
}

/** Where the arrow keys of each view begin. */
const entrances: Readonly<Record<string, RegExp>> = {
  'Flame Graph': /^group Flame graph\. Arrow keys/,
  Top: /^grid What costs most/,
  'Call Graph': /^group Call graph\. Arrow keys/,
  'Goroutine Groups': /^row .*receive/,
  'Callers and Callees': /^button /,
  Source: /^grid Source lines/,
  Memory: /^slider Moment/,
};

describe('by the keyboard and by ear', () => {
  it.each(views)('%s is come to, and so is what can be done with the frame', async (view) => {
    const page = await open({ width: 1100, height: 600 });
    await show(page, view);
    const found = await stops(page);
    expect(found).toContain(`tab ${view}`);
    const entrance = entrances[view];
    expect(found.filter((stop) => entrance?.test(stop))).not.toEqual([]);
    expect(found.filter((stop) => stop.startsWith('button Begin stacks at'))).toHaveLength(1);
  });

  it.each(views)('everything that can be worked in %s has a name', async (view) => {
    const page = await open({ width: 1100, height: 600 });
    await show(page, view);
    const tree = await page.locator('.profile').ariaSnapshot();
    const nameless =
      /^\s*- (button|combobox|textbox|checkbox|tab|tablist|tabpanel|grid|treegrid|slider|table)(?! ")(:|$| \[)/;
    expect(tree.split('\n').filter((line) => nameless.test(line))).toEqual([]);
    expect(tree).not.toContain('"Text field"');
    expect(tree).toContain(`tabpanel "${view}"`);
  });

  it('the flame graph says what a box costs', async () => {
    const page = await open({ width: 1100, height: 600 });
    await show(page, 'Flame Graph');
    await page.locator('.flame-scroller').focus();
    // A key that comes before the boxes have come means none of them.
    const said = async () => {
      await page.keyboard.press('ArrowDown');
      return page.locator('.flame [aria-live]').textContent();
    };
    await expect.poll(said).toMatch(/^\S+\. with all that it calls: \d+ · [\d.]+%\. itself: \d+ · [\d.]+%$/);
  });

  it('the table says which row the keys are at', async () => {
    const page = await open({ width: 1100, height: 600 });
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    const at = () =>
      page.evaluate(() => {
        const row = document.querySelector('.grid')?.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(row)?.getAttribute('aria-rowindex');
      });
    await expect.poll(at).toBe('2');
    await page.keyboard.press('ArrowDown');
    await expect.poll(at).toBe('3');
  });
});
