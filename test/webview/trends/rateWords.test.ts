import { describe, expect, it } from 'vitest';
import { bytesTrend, countTrend, shortRate } from '../../../webview/trends/rateWords';
import { goSeriesView } from '../../support/go/goSeriesViews';

const liveHeapRate = (perMinute: number | null) => shortRate(goSeriesView('liveHeap'), perMinute);
const goroutineRate = (perMinute: number | null) => shortRate(goSeriesView('goroutines'), perMinute);
const mega = 1024 ** 2;

describe('growth in words', () => {
  it('is short beside a chart', () => {
    expect(liveHeapRate(9.1 * mega)).toBe('↑9.10 MB/min');
    expect(liveHeapRate(-2 * mega)).toBe('↓2.00 MB/min');
    expect(goroutineRate(118)).toBe('↑118/min');
    expect(goroutineRate(2.4)).toBe('↑2.4/min');
  });

  it('is whole in the summary', () => {
    expect(bytesTrend(9.1 * mega)).toBe('rising 9.10 MB per minute');
    expect(bytesTrend(-9.1 * mega)).toBe('falling 9.10 MB per minute');
    expect(countTrend(-2.44)).toBe('falling 2.4 per minute');
    expect(countTrend(1200)).toBe('rising 1,200 per minute');
  });

  it('says steady where the digits would say zero, and nothing before it is known', () => {
    expect([liveHeapRate(100), goroutineRate(0.02)]).toEqual(['steady', 'steady']);
    expect([bytesTrend(-100), countTrend(0)]).toEqual(['steady', 'steady']);
    expect([liveHeapRate(null), goroutineRate(null), bytesTrend(null), countTrend(null)]).toEqual(['', '', '', '']);
  });
});
