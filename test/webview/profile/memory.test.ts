// Where the memory of a process is, in a real browser: one bar that adds up, what each part is and what to do, and the same over time.
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { memoryView } from '../../../src/lsp/memoryView';
import { goRuntime } from '../../../src/runtimes/go';
import type { SeriesPoint } from '../../../src/shared/model/series/series';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { noted } from '../browserPage';
import { lookAt, profilePages } from './profileBrowser';

const pages = profilePages();
const heap = profileBytesFromText('main.f@/s/main.go:3;main.main@/s/main.go:9 1 100');
const megabyte = 2 ** 20;

/** Memory of an amount a minute, of which a quarter lies outside of Go. */
function point(minute: number, megabytes: number, life = 0): SeriesPoint {
  const bytes = (share: number) => megabytes * megabyte * share;
  const values = {
    sys: bytes(0.75),
    heapInuse: bytes(0.5),
    heapAlloc: bytes(0.4),
    liveHeap: bytes(0.25),
    heapIdle: bytes(0.125),
    heapReleased: 0,
    stackSys: bytes(0.0625),
    rss: bytes(1),
  };
  return { atMillis: Date.UTC(2026, 0, 2, 12, minute), life, values };
}

let page: Page | undefined;
afterEach(() => page?.close());

async function open(points: readonly SeriesPoint[]): Promise<Page> {
  const opened = await pages.open({ width: 1100, height: 800 });
  page = opened;
  await lookAt(opened, heap, null, memoryView(goRuntime, points));
  await opened.getByRole('tab', { name: 'Memory' }).click();
  return opened;
}

const rows = (shown: Page) =>
  shown.evaluate(() =>
    [...document.querySelectorAll('.memory-table tbody tr')].map((row) =>
      [...row.children].slice(0, 3).map((cell) => cell.textContent.trim()),
    ),
  );

describe('the memory of a process', () => {
  it('is one bar that adds up, each part with what it is and what to do', async () => {
    const shown = await open([point(0, 800), point(1, 1600)]);
    await shown.locator('.memory-bar').waitFor();
    expect(await rows(shown)).toEqual([
      ['live', '400 MB', '25%'],
      ['garbage', '400 MB', '25%'],
      ['stacks', '100 MB', '6%'],
      ['runtime', '100 MB', '6%'],
      ['idle', '200 MB', '13%'],
      ['released', '0 B', '0%'],
      ['outside Go', '400 MB', '25%'],
      ['total', '1.56 GB', ''],
    ]);
    const widths = await shown.evaluate(() =>
      [...document.querySelectorAll('.memory-part')].map((part) => part.getBoundingClientRect().width),
    );
    const whole = await shown.locator('.memory-bar').evaluate((bar) => bar.clientWidth);
    expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(whole, 0);
    expect((widths[0] ?? 0) / whole).toBeCloseTo(0.25, 1);
    const bar = await shown.locator('.memory-bar').getAttribute('aria-label');
    expect(bar).toMatch(/^1\.56 GB in all: live 400 MB \(25%\); garbage 400 MB/);
    for (const { explanation, advice } of memoryView(goRuntime, [point(0, 1)]).parts) {
      expect(explanation).not.toBe('');
      await shown.getByText(advice).waitFor();
    }
    expect(await noted(shown)).toMatchObject({ violations: [] });
  });

  it('is gone through in time by the keyboard and by pointing, restarts included', async () => {
    const shown = await open([point(0, 800), point(1, 1600), point(2, 400, 1)]);
    const chart = shown.getByRole('slider', { name: 'Moment that is looked at' });
    await chart.focus();
    await expect.poll(() => rows(shown).then(([first]) => first?.[1])).toBe('100 MB');
    await shown.keyboard.press('ArrowLeft');
    await expect.poll(() => rows(shown).then(([first]) => first?.[1])).toBe('400 MB');
    await shown.getByText(/^Memory as it was at .* \d\d:\d\d:\d\d$/).waitFor();
    expect(await shown.locator('.memory-restart').count()).toBe(1);
    const box = await chart.boundingBox();
    await shown.mouse.move((box?.x ?? 0) + 2, (box?.y ?? 0) + 20);
    await expect.poll(() => rows(shown).then(([first]) => first?.[1])).toBe('200 MB');
    await shown.mouse.move(2, 2);
    await expect.poll(() => rows(shown).then(([first]) => first?.[1])).toBe('100 MB');
  });

  it('leaves out polls that asked for the heap alone: it was not gone then', async () => {
    const heapAlone = { ...point(1, 30), values: { liveHeap: 8 * megabyte, rss: 30 * megabyte } };
    const shown = await open([
      point(0, 20),
      heapAlone,
      point(2, 40),
      { ...heapAlone, atMillis: heapAlone.atMillis + 120_000 },
    ]);
    expect(await shown.locator('.memory-chart').getAttribute('aria-valuemax')).toBe('1');
    expect((await rows(shown)).at(-1)?.[1]).toBe('40.0 MB');
  });

  it('says where a service tells nothing of it', async () => {
    const shown = await open([{ atMillis: 1, life: 0, values: { goroutines: 3 } }]);
    await shown.getByText('The service tells nothing of its memory.').waitFor();
  });

  it('is no view of a file, which belongs to no process', async () => {
    const shown = await pages.open({ width: 1100, height: 600 });
    onTestFinished(() => shown.close());
    await lookAt(shown, heap);
    await shown.locator('.flame-scroller').waitFor();
    expect(await shown.getByRole('tab', { name: 'Memory' }).count()).toBe(0);
  });
});
