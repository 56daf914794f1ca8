// A live profile and the chart of trends, side by side when the window is reloaded, for backAgain.tabs.afterReload.test.ts. The service
// goes on meanwhile.
import { match, ok } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { hasGo } from '../support/go/goService';
import { evaluateUntil, screenshot } from './support/screen/driver';
import { endLasting, startLasting, switchOf, type LastingService } from './support/services/lastingService';
import { activateLeakLens, connected, disconnectAll, eventually, withSetting } from './support/leaklens';
import { act, row, seen, showTop } from './support/screen/profilePage';
import { leaveNote } from './support/reloadNote';
import { isStored } from './support/storedState';
import { chart, explore, handleTexts, pressOnChart, trendsTabs } from './support/screen/trendsPage';

describe('a window that is reloaded with tabs open', function () {
  this.timeout(180_000);
  let service: LastingService | null = null;
  let targetId = '';
  let isLeft = false;

  before(async function () {
    if (!hasGo()) return this.skip();
    service = await startLasting('gateway');
    await switchOf(service, '/leak/start');
    await activateLeakLens();
    targetId = (await connected({ url: service.url, name: 'left open' })).target.id;
  });

  after(async () => {
    if (isLeft || service === null) return;
    endLasting(service);
    await disconnectAll();
  });

  it('shows a profile of a service as a person wants to see it', async () => {
    await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'goroutine');
    await showTop();
    await seen(row('main.'));
    const field = `document.querySelector('.add vscode-text-field')`;
    await act(
      `(${field}.value = 'main', ${field}.dispatchEvent(new Event('input')), ${field}.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })))`,
    );
    await seen(`document.querySelector('.chip')`);
  });

  it('shows the chart of trends beside it, zoomed, with a range, a line and a moment', async () => {
    const { engine } = await activateLeakLens();
    const moments = async () => {
      const past = await engine.request(requests.past, { targetId });
      return past.ok ? past.value.length : 0;
    };
    await withSetting('leaklens.history.intervalSeconds', 5, () =>
      withSetting('leaklens.poll.intervalSeconds', 1, () =>
        eventually('a past to look at', async () => (await moments()) > 3, 90_000),
      ),
    );
    await vscode.commands.executeCommand('workbench.action.newGroupRight');
    await vscode.commands.executeCommand('leaklens.openTrends', targetId);
    await chart(`document.querySelectorAll('.range-handle').length === 2`);
    await chart(`document.querySelectorAll('[aria-label="Lines"] button').length > 0`);
    await explore(`document.querySelector('[aria-label="Lines"] button').click()`);
    await pressOnChart('End', '+', ' ');
    await pressOnChart('PageDown', '[');
    await chart(`!document.querySelector('[aria-label="Zoom out"]').disabled`);
    await evaluateUntil(isStored('"left open"'));
    // The editor writes down what tabs remember now and then.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const handles = await handleTexts();
    match(handles.join(), /\d:\d\d.*,.*\d:\d\d/);
    await screenshot('tabs-before');
    // Something in front of it: the window brings back a tab whose page nobody has looked at.
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    ok(trendsTabs().every(({ isActive }) => !isActive));
    isLeft = true;
    await leaveNote(JSON.stringify({ service, targetId, handles }), 'tabs');
  });
});
