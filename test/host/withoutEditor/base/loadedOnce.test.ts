import { describe, expect, test } from 'vitest';
import { loadedOnce } from '../../../../src/host/base/loadedOnce';

describe('What is loaded when it is first asked for', () => {
  test('is made once, for whoever asks meanwhile as well', async () => {
    let made = 0;
    const load = loadedOnce(() => Promise.resolve((made += 1)));
    expect(made).toBe(0);
    expect(await Promise.all([load(), load()])).toEqual([1, 1]);
    expect(await load()).toBe(1);
  });

  test('is tried again after a failure, which is told to whoever waited for it', async () => {
    const outcomes = [Promise.reject(new Error('the file is being written')), Promise.resolve('there')];
    const load = loadedOnce(() => outcomes.shift() ?? Promise.reject(new Error('asked once too often')));
    await expect(load()).rejects.toThrow('the file is being written');
    expect(await load()).toBe('there');
    expect(await load()).toBe('there');
  });
});
