// Profiles that nobody of good will made, in every tab, in a real browser under the real content security policy.
import { expect, it, onTestFinished } from 'vitest';
import { hostileProfiles } from '../../support/hostile/hostileProfiles';
import { noted } from '../browserPage';
import { lookAt, profilePages } from './profileBrowser';

const pages = profilePages();

/** What stands in a tab when it has been answered. */
const answered = {
  'Flame Graph': '.flame canvas',
  Top: '.grid-row, .note',
  'Call Graph': '.graph-node, .note',
  'Callers and Callees': '.peek, .note, .view p',
  Source: '.source-line, .note, .view p',
} as const;

it.each(Object.entries(hostileProfiles))(
  '%s are shown in every tab, run nothing, and break nothing',
  async (_, bytes) => {
    const page = await pages.open({ width: 1000, height: 700 });
    onTestFinished(() => page.close());
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    const { told } = await lookAt(page, bytes());
    await page.locator('.flame-scroller').waitFor();
    for (const [tab, content] of Object.entries(answered)) {
      await page.getByRole('tab', { name: tab }).click();
      await page.locator(content).first().waitFor({ state: 'attached' });
      if (tab === 'Top') await page.locator('.grid').press('ArrowDown');
      const shown = await page.evaluate(() => document.body.innerText);
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|NaN|Infinity|undefined/u);
      expect(shown.length).toBeLessThan(40_000);
    }
    expect(await page.locator('img, main script').count()).toBe(0);
    expect(await noted(page)).toMatchObject({ violations: [], ran: [] });
    expect([failures, told.warned]).toEqual([[], []]);
  },
  60_000,
);
