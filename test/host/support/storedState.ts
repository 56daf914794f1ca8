/**
 * True in the page once the window has written down that it is connected to what `mark` names, which it does a moment after
 * it was told. The driver reloads the page without a warning; a person's reload waits for it. A desktop keeps its state
 * elsewhere.
 */
export function isStored(mark: string): string {
  return `(async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('vscode-web-state-db'));
  const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const values = [];
  for (const name of names) {
    const database = await answer(indexedDB.open(name));
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    values.push(await answer(items.get('leaklens.leaklens')));
    database.close();
  }
  const isOurs = (text) => text.includes('leaklens.connectedTargets') && text.includes(${JSON.stringify(mark)});
  return names.length === 0 || values.map(String).some(isOurs);
})()`;
}
