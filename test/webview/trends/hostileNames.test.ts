// Names, addresses and problems as a service could choose them to break out of the panel, in a real browser.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PanelTarget, ToPanel } from '../../../src/shared/wires/panelMessages';
import { browserPages, noted } from '../browserPage';
import { goSeriesViews } from '../../support/go/goSeriesViews';
import { rows } from './seriesBuilder';

const pages = browserPages(join(import.meta.dirname, '../../../webview/trends/main.tsx'));

const target: PanelTarget = {
  id: 'a',
  name: 'shop-api',
  url: 'localhost:6060',
  phase: 'reconnecting',
  condition: 'not answering',
  problem: 'Nothing listens there.',
  asOf: 'As of 22:21:50.',
  cost: 'Last look: 4 requests',
  missing: [{ kind: 'goroutines', words: 'No goroutine profile here: HTTP 403 Forbidden.', short: null }],
  series: goSeriesViews(),
  limits: [],
  outlooks: [],
  growth: { liveHeap: 1_000_000, goroutines: 12 },
};

const hostile: readonly (readonly [what: string, text: string])[] = [
  ['a picture that runs a script', '<img src=x onerror="alert(1)"><svg onload=alert(2)>'],
  ['a script', '"\'></title></script><script>alert(3)</script>'],
  ['a style', '</style><style>*{display:none}</style><link rel=stylesheet href=//evil.example>'],
  ['a frame and a link', '<iframe srcdoc="<script>alert(4)</script>"></iframe><a href="javascript:alert(5)">x</a>'],
  ['quotes and entities', `'"\`&quot;&lt;b&gt;{{constructor.constructor('alert(6)')()}}`],
  ['bidirectional controls', 'evil\u202egnp.exe\u2066\u2069\u200f\u061c main.f'],
  ['lines and control characters', 'a\u0000b\nc\r\nd\u2028e\u001b[31mf'],
  ['text from right to left', 'خدمة المتجر (main) 1234'],
  ['one word of 100 kB', 'x'.repeat(100_000)],
  ['100 kB of HTML', '<b onclick=alert(7)>'.repeat(5_000)],
  ['100 kB of emoji', '👩‍👩‍👧‍👦'.repeat(9_000)],
  ['100 kB of combining marks', `a${'\u0301'.repeat(50_000)}`],
  ['a path', `/home/anna/${'very/deep/'.repeat(5_000)}main.go`],
];

async function show(page: Page, targets: readonly PanelTarget[]): Promise<void> {
  const series = rows(50, 1, (row) => ({ liveHeap: 1e7 + row, goroutines: row }));
  const message: ToPanel = {
    type: 'state',
    trusted: true,
    targets,
    choice: { targetId: 'a', window: '5m', hidden: [] },
    series,
  };
  await page.evaluate((data) => postMessage(data, '*'), message);
  await page.locator('canvas').nth(1).waitFor({ state: 'attached' });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
}

/** How far the page, and what stands in it, reaches beyond its edge; and what would be shown or read out at whole length. */
function measure(page: Page) {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.body;
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap((element) => [...element.attributes].map(({ value }) => value.length));
    // Explanations show up when somebody points at a row; what is for screen readers, and charts, is clipped.
    const visible = all.filter((element) => element.closest('main') && !element.closest('.unseen, .tip, .plot'));
    const right = Math.max(...visible.map((element) => element.getBoundingClientRect().right));
    return {
      scrollsSideways: root.scrollWidth > root.clientWidth,
      reachesOut: right > innerWidth + 1,
      longestAttribute: Math.max(...attributes),
      textLength: document.body.innerText.length,
      strangers: document.querySelectorAll('img, iframe, #root style, #root link, #root script, b, a').length,
      height: root.scrollHeight,
    };
  });
}

it.each([200, 320, 900])(
  'hostile words stay text in a panel of %d pixels: cut, in one place, without effect',
  async (width) => {
    const page = await pages.open({ width, height: 700 });
    for (const [what, text] of hostile) {
      await show(page, [{ ...target, name: text, url: text, condition: text, problem: text, asOf: text, cost: text }]);
      const { violations, ran } = await noted(page);
      expect({ what, violations, ran }).toEqual({ what, violations: [], ran: [] });
      const { longestAttribute, textLength, height, ...edges } = await measure(page);
      expect({ what, ...edges }).toEqual({ what, scrollsSideways: false, reachesOut: false, strangers: 0 });
      // The longest is a tooltip of two lines.
      expect(longestAttribute, what).toBeLessThan(700);
      expect(textLength, what).toBeLessThan(4_000);
      expect(height, what).toBeLessThan(2_500);
    }
  },
);

describe('a long name', () => {
  it('ends in an ellipsis on its one line, with the controls beside it in sight', async () => {
    const page = await pages.open({ width: 300, height: 700 });
    await show(page, [{ ...target, name: 'x'.repeat(100_000), condition: 'y'.repeat(100_000), problem: '' }]);
    for (const selector of ['.target-name', '.phase']) {
      const look = await page.locator(selector).evaluate((element) => {
        const { textOverflow, overflow, whiteSpace } = getComputedStyle(element);
        return { textOverflow, overflow, whiteSpace, isCut: element.scrollWidth > element.clientWidth };
      });
      expect(look).toEqual({ textOverflow: 'ellipsis', overflow: 'hidden', whiteSpace: 'nowrap', isCut: true });
      expect((await page.locator(selector).boundingBox())?.height).toBeLessThan(40);
    }
    const button = await page.locator('.capture').boundingBox();
    expect((button?.x ?? 0) + (button?.width ?? 999)).toBeLessThanOrEqual(300);
  });

  it('in the drop-down is cut too, and does not push it out of the panel', async () => {
    const page = await pages.open({ width: 300, height: 700 });
    const names = ['<img src=x onerror="alert(1)">'.repeat(4_000), 'z'.repeat(100_000)];
    await show(page, [
      { ...target, name: names[0]! },
      { ...target, id: 'b', name: names[1]! },
    ]);
    const options = await page.locator('vscode-option').allTextContents();
    expect(options.map(({ length }) => length)).toEqual([300 + '… (117 KB)'.length, 300 + '… (97.7 KB)'.length]);
    expect(options[0]).toMatch(/^<img src=x/);
    await page.locator('vscode-dropdown').click();
    expect(await measure(page)).toMatchObject({ scrollsSideways: false, strangers: 0 });
    const { violations, ran } = await noted(page);
    expect({ violations, ran }).toEqual({ violations: [], ran: [] });
  });
});
