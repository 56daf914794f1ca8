import { describe, expect, it } from 'vitest';
import { byteSteps, byteTick, countTick, scaleFromZero } from '../../../../webview/trends/charts/axisScale';

const mega = 1024 ** 2;
const giga = 1024 ** 3;

describe('ticks of the memory axis', () => {
  it.each([
    [0, '0'],
    [50 * mega, '50 MB'],
    [512 * mega, '512 MB'],
    [1.5 * giga, '1.5 GB'],
    [2 * giga, '2 GB'],
    [1.25 * giga, '1.25 GB'],
    [20 * 1024, '20 KB'],
  ])('%d is %s', (bytes, words) => {
    expect(byteTick(bytes)).toBe(words);
  });

  it('never need more digits than they show, at any step and up to eight steps high', () => {
    for (const step of byteSteps.filter((bytes) => bytes >= 1024)) {
      for (let tick = 1; tick <= 8; tick += 1) {
        const [number = '', unit = ''] = byteTick(step * tick).split(' ');
        const shown = Number(number) * 1024 ** ['B', 'KB', 'MB', 'GB', 'TB'].indexOf(unit);
        expect(shown / (step * tick)).toBeCloseTo(1, 9);
      }
    }
  });
});

describe('ticks of the goroutine axis', () => {
  it.each([
    [0, '0'],
    [500, '500'],
    [2000, '2,000'],
    [50_000, '50k'],
    [3_000_000, '3M'],
  ])('%d is %s', (count, words) => {
    expect(countTick(count)).toBe(words);
  });
});

describe('the scale', () => {
  it('starts at zero and leaves room above the greatest value', () => {
    const [least, greatest] = scaleFromZero(100, 4);
    expect(least).toBe(0);
    expect(greatest).toBeGreaterThan(100);
  });

  it('has a height even without values', () => {
    expect(scaleFromZero(null, 4)).toEqual([0, 4]);
    expect(scaleFromZero(0, 4)).toEqual([0, 4]);
  });
});
