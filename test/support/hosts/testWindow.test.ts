import { describe, expect, it } from 'vitest';
import { chosenWindows, windowOf } from './testWindow';

describe('the windows of a run', () => {
  it.each([undefined, ''])('are all of them when none is named (%s)', (name) => {
    expect(chosenWindows(name)).toEqual(['trusted', 'restricted', 'tabs']);
  });

  it('are the one that is named', () => {
    expect(chosenWindows('restricted')).toEqual(['restricted']);
  });

  it('are none that does not exist', () => {
    expect(() => chosenWindows('trustful')).toThrow('one of trusted, restricted, tabs, not trustful');
  });

  it.each([
    ['connect.test.ts', 'trusted'],
    ['reload.afterReload.test.ts', 'trusted'],
    ['trust.restricted.test.ts', 'restricted'],
    ['profile.tabs.test.ts', 'tabs'],
    ['profile.tabs.afterReload.test.ts', 'tabs'],
  ])('have the tests that are named for them: %s', (file, window) => {
    expect(windowOf(file)).toBe(window);
  });
});
