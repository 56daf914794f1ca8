// A profile of a running service that is open when the window is reloaded, for aProfileStays.afterReload.test.ts. The service goes on meanwhile.
import * as vscode from 'vscode';
import { hasGo } from '../support/goService';
import { evaluateUntil } from './support/driver';
import { endLasting, startLasting, type LastingService } from './support/lastingService';
import { activateLeakLens, connected } from './support/leaklens';
import { act, row, seen, showTop } from './support/profilePage';
import { leaveNote } from './support/reloadNote';
import { isStored } from './support/storedState';

describe('a window that is reloaded with a live profile open', function () {
  this.timeout(120_000);
  let service: LastingService | null = null;
  let isLeft = false;

  before(function () {
    if (!hasGo()) this.skip();
  });

  after(() => {
    if (!isLeft && service !== null) endLasting(service);
  });

  it('shows it as a person wants to see it', async () => {
    await activateLeakLens();
    service = await startLasting('gateway');
    const { target } = await connected({ url: service.url, name: 'profiled' });
    await vscode.commands.executeCommand('leaklens.openLiveProfile', target.id, 'goroutine');
    await showTop();
    await seen(row('main.'));
    const field = `document.querySelector('.add vscode-text-field')`;
    await act(
      `(${field}.value = 'main', ${field}.dispatchEvent(new Event('input')), ${field}.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })))`,
    );
    await seen(`document.querySelector('.chip')`);
    await evaluateUntil(isStored('"profiled"'));
    // The editor writes what it remembers of a workspace now and then.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    isLeft = true;
    await leaveNote(JSON.stringify({ service, targetId: target.id }), 'profile');
  });
});
