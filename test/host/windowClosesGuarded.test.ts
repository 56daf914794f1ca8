// Leaves a target connected that asks who one is, for windowReopensGuarded.afterReload.test.ts.
import { strictEqual } from 'node:assert';
import { evaluateUntil } from './support/screen/driver';
import { startGuardedGateway } from './support/services/guardedGateway';
import { connected } from './support/leaklens';
import { leaveNote } from './support/reloadNote';
import { isStored } from './support/storedState';

describe('a window that closes while a target is connected with a password', () => {
  it('remembers the target, and keeps the password as a secret', async () => {
    const expects = `Basic ${Buffer.from('ann:kept-w0rd').toString('base64')}`;
    const gateway = await startGuardedGateway(expects, 'Basic');
    const url = gateway.url.replace('//', '//ann:kept-w0rd@');
    const { phase } = await connected({ url, name: 'guarded' });
    strictEqual(phase, 'connected');
    await evaluateUntil(isStored('"guarded"'));
    await leaveNote(new URL(gateway.url).port, 'guarded-port');
  });
});
