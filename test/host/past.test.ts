// What the engine keeps of a service's past, as a person meets it in the editor.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { press as pressKeys, screenshot } from './support/screen/driver';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  gatewayFile,
  startRecordedGateway,
  withSetting,
} from './support/leaklens';
import type { RecordedGateway } from './support/leaklens';
import { act, seen, showTop } from './support/screen/profilePage';
import { chart, explore, handleTexts, pressOnChart, tabTo } from './support/screen/trendsPage';
import { until } from './support/until';

const head = `document.querySelector('.head').textContent`;

describe('the past of a service', () => {
  let gateway: RecordedGateway;
  let targetId: string;

  /** The times of the moments that are kept. */
  async function moments(): Promise<readonly number[]> {
    const { engine } = await activateLeakLens();
    const outcome = await engine.request(requests.past, { targetId });
    return outcome.ok ? outcome.value.map(({ atMillis }) => atMillis) : [];
  }

  before(async function () {
    this.timeout(120_000);
    gateway = await startRecordedGateway();
    gateway.at(20);
    await withSetting('leaklens.history.intervalSeconds', 5, () =>
      withSetting('leaklens.poll.intervalSeconds', 1, async () => {
        targetId = (await connected({ url: gateway.url, name: 'gateway' })).target.id;
        await until('a moment of the past', async () => (await moments()).length > 0, 20_000);
        gateway.at(60);
        await until('two moments of the past', async () => (await moments()).length > 1, 20_000);
      }),
    );
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    await disconnectAll();
    await gateway.dispose();
  });

  it('is looked at in the chart of the editor: zoomed, line by line, opened at a moment and as the difference of two', async () => {
    await vscode.commands.executeCommand('leaklens.openTrends', targetId);
    await chart(`document.querySelectorAll('.range-handle').length === 2`);
    await chart(`document.querySelectorAll('.uplot').length === 2`);
    await explore(`document.querySelector('[aria-label="Lines"] button').click()`);
    await chart(`document.querySelector('[aria-label="Lines"] button[aria-pressed=true]')`);
    await pressOnChart('+');
    await chart(`!document.querySelector('[aria-label="Zoom out"]').disabled`);
    await pressOnChart('0');
    await pressOnChart('Home');
    await pressOnChart(' ');
    await chart(`document.querySelector('.explore-bar time, .explore-bar .explore-note').textContent.includes(':')`);
    await screenshot('trends-editor');
    await pressOnChart('Enter');
    await showTop();
    await seen(`${head}.includes('as it was at')`);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await chart(`document.querySelectorAll('.range-handle').length === 2`);
    await pressOnChart('c');
    await seen(`${head}.includes('compared with')`);
  });

  it('is looked at in that chart by the keyboard alone: zoom, moment, range, its ends compared, lines of then, and back', async () => {
    await vscode.commands.executeCommand('leaklens.openTrends', targetId);
    await chart(`document.querySelectorAll('.range-handle').length === 2`);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await tabTo('.cursor');
    for (const key of ['End', '+', '+', ' ']) await pressKeys(key === ' ' ? 'Space' : key);
    await chart(`!document.querySelector('[aria-label="Zoom out"]').disabled`);
    await pressKeys('0');
    await tabTo('.range-handle');
    const [start, end] = await handleTexts();
    await pressKeys('ArrowRight');
    deepStrictEqual(await handleTexts(), [start, end]);
    await tabTo('.range-handle[aria-label="End of the range"]');
    await screenshot('trends-keyboard');
    await tabTo('.explore-bar vscode-button:not([disabled])');
    await tabTo('.cursor', 'Shift+Tab');
    await pressKeys('Home');
    await pressKeys('t');
    await chart(`document.querySelector('.travel-banner')`);
    await pressKeys('Escape');
    await chart(`!document.querySelector('.travel-banner')`);
    await tabTo('.explore-bar vscode-button[appearance=primary]');
    await pressKeys('Enter');
    await seen(`${head}.includes('compared with')`);
  });

  it('is shown on the lines, with a banner, and one key leads back to now', async () => {
    const { decorations } = await activateLeakLens();
    const document = await vscode.workspace.openTextDocument(gatewayFile());
    await vscode.window.showTextDocument(document);
    const waiting = () => decorations.hintsFor(gatewayFile()).find(({ line }) => line === 37)?.text ?? '';
    await until('a hint of now', () => waiting().includes('302') || waiting().includes('293'));
    const now = waiting();
    const [first] = await moments();
    await vscode.commands.executeCommand('leaklens.timeTravel', targetId, first);
    await until('the lines as they were', () => waiting() !== now && waiting() !== '');
    const banners = async () =>
      (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', gatewayFile()))
        .map(({ command }) => command?.title ?? '')
        .filter((title) => title.includes('as it was at'));
    strictEqual((await banners()).length, 1);
    await screenshot('time-travel');
    await pressKeys('Escape');
    await until('the lines of now', () => waiting() === now);
    strictEqual((await banners()).length, 0);
  });

  it('opens as a profile, and as the difference of two moments, also when the service is gone', async () => {
    const [first, second] = await moments();
    await vscode.commands.executeCommand('leaklens.openPast', targetId, second);
    await showTop();
    await seen(`document.querySelector('.grid-row') && ${head}.includes('as it was at')`);
    strictEqual(
      await act(`[...document.querySelectorAll('.head vscode-option')].map((option) => option.value).join()`),
      'goroutine.pb.gz,heap.pb.gz,allocs',
    );
    await disconnectAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('leaklens.openPast', targetId, second, first);
    await seen(`${head}.includes('compared with')`);
  });

  it('goes when its history is deleted', async () => {
    ok((await moments()).length > 1);
    strictEqual(await vscode.commands.executeCommand('leaklens.deleteHistory', targetId, { confirmed: true }), true);
    strictEqual((await moments()).length, 0);
  });
});
