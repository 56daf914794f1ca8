import { describe, expect, it } from 'vitest';
import { durationWords, fineDurationWords, type Translate } from '../../../src/shared/base/durationWords';

const t: Translate = (message, ...args) =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

describe('a duration', () => {
  it.each([
    [-3, '0 s', '0 s'],
    [0.04, '0 s', '0 s'],
    [1.46, '1 s', '1.5 s'],
    [9.97, '10 s', '10 s'],
    [45, '45 s', '45 s'],
    [90, '90 s', '90 s'],
    [119.4, '119 s', '119 s'],
    [119.6, '2 min', '2 min'],
    [180, '3 min', '3 min'],
    [119 * 60 + 29, '119 min', '119 min'],
    [125 * 60, '2 h 5 min', '2 h 5 min'],
    [26 * 3600, '26 h 0 min', '26 h 0 min'],
  ])('of %d s is %s, or finer %s', (seconds, words, fine) => {
    expect(durationWords(seconds, t)).toBe(words);
    expect(fineDurationWords(seconds, t)).toBe(fine);
  });
});
