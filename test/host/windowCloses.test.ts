// Leaves a target connected for windowReopens.afterReload.test.ts. Runs after the files that disconnect theirs.
import { strictEqual } from 'node:assert';
import { evaluateUntil } from './support/driver';
import { connected, startRecordedGateway } from './support/leaklens';
import { leaveNote } from './support/reloadNote';

/**
 * True in the page once the window has written our state down, which it does a moment after it was told. The driver reloads
 * the page without a warning; a person's reload waits for it. A desktop keeps its state elsewhere.
 */
const isStored = `(async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('vscode-web-state-db'));
  const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const values = [];
  for (const name of names) {
    const database = await answer(indexedDB.open(name));
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    values.push(await answer(items.get('leaklens.leaklens')));
    database.close();
  }
  const isOurs = (text) => text.includes('leaklens.connectedTargets') && text.includes('"remembered"');
  return names.length === 0 || values.map(String).some(isOurs);
})()`;

describe('a window that closes while a target is connected', () => {
  it('remembers it', async () => {
    const gateway = await startRecordedGateway();
    const { phase } = await connected({ url: gateway.url, name: 'remembered' });
    strictEqual(phase, 'connected');
    await evaluateUntil(isStored);
    // The recording ends with this extension host, as a service may while nobody looks.
    await leaveNote(new URL(gateway.url).port);
  });
});
