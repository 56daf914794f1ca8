import { describe, expect, it } from 'vitest';
import { chosenWindows } from './testWindow';

describe('the windows of a run', () => {
  it.each([undefined, ''])('are all of them when none is named (%s)', (name) => {
    expect(chosenWindows(name)).toEqual(['trusted', 'restricted']);
  });

  it('are the one that is named', () => {
    expect(chosenWindows('restricted')).toEqual(['restricted']);
  });

  it('are none that does not exist', () => {
    expect(() => chosenWindows('trustful')).toThrow('one of trusted, restricted, not trustful');
  });
});
