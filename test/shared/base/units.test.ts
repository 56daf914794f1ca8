import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatShare,
  formatSignedBytes,
  formatSignedCount,
} from '../../../src/shared/base/units';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const gigabyte = 1024 * megabyte;

describe('bytes for a person', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1000, '0.98 KB'],
    [1023, '1.00 KB'],
    [1024, '1.00 KB'],
    [10 * kilobyte, '10.0 KB'],
    [512 * kilobyte, '512 KB'],
    [999.4 * kilobyte, '999 KB'],
    [999.5 * kilobyte, '0.98 MB'],
    [84.1 * megabyte, '84.1 MB'],
    [9.994 * megabyte, '9.99 MB'],
    [9.996 * megabyte, '10.0 MB'],
    [99.96 * megabyte, '100 MB'],
    [1.46 * gigabyte, '1.46 GB'],
    [5000 * 1024 * gigabyte, '5000 TB'],
    [-300 * kilobyte, '-300 KB'],
    [-0.2, '0 B'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('has at most three significant digits below a thousand terabytes', () => {
    for (let bytes = 1; bytes < 999 * 1024 * gigabyte; bytes = bytes * 1.37 + 1) {
      expect(formatBytes(bytes)).toMatch(/^(\d{1,3}|\d\d\.\d|\d\.\d\d) [KMGT]?B$/);
    }
  });
});

describe('counts, rates and shares', () => {
  it.each([
    [0, '0'],
    [412, '412'],
    [1204, '1,204'],
    [1234567, '1,234,567'],
    [-1204, '-1,204'],
    [2.5, '3'],
    [-0.4, '0'],
  ])('the count %d is %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it.each([
    [118, '+118'],
    [1204, '+1,204'],
    [2.44, '+2.4'],
    [9.9, '+9.9'],
    [9.96, '+10'],
    [7, '+7'],
    [-7, '-7'],
    [-2.4, '-2.4'],
    [0, '0'],
  ])('the rate %d is %s', (count, text) => {
    expect(formatSignedCount(count)).toBe(text);
  });

  it.each([
    [1.2 * megabyte, '+1.20 MB'],
    [-300 * kilobyte, '-300 KB'],
    [0, '0 B'],
  ])('the signed bytes %d are %s', (bytes, text) => {
    expect(formatSignedBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0%'],
    [0.0001, '<1%'],
    [0.01, '1%'],
    [0.844, '84%'],
    [0.99, '99%'],
    [0.999, '>99%'],
    [1, '100%'],
  ])('the share %d is %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });
});
