// Leaves a target connected for windowReopens.afterReload.test.ts. Runs after the files that disconnect theirs.
import { strictEqual } from 'node:assert';
import { evaluateUntil } from './support/screen/driver';
import { connected, startRecordedGateway } from './support/leaklens';
import { leaveNote } from './support/reloadNote';
import { isStored } from './support/storedState';

describe('a window that closes while a target is connected', () => {
  it('remembers it', async () => {
    const gateway = await startRecordedGateway();
    const { phase } = await connected({ url: gateway.url, name: 'remembered' });
    strictEqual(phase, 'connected');
    await evaluateUntil(isStored('"remembered"'));
    // The recording ends with this extension host, as a service may while nobody looks.
    await leaveNote(new URL(gateway.url).port);
  });
});
