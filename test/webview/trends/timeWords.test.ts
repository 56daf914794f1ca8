import { describe, expect, it } from 'vitest';
import { createTimeWords } from '../../../webview/trends/timeWords';

/** Local times, because that is what a reader sees. */
const noon = new Date(2026, 0, 2, 12, 34, 56).getTime();
const midnight = new Date(2026, 0, 2).getTime();
const times = createTimeWords('en', () => noon);

describe('moments', () => {
  it('are clock times with 24 hours today', () => {
    expect(times.moment(noon)).toBe('12:34:56');
    expect(times.moment(midnight)).toBe('00:00:00');
  });

  it('have their date on other days', () => {
    expect(times.moment(midnight - 1000)).toBe('Jan 1, 23:59:59');
  });
});

describe('ticks of the time axis', () => {
  it('show as much as their distance needs', () => {
    expect(times.tick(noon / 1000, 30)).toBe('12:34:56');
    expect(times.tick(noon / 1000, 120)).toBe('12:34');
  });

  it('show the date at midnight when they are hours apart', () => {
    expect(times.tick(midnight / 1000, 6 * 3600)).toBe('Jan 2');
    expect(times.tick(midnight / 1000, 300)).toBe('00:00');
  });
});
