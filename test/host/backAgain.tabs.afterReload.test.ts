// The window was reloaded, and the service that leftOpen.tabs.test.ts looked at goes on: its tabs are there again, as they were left.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { screenshot } from './support/screen/driver';
import { endLasting, type LastingService } from './support/services/lastingService';
import { activateLeakLens, disconnectAll } from './support/leaklens';
import { act, row, seen, tab } from './support/screen/profilePage';
import { readNote } from './support/reloadNote';
import { chart, explore, handleTexts, trendsTabs } from './support/screen/trendsPage';

interface Left {
  readonly service: LastingService;
  readonly targetId: string;
  readonly handles: readonly string[];
}

describe('a window that was reloaded with tabs open', function () {
  this.timeout(120_000);
  let left: Left;

  before(async function () {
    const note = await readNote('tabs').catch(() => null);
    if (note === null) return this.skip();
    left = JSON.parse(note) as Left;
    await activateLeakLens();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await disconnectAll();
    const given = left as Left | undefined;
    if (given !== undefined) endLasting(given.service);
  });

  it('shows the profile again with its tab, its filter, which of the profiles it was, and that it is of now', async () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    ok(tabs.some(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === 'leaklens.anyProfile'));
    await seen(`${tab('Top')}?.getAttribute('aria-selected') === 'true'`);
    await seen(`document.querySelector('.chip')?.textContent.includes('main') && ${row('main.')}`);
    await seen(`document.querySelector('.head vscode-dropdown').value === 'goroutine'`);
    await seen(`document.querySelector('.head').textContent.includes('as of ')`);
    strictEqual(await act(`document.querySelector('.head h1').textContent`), 'left open');
  });

  it('opens the chart in the tab that was left, which nobody has looked at yet, and in no second one', async () => {
    deepStrictEqual(
      trendsTabs().map(({ isActive }) => isActive),
      [false],
    );
    await vscode.commands.executeCommand('leaklens.openTrends');
    await chart(`document.querySelectorAll('.range-handle').length === 2`);
    deepStrictEqual(
      trendsTabs().map(({ isActive }) => isActive),
      [true],
    );
  });

  it('shows the trends again at the same zoom, with the range, the line and the moment that were chosen', async () => {
    await chart(`document.querySelectorAll('.range-handle').length === 2`);
    await chart(`!document.querySelector('[aria-label="Zoom out"]').disabled`);
    await chart(`document.querySelector('[aria-label="Lines"] button[aria-pressed=true]')`);
    strictEqual(await explore(`document.querySelector('.explore-bar vscode-button').disabled`), false);
    deepStrictEqual(await handleTexts(), left.handles);
    await screenshot('tabs-after');
  });
});
