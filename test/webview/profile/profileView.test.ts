// The view of a profile in a real browser, under the real content security policy, answered by the real views.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { repositoryRoot } from '../../support/paths';
import { noted } from '../browserPage';
import { lookAt, profilePages, type Looked } from './profileBrowser';

const pages = profilePages();

const blog = new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles/heap.pb.gz')));
const shop = profileBytesFromText(`
  shop.add@/s/cart.go:4;main.main@/s/main.go:9 3 300 {tenant=acme}
  shop.del@/s/cart.go:9;main.main@/s/main.go:9 1 100
`);

async function open(bytes: Uint8Array, base: Uint8Array | null = null): Promise<{ page: Page } & Looked> {
  const page = await pages.open({ width: 1100, height: 600 });
  onTestFinished(() => page.close());
  const looked = await lookAt(page, bytes, base);
  await page.locator('.flame-scroller').waitFor();
  return { page, ...looked };
}

/** The cells of the table's rows that are drawn. */
function cells(page: Page): Promise<readonly (readonly string[])[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.grid-row')].map((row) =>
      [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent),
    ),
  );
}

const state = ({ kept }: Looked) => kept.get('file');

describe('the story of the blog', () => {
  it('goes from the table over the callers to the line, and back', async () => {
    const { page, told, kept } = await open(blog);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'reflect.unsafe_NewArray' }).click();
    expect((await cells(page))[0]).toEqual([
      '75.4 MB',
      '82.02%',
      '82.02%',
      '75.4 MB',
      '82.02%',
      'reflect.unsafe_NewArray',
      'runtime/malloc.go',
    ]);
    await page.getByText('Callers and Callees').last().click();
    await page.getByRole('table').getByRole('button', { name: 'reflect.MakeSlice' }).click();
    await page.getByRole('table').getByRole('button', { name: 'main.newPool' }).click();
    await page.getByText('Open Source').click();
    expect(told.goTo).toEqual([
      { function: 'main.newPool', file: expect.stringMatching(/blog\/router\.go$/) as string, line: 0 },
    ]);
    expect(state({ kept } as Looked)).toMatchObject({ tab: 'peek', selected: { function: 'main.newPool' } });
    expect(await noted(page)).toMatchObject({ violations: [] });
    expect(told.warned).toEqual([]);
  });
});

describe('the command of pprof', () => {
  it('shows the same, whatever is refined, and in whichever tab', async () => {
    const { page, told } = await open(blog, shop);
    await page.locator('.add input').fill("it's|newPool");
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByText('Copy Command').click();
    expect(told.copied).toEqual([
      String.raw`go tool pprof -top -sample_index=inuse_space '-focus=it'\''s|newPool' -diff_base=/somewhere/older.pb.gz /somewhere/heap.pb.gz`,
    ]);
  });
});

describe('the source', () => {
  const rows = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('.source-line')].map((row) => [...row.children].map((cell) => cell.textContent)),
    );

  it('follows the selection and the filters, and leads to its lines by mouse and keys', async () => {
    const { page, told } = await open(shop);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'main.main' }).click();
    await page.getByRole('tab', { name: 'Source' }).click();
    await expect.poll(() => rows(page)).toEqual([['', '400 B', '9', '']]);
    await page.getByText('the source is not on this machine').waitFor();
    await page.locator('.add input').fill('add');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows(page)).toEqual([['', '300 B', '9', '']]);
    await page.locator('.source-line').click();
    await page.locator('.source-line').focus();
    await page.keyboard.press('Enter');
    const line = { function: 'main.main', file: '/s/main.go', line: 9 };
    expect(told.goTo).toEqual([line, line]);
    expect(await noted(page)).toMatchObject({ violations: [] });
  });

  it('of a file is that of all its functions', async () => {
    const { page } = await open(shop);
    await page.locator('.refine vscode-dropdown').nth(1).click();
    await page.getByRole('option', { name: 'by file' }).click();
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: '/s/cart.go' }).first().click();
    await page.getByRole('tab', { name: 'Source' }).click();
    await expect.poll(() => rows(page).then((all) => all.map((row) => row[2]))).toEqual(['4', '9']);
  });
});

describe('source lines', () => {
  it('say what they cost in it while a person wants that, as it is counted now', async () => {
    const { page, told } = await open(shop);
    await page.getByText('Show on Lines').click();
    await page.getByText('on 3 lines in 2 files; of 1 the source has changed').waitFor();
    await page.locator('.refine vscode-dropdown').first().click();
    await page.getByRole('option', { name: 'inuse_objects' }).click();
    await page.getByText('Hide from Lines').click();
    await page.getByText('Show on Lines').waitFor();
    expect(told.onLines).toMatchObject([
      { name: 'heap.pb.gz', scope: { sample: '' } },
      { scope: { sample: 'inuse_objects' } },
      null,
    ]);
  });
});

describe('a view that has a name', () => {
  it('is shown again with its tab, its filters and what is counted, and forgotten', async () => {
    const { page, kept } = await open(shop);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.locator('.add input').fill('add');
    await page.keyboard.press('Enter');
    await page.getByText('Save View…').click();
    await page.getByText('Forget View').waitFor();
    await page.getByRole('button', { name: 'Remove the filter' }).click();
    await page.getByRole('tab', { name: 'Flame Graph' }).click();
    await page.getByText('Save View…').waitFor();
    await page.locator('.views vscode-dropdown').click();
    await page.getByRole('option', { name: 'view 1' }).click();
    await expect.poll(() => cells(page).then((rows) => rows.map((row) => row[5]))).toEqual(['shop.add', 'main.main']);
    expect(kept.get('file')).toMatchObject({ tab: 'top', scope: { refinements: [{ kind: 'focus', pattern: 'add' }] } });
    await page.getByText('Forget View').click();
    await page.getByText('Save View…').waitFor();
    expect(await page.locator('.views vscode-dropdown').count()).toBe(0);
  });
});

describe('filters', () => {
  it('hold for every tab, are taken back one by one, and gone through like pages', async () => {
    const { page, kept } = await open(shop);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.locator('.add input').fill('add');
    await page.keyboard.press('Enter');
    await expect.poll(() => cells(page).then((rows) => rows.map((row) => row[5]))).toEqual(['shop.add', 'main.main']);
    await page.getByRole('button', { name: 'Remove the filter' }).click();
    await expect.poll(() => cells(page).then((rows) => rows.length)).toBe(3);
    await page.keyboard.press('[');
    await expect.poll(() => cells(page).then((rows) => rows.length)).toBe(2);
    expect(kept.get('file')?.scope.refinements).toEqual([{ kind: 'focus', pattern: 'add' }]);
  });
});

describe('the unit of amounts', () => {
  it('is that which a person chose, in every tab, and in the command of pprof', async () => {
    const { page, told, kept } = await open(blog);
    await page.getByRole('combobox', { name: 'Unit of amounts' }).click();
    await page.getByRole('option', { name: 'KB', exact: true }).click();
    await page.getByText(/^94,\d{3}\.\d{2} KB in all$/).waitFor();
    await page.getByRole('tab', { name: 'Top' }).click();
    await expect.poll(() => cells(page).then((rows) => rows[0]?.[0])).toBe('77,237.99 KB');
    await page.getByRole('gridcell', { name: 'reflect.MakeSlice' }).click();
    await page.getByRole('tab', { name: 'Callers and Callees' }).click();
    await page.getByText('77,237.99 KB in all').waitFor();
    await page.getByRole('tab', { name: 'Call Graph' }).click();
    await page.locator('.graph-node text', { hasText: '77,237.99 KB' }).first().waitFor();
    await page.getByText('Copy Command').click();
    await expect.poll(() => told.copied.at(-1)).toContain(' -unit=kB ');
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('combobox', { name: 'Unit of amounts' }).click();
    await page.getByRole('option', { name: 'one unit for all' }).click();
    await expect.poll(() => cells(page).then((rows) => new Set(rows.map((row) => row[3]?.split(' ')[1])).size)).toBe(1);
    await page.getByText('Copy Command').click();
    await expect.poll(() => told.copied.at(-1)).toContain(' -unit=minimum ');
    await page.getByRole('combobox', { name: 'Unit of amounts' }).click();
    await page.getByRole('option', { name: 'KB', exact: true }).click();
    // Counts have none, and the unit is there again when bytes are.
    await page.locator('.refine vscode-dropdown').first().click();
    await page.getByRole('option', { name: 'inuse_objects' }).click();
    await expect.poll(() => page.getByRole('combobox', { name: 'Unit of amounts' }).count()).toBe(0);
    await page.getByText('Copy Command').click();
    await expect.poll(() => told.copied.at(-1)).not.toContain('-unit');
    expect(kept.get('file')?.scope.unit).toBe('kB');
  });
});

describe('callers and callees as a small graph', () => {
  const many = Array.from(
    { length: 9 },
    (_, at) => `p.callee${String(at)};p.hub;p.caller${String(at % 2)} 1 ${String(100 - at)}`,
  );
  const nodes = (page: Page) =>
    page.locator('.peek-node').evaluateAll((all) => all.map((node) => [node.dataset['column'], node.textContent]));

  it('has the heaviest on either side, as thick as they cost, and says how many more there are', async () => {
    const { page } = await open(profileBytesFromText(many.join('\n')));
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'p.hub' }).click();
    await page.getByRole('tab', { name: 'Callers and Callees' }).click();
    await expect
      .poll(() => nodes(page))
      .toEqual([
        ['callers', 'p.caller0480 B'],
        ['callers', 'p.caller1384 B'],
        ['middle', 'p.hub864 B in all'],
        ...[100, 99, 98, 97, 96, 95].map((value, at) => ['callees', `p.callee${String(at)}${String(value)} B`]),
      ]);
    await page.getByText('3 more in the table').waitFor();
    const widths = await page
      .locator('.peek-lines')
      .first()
      .locator('path')
      .evaluateAll((all) => all.map((path) => Number(path.getAttribute('stroke-width'))));
    expect(widths).toEqual([5.4, 4.6]);
    expect(await noted(page)).toMatchObject({ violations: [] });
  });

  it('is gone through by the keyboard, and by clicks, to whoever is next', async () => {
    const { page, kept } = await open(profileBytesFromText(many.join('\n')));
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'p.hub' }).click();
    await page.getByRole('tab', { name: 'Callers and Callees' }).click();
    await page.locator('.peek-middle').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'calls p.callee2: 98 B, 11.34%',
    );
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('p.callee298 B in all');
    expect(kept.get('file')?.selected?.function).toBe('p.callee2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect.poll(() => kept.get('file')?.selected?.function).toBe('p.hub');
    await page.getByRole('button', { name: 'called by p.caller1' }).click();
    await expect.poll(() => kept.get('file')?.selected?.function).toBe('p.caller1');
  });
});

describe('a level of labels', () => {
  it('stands above the stacks, in every tab, until a person takes it away', async () => {
    const { page, kept } = await open(shop);
    await page.getByRole('combobox', { name: 'Label whose values' }).click();
    await page.getByRole('option', { name: 'tenant' }).click();
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'acme', exact: true }).click();
    await page.getByText('Callers and Callees').last().click();
    await page.getByRole('table').getByRole('button', { name: 'main.main' }).waitFor();
    expect(kept.get('file')?.scope.labelLevel).toBe('tenant');
    await page.keyboard.press('[');
    await expect.poll(() => kept.get('file')?.scope.labelLevel).toBe('');
  });
});

describe('the table', () => {
  it('scrolls through many rows, and draws few', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `p.f${String(at)};main.main 1 ${String(at + 1)}`).join('\n');
    const { page } = await open(profileBytesFromText(many));
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByText('20,001 rows').waitFor();
    await page.locator('.grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
    await page.getByRole('gridcell', { name: 'p.f0', exact: true }).waitFor();
    expect((await cells(page)).length).toBeLessThan(80);
  });

  it('is copied', async () => {
    const { page, told } = await open(shop);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByText('CSV').click();
    await expect.poll(() => told.copied[0]).toMatch(/^flat \(bytes\),.*\r\n300,75\.00%,300,75\.00%,shop\.add/);
  });
});

describe('a difference', () => {
  it('has its signs, and what it is compared with', async () => {
    const { page } = await open(shop, profileBytesFromText('shop.add@/s/cart.go:4;main.main@/s/main.go:9 3 450'));
    await page.getByText('compared with older.pb.gz').waitFor();
    await page.getByRole('tab', { name: 'Top' }).click();
    await expect
      .poll(() => cells(page).then((rows) => rows.map((row) => [row[0], row[5]])))
      .toEqual([
        ['-150 B', 'shop.add'],
        ['+100 B', 'shop.del'],
        ['0 B', 'main.main'],
      ]);
  });

  it('says in words which boxes have grown, which have not, and which sampling could have made up', async () => {
    const heap = (kept: number, grown: number) =>
      profileBytesFromText(`shop.kept;main 9000 9216000 ${of(kept)}\nshop.grown;main 90000 92160000 ${of(grown)}`);
    const of = (objects: number) => `${String(objects)} ${String(objects * 1024)}`;
    const { page, kept } = await open(heap(2000, 80_000), heap(1000, 1000));
    const legend = page.getByRole('list', { name: 'What the boxes of a difference are' });
    expect((await legend.innerText()).split(/\s*\n\s*/)).toEqual(
      expect.arrayContaining(['▲', 'grown', '▼', 'shrunk', '≈', 'could be noise of sampling']),
    );
    await page.locator('.flame-scroller').focus();
    const heard = async (key: string) => {
      await page.keyboard.press(key);
      return page.locator('.flame [aria-live]').textContent();
    };
    await expect
      .poll(() => heard('ArrowDown'))
      .toMatch(/^shop\.grown\b.*▲ grown\. before 0\.98 MB, now 78\.1 MB: \+7900%/);
    await expect
      .poll(() => heard('ArrowRight'))
      .toMatch(/^shop\.kept\b.*≈ could be noise of sampling\. before .*\. A difference below [\d.]+ MB could be noise/);
    await page.getByRole('combobox', { name: 'What boxes say' }).click();
    await page.getByRole('option', { name: 'Shares' }).click();
    await expect.poll(() => kept.get('file')?.flame.inShares).toBe(true);
  });
});

describe('a file that changed on disk', () => {
  it('is said, and read again when a person says so', async () => {
    const { page, feed } = await open(shop);
    feed.changed();
    await page.getByText('The file has changed on disk.').waitFor();
    await page.getByText('Reload').click();
    await expect.poll(() => page.getByText('The file has changed on disk.').count()).toBe(0);
  });
});

describe('hostile names', () => {
  it.each([
    ['HTML', '<img/src=x/onerror=alert(1)><script>alert(2)</script>'],
    ['bidirectional controls', 'evil\u202egnp.main\u2066'],
    ['100 kB', 'x'.repeat(100_000)],
  ])('of %s are text, and nothing else', async (_what, name) => {
    const { page } = await open(
      profileBytesFromText(`${name}@/s/${name}.go:3;main.main 1 10 {${name.slice(0, 50)}=v}`),
    );
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.locator('.grid-row').nth(1).click();
    await page.getByRole('tab', { name: 'Callers' }).click();
    await page.getByText('Focus', { exact: true }).last().click();
    await page.locator('.chip').waitFor();
    const shown = await page.evaluate(() => document.body.innerText);
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    expect(shown.length).toBeLessThan(5000);
    expect(await page.locator('img, main script').count()).toBe(0);
    expect(await noted(page)).toMatchObject({ violations: [], ran: [] });
  });
});
