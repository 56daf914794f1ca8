// A node whose ports are closed, in the editor: asked by the command that the person's own settings name, and by no workspace's.
import { match, ok, rejects, strictEqual } from 'node:assert';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { erlangPrograms, running } from '../support/erlang/erlangPrograms';
import { evaluatingCommand } from '../support/erlang/evaluatingCommand';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../support/erlang/realNode';
import { activateLeakLens, connected, disconnectAll, eventually, withSetting } from './support/leaklens';

/** As a person writes it for a pod. */
const words = ['exec', '-i', 'shop-0', '--', 'bin/shop', 'eval'];

const line = readFileSync(resolve(erlangPrograms, 'monitor_pool.erl'), 'utf8')
  .split('\n')
  .findIndex((text) => text.includes('erlang:monitor(process, Ledger)'));

describe('a node whose ports are closed', function () {
  this.timeout(240_000);
  let machine: ErlangMachine;
  let folder = '';
  let kubectl: string;
  let ran: string;

  before(async function () {
    if (!hasErlang()) return this.skip();
    machine = await startErlangMachine();
    const node = await machine.start({ name: 'shop', args: running('monitor_pool') });
    ({ folder, path: kubectl, ran } = evaluatingCommand(node, words));
  });
  after(async () => {
    await disconnectAll();
    await (machine as ErlangMachine | undefined)?.dispose();
    // A suite that was skipped has made none.
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  it('is watched by the command of the settings, and its leak stands on its line', async () => {
    const { decorations } = await activateLeakLens();
    const file = vscode.Uri.file(resolve(erlangPrograms, 'monitor_pool.erl'));
    const url = 'beam:shop@pod';
    const rpc = `'${kubectl}' ${words.join(' ')}`;
    await withSetting('leaklens.poll.intervalSeconds', 1, async () =>
      withSetting('leaklens.poll.maximumCostPercent', 100, async () =>
        withSetting('leaklens.verdicts.minimumWatchSeconds', 10, async () =>
          // The same name as the command gives: the settings may be quicker to connect.
          withSetting('leaklens.targets', [{ url, name: 'shop', rpc, rpcLanguage: 'erlang' }], async () => {
            const state = await connected({ url, name: 'shop' });
            strictEqual(state.runtime, 'beam');
            match(readFileSync(ran, 'utf8'), /^(?:ran\n)+$/);
            const hint = await eventually(
              'the verdict on its line',
              () => decorations.hintsFor(file).find((one) => one.line === line && one.confidence === 'probable'),
              90_000,
            );
            match(hint.text, /leak: [\d,]+ monitors · monitor_pool → ledger/);
            // Agents have it by the command that the person has named, and are not told that.
            const asked = { input: { node: 'shop', by: 'monitored-by', limit: 1 }, toolInvocationToken: undefined };
            const { content } = await vscode.lm.invokeTool('leaklens_list_processes', asked);
            const told = content
              .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
              .join('');
            match(told, /ledger \(ledger:init\/1\)/);
            ok(!told.includes(kubectl));
            await disconnectAll();
          }),
        ),
      ),
    );
  });

  it('says what is wrong with a command that ends', async () => {
    const url = 'beam:shop@pod';
    await withSetting('leaklens.targets', [{ url, rpc: `'${kubectl}' exec shop-0` }], async () => {
      const outcome = await vscode.commands.executeCommand<{
        ok: boolean;
        problem?: { erlang?: string; nextStep: string };
      }>('leaklens.connect', { url });
      ok(!outcome.ok);
      strictEqual(outcome.problem?.erlang, 'command-ended');
      match(outcome.problem.nextStep, /with kubectl it needs -i/);
      await vscode.commands.executeCommand('notifications.clearAll');
    });
  });

  it('is asked by no command that a workspace names, or a message', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    const item = { url: 'beam:other@localhost', rpc: `touch ${join(folder, 'never')}` };
    await rejects(async () => vscode.workspace.getConfiguration().update('leaklens.targets', [item], Workspace));
    await vscode.commands.executeCommand('leaklens.connect', item);
    ok(!existsSync(join(folder, 'never')));
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
