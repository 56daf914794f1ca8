import { strictEqual } from 'node:assert';
import { reloadCount } from './support/screen/driver';

describe('after the window was reloaded', () => {
  it('the tests go on in a new extension host, once', async () => {
    strictEqual(await reloadCount(), 1);
  });
});
