// Any profile compared with any other, as a person chooses the two.
import { match, ok, strictEqual } from 'node:assert';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { evaluate, evaluateUntil, press, screenshot } from './support/screen/driver';
import { picture } from './support/screen/picture';
import { act, button, row, seen, showTop, tab } from './support/screen/profilePage';
import { box, chooseRow } from './support/screen/quickInput';
import { activateLeakLens, connected, disconnectAll, startRecordedGateway, withSetting } from './support/leaklens';
import type { RecordedGateway } from './support/leaklens';
import { until } from './support/until';

const fixtures = join(__dirname, '../../../test/fixtures/profiles');
const head = `document.querySelector('.head').textContent`;

describe('two profiles of different homes', () => {
  let gateway: RecordedGateway;
  let targetId: string;
  let folder: string;

  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(join(tmpdir(), 'leaklens-comparing-'));
    gateway = await startRecordedGateway();
    gateway.at(20);
    await withSetting('leaklens.history.intervalSeconds', 5, () =>
      withSetting('leaklens.poll.intervalSeconds', 1, async () => {
        targetId = (await connected({ url: gateway.url, name: 'gateway' })).target.id;
        const { engine } = await activateLeakLens();
        await until('a moment of the past', async () => {
          const outcome = await engine.request(requests.past, { targetId });
          return outcome.ok && outcome.value.length > 0;
        });
      }),
    );
    gateway.at(60);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    await disconnectAll();
    await gateway.dispose();
    rmSync(folder, { recursive: true });
  });

  /** Where something is kept of more than one, the one that runs stands first. */
  async function chooseService(): Promise<void> {
    const asks = (words: string) => `${box}?.placeholder.includes(${JSON.stringify(words)})`;
    const [which, when] = [asks('The past of which service?'), asks('gateway as it was when?')];
    await evaluateUntil(`${which} || ${when}`);
    if ((await evaluate(which)) === true) await press('Enter');
    await evaluateUntil(when);
  }

  it('are a service as it runs and what was kept of it', async () => {
    await vscode.commands.executeCommand('leaklens.openLiveProfile', targetId, 'heap');
    await seen(button('Compare…'));
    await act(`${button('Compare…')}.click()`);
    await chooseRow('A kept profile…');
    await chooseService();
    // The oldest: the list goes round.
    await press('ArrowUp');
    await press('Enter');
    await seen(`${head}.includes('compared with gateway heap ')`);
    match(String(await act(head)), /^gateway heap \(live\)as the service runs/);
    await showTop();
    await seen(`document.querySelector('.grid-row')?.textContent.startsWith('+')`);
    await act(`${button('Follow')}.click()`);
    await seen(button('Following'));
    await screenshot('compared-live-kept');
    await act(`${button('Following')}.click()`);
    await act(`${tab('Flame Graph')}.click()`);
    await seen(`document.querySelector('.legend')`);
    await picture('compared-flame');
  });

  it('are a file and a snapshot, which pprof is told of as well', async () => {
    const { engine } = await activateLeakLens();
    const captured = await engine.request(requests.capture, { targetId });
    ok(captured.ok);
    const file = join(folder, 'before.pb.gz');
    copyFileSync(join(fixtures, 'heap.healthy.pb.gz'), file);
    try {
      await vscode.commands.executeCommand('leaklens.openProfile', file);
      await seen(button('Compare…'));
      const shown = vscode.commands.executeCommand<string>('leaklens.compareProfiles');
      await chooseRow('before.pb.gz');
      await chooseRow('A snapshot…');
      await chooseRow('gateway');
      await chooseRow('heap');
      match(await shown, /^leaklens-profile:/);
      await seen(`${head}.includes('compared with before.pb.gz') && ${button('Copy Command')}`);
      await showTop();
      await seen(row('main.'));
      await act(`${button('Copy Command')}.click()`);
      await until('the command', async () => (await vscode.env.clipboard.readText()).includes('-diff_base='));
      match(await vscode.env.clipboard.readText(), /-diff_base=\S*before\.pb\.gz \S*heap\.pb\.gz$/);
    } finally {
      await vscode.commands.executeCommand('leaklens.deleteSnapshot', captured.value.id, { confirmed: true });
    }
  });

  it('say which one is not there any more', async () => {
    const gone = { kind: 'snapshot', id: 'none', name: 'gateway', file: 'heap.pb.gz' };
    const now = { kind: 'live', targetId, name: 'gateway', profile: 'heap' };
    const query = JSON.stringify({ kind: 'pair', now, base: gone });
    const uri = vscode.Uri.from({ scheme: 'leaklens-profile', path: '/x', query });
    await vscode.commands.executeCommand('vscode.openWith', uri, 'leaklens.anyProfile');
    await seen(`document.querySelector('.failed')`);
    strictEqual(await act(`document.querySelectorAll('.flame-scroller').length`), 0);
  });
});
