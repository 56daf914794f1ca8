import { describe, expect, it } from 'vitest';
import { CrashLimit } from '../../../../src/host/engine/crashLimit';

describe('the crash limit', () => {
  it('allows four restarts within three minutes, and more when they are further apart', () => {
    const limit = new CrashLimit();
    expect([0, 1, 2, 3, 4].map((second) => limit.allowsRestart(second * 1000))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(limit.allowsRestart(10 * 60_000)).toBe(true);
  });
});
