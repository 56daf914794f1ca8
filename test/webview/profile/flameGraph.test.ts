// The flame graph in a real browser, answered by the real views: what is walked, zoomed, searched and pointed at.
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { lookAt, profilePages, type Looked } from './profileBrowser';

const pages = profilePages();

const shop = profileBytesFromText(`
  shop.add@/s/cart.go:4;main.main@/s/main.go:9 3 300 {tenant=acme}
  shop.del@/s/cart.go:9;main.main@/s/main.go:9 1 100
`);

async function open(bytes: Uint8Array): Promise<{ page: Page } & Looked> {
  const page = await pages.open({ width: 1100, height: 600 });
  onTestFinished(() => page.close());
  const looked = await lookAt(page, bytes);
  await page.locator('.flame-scroller').waitFor();
  return { page, ...looked };
}

describe('the flame graph', () => {
  it('is walked by the keyboard, and zoomed', async () => {
    const { page, kept } = await open(shop);
    await page.locator('.flame-scroller').focus();
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown');
        return kept.get('file')?.selected?.function;
      })
      .toBe('shop.add');
    await page.keyboard.press('ArrowRight');
    expect(kept.get('file')?.selected?.function).toBe('shop.del');
    await page.keyboard.press('Enter');
    expect(kept.get('file')?.flame).toMatchObject({ from: 0.75, to: 1 });
    await page.keyboard.press('Escape');
    expect(kept.get('file')?.flame).toMatchObject({ from: 0, to: 1 });
  });

  it('marks all boxes of the function that is pointed at', async () => {
    const { page } = await open(profileBytesFromText('p.log;p.add;main.main 1 50\np.log;p.del;main.main 1 50'));
    await page.getByText('100 B in all').waitFor();
    const canvas = page.locator('.flame-scroller canvas');
    const { width } = (await canvas.boundingBox()) ?? { width: 0 };
    // The left edges of the two boxes of p.log, in the third row, and of p.add in the second.
    const edges = () =>
      canvas.evaluate(
        (drawn, [left = 0, half = 0]) => {
          const context = (drawn as HTMLCanvasElement).getContext('2d');
          const at = (x: number, y: number) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].join();
          return [at(left, 50), at(half, 50), at(left, 30)];
        },
        [0, Math.ceil(width / 2)],
      );
    const before = await edges();
    await canvas.hover({ position: { x: 40, y: 50 } });
    await expect
      .poll(async () => (await edges()).map((pixel, at) => pixel !== before[at]))
      .toEqual([true, true, false]);
    await page.mouse.move(0, 0);
    await expect.poll(edges).toEqual(before);
  });

  it('goes down as deep as stacks are, a part at a time', async () => {
    const frames = Array.from({ length: 10_000 }, (_, at) => `p.f${String(at)}`);
    const stacks = Array.from({ length: 20 }, (_, at) => `p.leaf${String(at)};${frames.join(';')} 1 10`);
    const { page, kept } = await open(profileBytesFromText(stacks.join('\n')));
    const selected = () => kept.get('file')?.selected?.function;
    const press = (key: string, until: string) =>
      expect
        .poll(async () => {
          await page.keyboard.press(key);
          return selected();
        })
        .toBe(until);
    await page.locator('.flame-scroller').focus();
    await press('ArrowDown', 'p.f9999');
    await page.keyboard.press('ArrowDown');
    expect(selected()).toBe('p.f9998');
    await page.locator('.flame-scroller').evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight;
    });
    await press('ArrowDown', 'p.leaf0');
    await page.keyboard.press('ArrowRight');
    expect(selected()).toBe('p.leaf1');
    await page.keyboard.press('ArrowUp');
    expect(selected()).toBe('p.f0');
  });

  it('says that nothing is wide enough where all begin with another function, and leads to the table', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `p.f${String(at)} 1 10`).join('\n');
    const { page, kept } = await open(profileBytesFromText(many));
    await page.getByText('None of 20,000 boxes is wide enough to be drawn; together they are 195 KB.').waitFor();
    await page.locator('.flame .note').getByText('Top').click();
    await page.getByText('20,000 rows').waitFor();
    expect(kept.get('file')?.tab).toBe('top');
  });

  it('says what the whole of it is, and what filters leave', async () => {
    const { page } = await open(shop);
    await page.getByText('400 B in all').waitFor();
    await page.locator('.add input').fill('del');
    await page.keyboard.press('Enter');
    await page.getByText('100 B of 400 B in all: 25.00%').waitFor();
  });

  it('shows what one frame calls, and what calls it, wherever it is', async () => {
    const { page, kept } = await open(shop);
    await page.locator('.flame-scroller').focus();
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown');
        return kept.get('file')?.selected?.function;
      })
      .toBe('shop.add');
    await page.getByRole('button', { name: 'Show what the selected frame calls' }).click();
    await page.getByText('Above is what calls it, below what it calls.').waitFor();
    expect(kept.get('file')?.flame).toMatchObject({ of: { function: 'shop.add' }, direction: 'both' });
    const walkTo = async (key: string, words: RegExp) => {
      await page.locator('.flame-scroller').focus();
      await expect
        .poll(async () => {
          await page.keyboard.press(key);
          return page.locator('.flame [aria-live]').textContent();
        })
        .toMatch(words);
    };
    await walkTo('ArrowUp', /^main\.main\. shop\.add called through it: 300 B · 75\.00%$/);
    await walkTo('ArrowDown', /^shop\.add\. with all that it calls: 300 /);
    await page.locator('.controls vscode-dropdown').first().click();
    await page.getByRole('option', { name: 'What calls it' }).click();
    await expect
      .poll(() => kept.get('file')?.flame)
      .toMatchObject({ of: { function: 'shop.add' }, direction: 'callers' });
    // Until the answer is there, keys go through the graph around the frame.
    await page.getByText('Above is what calls it').waitFor({ state: 'detached' });
    await walkTo('ArrowUp', /^shop\.add\. with all that it calls: 300 /);
    await walkTo('ArrowDown', /^main\.main\. with all that it calls: 300 /);
    await page.getByRole('button', { name: 'Show all stacks as a whole' }).click();
    expect(kept.get('file')?.flame.of).toBeNull();
  });

  it('says what share a search finds', async () => {
    const { page } = await open(shop);
    await page.locator('.search input').fill('del$');
    await page.getByText('25.00% in 1 frame: 100 B').waitFor();
    await page.locator('.search input').fill('(');
    await page.getByRole('alert').getByText('missing closing').waitFor();
  });
});
