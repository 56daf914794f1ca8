// Profiles of a service that runs, in the editor: what is now, with each poll, recorded for as long as a person says, and against what was.
import { match, notStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { buildService, hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, serviceFile, withSetting } from './support/leaklens';
import { act, button, row, seen, showTop, tab } from './support/screen/profilePage';

const choices = `[...document.querySelectorAll('.head vscode-option')].map((option) => option.value).join()`;
const head = `document.querySelector('.head').textContent`;
const choose = (value: string) =>
  `(() => { const list = document.querySelector('.head vscode-dropdown'); list.value = '${value}'; list.dispatchEvent(new Event('change')); })()`;

/** What stands beside the name: of when it is. */
async function taken(): Promise<string> {
  return String(await act(`[...document.querySelectorAll('.head .detail')].map((one) => one.textContent).join()`));
}

(hasGo() ? describe : describe.skip)('profiles of a service that runs', () => {
  let service: RunningService;
  let targetId: string;

  before(async function () {
    this.timeout(300_000);
    await buildService('blog');
    service = await startService('blog', { args: ['-leak'] });
    await activateLeakLens();
    const { target } = await connected({ url: service.url, name: 'blog' });
    targetId = target.id;
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    await disconnectAll();
    await service.stop();
  });

  it('open with what is in use now, one tab for all that it can be asked', async () => {
    const opened = await vscode.commands.executeCommand<string>('leaklens.openLiveProfile', targetId, 'heap');
    match(opened, /^leaklens-profile:/);
    await showTop();
    await seen(`document.querySelector('.grid-row')`);
    strictEqual(await act(choices), 'heap,allocs,goroutine,goroutine-dump,cpu,block,mutex,threadcreate');
    await screenshot('profile-live');
    await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'goroutine');
    await seen(`document.querySelector('.head vscode-dropdown').value === 'goroutine'`);
    await showTop();
    await seen(row('main.'));
    strictEqual(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
    await act(choose('mutex'));
    await seen(`${head}.includes('SetMutexProfileFraction')`);
  });

  it('are refreshed, and followed with each poll; what a person chose stays', async () => {
    await withSetting('leaklens.poll.intervalSeconds', 1, async () => {
      await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'goroutine');
      await showTop();
      await seen(`document.querySelector('.grid-row')`);
      const first = await taken();
      // The profile tells seconds.
      await new Promise((passed) => setTimeout(passed, 1100));
      await act(`${button('Refresh')}.click()`);
      await seen(`!${head}.includes(${JSON.stringify(first.split('as of ')[1])})`);
      const second = await taken();
      await act(`${button('Follow')}.click()`);
      await seen(`${button('Following')} && !${head}.includes(${JSON.stringify(second.split('as of ')[1])})`);
      await seen(`${tab('Top')}.getAttribute('aria-selected') === 'true' && document.querySelector('.grid-row')`);
      await act(`${button('Following')}.click()`);
      await seen(button('Follow'));
    });
  });

  it('list goroutines one by one when a person has read that the service stops for it, and tell by their numbers which are new', async () => {
    await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'goroutine');
    await seen(tab('Goroutine Groups'));
    await act(`${tab('Goroutine Groups')}.click()`);
    await seen(`${button('List Goroutines…')} && document.querySelector('.goroutines .note')`);
    await act(`${button('List Goroutines…')}.click()`);
    await seen(`document.querySelector('.record')?.textContent.includes('stops while it writes')`);
    match(String(await act(`document.querySelector('.record strong').textContent`)), /^It has \d+ now\.$/);
    await screenshot('profile-dump-asked');
    await act(`${button('List Goroutines')}.click()`);
    await seen(`document.querySelector('.group .age-bars') && ${head}.includes('as of ')`);
    strictEqual(await act(`!!${button('Follow')}`), false);
    const [before = ''] = /\d+:\d\d:\d\d/.exec(await taken()) ?? [];
    await new Promise((passed) => setTimeout(passed, 1100));
    await act(`${button('Changes Since Then')}.click()`);
    await seen(`${head}.includes('compared with ${before}')`);
    await seen(`document.querySelector('.group')?.textContent.includes('stayed')`);
    await screenshot('profile-dump-changes');
    await act(`${button('Without Changes')}.click()`);
    await seen(
      `!${head}.includes('compared with') && !document.querySelector('.group').textContent.includes('stayed')`,
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // Whoever comes back to it is asked again.
    await vscode.commands.executeCommand('leaklens.listGoroutines', targetId);
    await seen(`document.querySelector('.record')?.textContent.includes('stops while it writes')`);
  });

  it('of the processor are recorded when a person asks, for as long as they say, and cancelled', async () => {
    await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'cpu');
    await seen(`document.querySelector('.record')?.textContent.includes('costs it a few percent')`);
    await act(`${button('Record')}.click()`);
    await seen(`document.querySelector('.record progress')`);
    await screenshot('profile-recording');
    await act(`${button('Cancel')}.click()`);
    await seen(button('Record'));
    const field = `document.querySelector('.record vscode-text-field')`;
    await act(`(${field}.value = '1', ${field}.dispatchEvent(new Event('input')))`);
    await seen(`${field}.value === '1'`);
    await act(`${button('Record')}.click()`);
    await seen(`document.querySelector('.flame-scroller') && ${head}.includes('1 s from')`);
    await seen(button('Record Again'));
  });

  it('are led to from a line: its function alone, until the filter is taken back', async () => {
    const { engine } = await activateLeakLens();
    const file = serviceFile('blog', 'store.go');
    const text = (await vscode.workspace.openTextDocument(file)).getText().split('\n');
    const line = text.findIndex((one) => one.includes('make('));
    const found = await eventually('a profile that tells of the line', async () => {
      await vscode.commands.executeCommand('leaklens.refresh', targetId);
      const outcome = await engine.request(requests.lineProfiles, { uri: file.toString(), line });
      return outcome.ok && outcome.value.length > 0 ? outcome.value : undefined;
    });
    strictEqual(found[0]?.profile, 'heap');
    await vscode.commands.executeCommand('leaklens.showInFlameGraph', file.toString(), line);
    await seen(`document.querySelector('.chip')?.textContent.includes('newMemtable')`);
    await seen(`document.querySelector('.frame-bar strong')?.textContent.includes('newMemtable')`);
    await act(`document.querySelector('.chip button').click()`);
    await seen(`!document.querySelector('.chip')`);
  });

  it('stand beside where the memory of the process is, now and in time; in a snapshot at its moment', async () => {
    const { engine } = await activateLeakLens();
    await withSetting('leaklens.poll.intervalSeconds', 1, async () => {
      await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'heap');
      await seen(tab('Memory'));
      await act(`${tab('Memory')}.click()`);
      await seen(`document.querySelector('.memory-chart')`);
    });
    await screenshot('profile-memory');
    const parts = `[...document.querySelectorAll('.memory-table tbody th')].map((part) => part.textContent).join()`;
    strictEqual(await act(parts), 'live,garbage,stacks,runtime,idle,released,outside Go,total');
    const live = `document.querySelector('.memory-table tbody td').textContent`;
    match(String(await act(live)), /^[\d.]+ MB$/);
    const captured = await engine.request(requests.capture, { targetId });
    ok(captured.ok);
    try {
      await vscode.commands.executeCommand('leaklens.exploreSnapshot', captured.value.id);
      await seen(tab('Memory'));
      await act(`${tab('Memory')}.click()`);
      await seen(`document.querySelector('.memory-bar') && !document.querySelector('.memory-chart')`);
      match(String(await act(live)), /^[\d.]+ MB$/);
    } finally {
      await vscode.commands.executeCommand('leaklens.deleteSnapshot', captured.value.id, { confirmed: true });
    }
  });

  it('are compared with a snapshot', async () => {
    const { engine } = await activateLeakLens();
    const captured = await engine.request(requests.capture, { targetId });
    ok(captured.ok);
    try {
      const { id } = captured.value;
      const address = { kind: 'live', targetId, name: 'blog', base: { kind: 'snapshot', id } };
      const uri = vscode.Uri.from({ scheme: 'leaklens-profile', path: '/x', query: JSON.stringify(address) });
      await vscode.commands.executeCommand('vscode.openWith', uri, 'leaklens.anyProfile');
      await seen(`${head}.includes('compared with')`);
      strictEqual(await act(choices), 'heap,allocs,goroutine,goroutine-dump');
      notStrictEqual(await act(head), '');
    } finally {
      await vscode.commands.executeCommand('leaklens.deleteSnapshot', captured.value.id, { confirmed: true });
    }
  });

  it('wait for the service to be connected again', async () => {
    await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'heap');
    await showTop();
    await disconnectAll();
    await act(`${button('Refresh')}.click()`);
    await seen(`document.querySelector('.problem')`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const address = { kind: 'live', targetId, name: 'blog', base: null };
    const uri = vscode.Uri.from({ scheme: 'leaklens-profile', path: '/blog', query: JSON.stringify(address) });
    await vscode.commands.executeCommand('vscode.openWith', uri, 'leaklens.anyProfile');
    await seen(`document.querySelector('.failed')`);
    await connected({ url: service.url, name: 'blog' });
    await seen(`document.querySelector('.tabs')`);
  });
});
