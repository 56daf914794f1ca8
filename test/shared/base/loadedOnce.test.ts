import { describe, expect, test } from 'vitest';
import { LoadedOnce } from '../../../src/shared/base/loadedOnce';

describe('What is loaded when it is first asked for', () => {
  test('is made once, for whoever asks meanwhile as well', async () => {
    let made = 0;
    const loaded = new LoadedOnce(() => Promise.resolve((made += 1)));
    expect(made).toBe(0);
    expect(await Promise.all([loaded.get(), loaded.get()])).toEqual([1, 1]);
    expect(await loaded.get()).toBe(1);
  });

  test('is tried again after a failure, which is told to whoever waited for it', async () => {
    const outcomes = [() => Promise.reject(new Error('the file is being written')), () => Promise.resolve('there')];
    const loaded = new LoadedOnce(() => (outcomes.shift() ?? (() => Promise.reject(new Error('once too often'))))());
    await expect(loaded.get()).rejects.toThrow('the file is being written');
    expect(await loaded.get()).toBe('there');
    expect(await loaded.get()).toBe('there');
  });

  test('is not made for what is done only where it is there', async () => {
    const seen: string[] = [];
    const loaded = new LoadedOnce(() => Promise.resolve('there'));
    loaded.ifAsked((value) => seen.push(value));
    await Promise.resolve();
    expect(seen).toEqual([]);
    const asked = loaded.get();
    loaded.ifAsked((value) => seen.push(value));
    await asked;
    expect(seen).toEqual(['there']);
  });
});
