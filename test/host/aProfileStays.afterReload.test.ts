// The window was reloaded, and the service that windowShowsProfile.test.ts looked at goes on: its tab is there again, as it was left.
import { ok } from 'node:assert';
import * as vscode from 'vscode';
import { screenshot } from './support/driver';
import { endLasting, type LastingService } from './support/lastingService';
import { activateLeakLens } from './support/leaklens';
import { row, seen, tab } from './support/profilePage';
import { readNote } from './support/reloadNote';

describe('a window that was reloaded with a live profile open', function () {
  this.timeout(120_000);
  let left: { readonly service: LastingService; readonly targetId: string };

  before(async function () {
    const note = await readNote('profile').catch(() => null);
    if (note === null) return this.skip();
    left = JSON.parse(note) as typeof left;
  });

  after(async () => {
    const given = left as typeof left | undefined;
    if (given === undefined) return;
    await vscode.commands.executeCommand('leaklens.disconnect', given.targetId);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    endLasting(given.service);
  });

  it('shows it again with its tab, its filter and which of the profiles it was', async () => {
    await activateLeakLens();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    ok(tabs.some(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === 'leaklens.anyProfile'));
    await seen(`${tab('Top')}?.getAttribute('aria-selected') === 'true'`);
    await seen(`document.querySelector('.chip')?.textContent.includes('main') && ${row('main.')}`);
    await seen(`document.querySelector('.head vscode-dropdown').value === 'goroutine'`);
    await screenshot('profile-after-reload');
  });
});
