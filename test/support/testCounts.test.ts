import { describe, expect, it } from 'vitest';
import { closingLine, hostCounts, unitCounts } from './testCounts';

describe('the counts of a CI run', () => {
  it('are the sum of both suites', () => {
    const unit = unitCounts('{ "numPassedTests": 240, "numFailedTests": 1, "success": false }');
    const host = hostCounts('{ "passed": 30, "failed": 2, "pending": 1, "failures": [] }');
    expect(closingLine([unit, host])).toBe('270 passed, 3 failed');
  });

  it('have a failure for a file that could not be loaded, which had no tests to fail', () => {
    const counts = unitCounts('{ "numPassedTests": 240, "numFailedTests": 0, "success": false }');
    expect(counts).toEqual({ passed: 240, failed: 1 });
  });

  it.each(['{}', '{ "passed": "many", "failed": 0 }', '{ "passed": 0, "failed": 0 }', 'null', '', '[1, 2]'])(
    'are not made up from %j',
    (text) => {
      expect(() => hostCounts(text)).toThrow();
      expect(() => unitCounts(text)).toThrow();
    },
  );
});
