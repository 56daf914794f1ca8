import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from '../../../src/shared/base/turns';

it('work is done one at a time, in its order, whatever comes of what is before it', async () => {
  const turns = new Turns();
  const told: string[] = [];
  const work = (name: string, fails = false) =>
    turns.take(async () => {
      told.push(`${name} begins`);
      await turnOfLoop();
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [first, second, third] = [work('first'), work('second', true), work('third')];
  await expect(first).resolves.toBe('first');
  await expect(second).rejects.toThrow('second');
  await turns.settled();
  expect(told).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
  await expect(third).resolves.toBe('third');
});
