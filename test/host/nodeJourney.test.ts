// The story of a node from beginning to end, in the editor: connect by the cookie that the settings name, see on the line who monitors whom
// without end, keep the trends, mend it while it runs, see it told as fixed.
import { deepStrictEqual, match, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { TargetFindings } from '../../src/shared/wires/findingView';
import { requests } from '../../src/shared/wires/lspMessages';
import { buildErlangPrograms, erlangPrograms } from '../support/erlang/erlangPrograms';
import {
  cookieFile,
  hasErlang,
  startErlangMachine,
  type ErlangMachine,
  type RealNode,
} from '../support/erlang/realNode';
import { evaluateInWebview, evaluateUntil, screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, withSetting } from './support/leaklens';

const file = vscode.Uri.file(resolve(erlangPrograms, 'monitor_pool.erl'));

/** 0-based. */
const monitorLine = readFileSync(file.fsPath, 'utf8')
  .split('\n')
  .findIndex((text) => text.includes('erlang:monitor(process, Ledger)'));

/** True in the page while the editor draws the verdict at the end of a line. */
const drawnHint = `[...document.querySelectorAll('.view-line span')].some((element) =>
  /leak: .* monitor_pool → ledger/.test(getComputedStyle(element, '::after').content))`;

describe('on a real node', function () {
  this.timeout(180_000);
  let machine: ErlangMachine;
  let node: RealNode;

  before(async function () {
    if (!hasErlang()) this.skip();
    machine = await startErlangMachine();
    const args = ['-pa', buildErlangPrograms(), '-s', 'monitor_pool'];
    node = await machine.start({ name: 'shop', cookie: 'kept-in-a-file', args });
  });
  after(async () => {
    await disconnectAll();
    await machine.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('the pool: from connecting to the fix', async () => {
    const { decorations, engine } = await activateLeakLens();
    const url = `beam:127.0.0.1:${node.port}`;
    const hint = () => decorations.hintsFor(file).find(({ line }) => line === monitorLine);
    const found = async () => {
      const [target] = await engine.request(requests.findings, null);
      return (target satisfies TargetFindings | undefined)?.findings ?? [];
    };
    await withSetting('leaklens.targets', [{ url, cookieFile: cookieFile(node) }], async () =>
      withSetting('leaklens.poll.intervalSeconds', 1, async () =>
        withSetting('leaklens.verdicts.minimumWatchSeconds', 10, async () => {
          const state = await connected({ url, name: 'shop' });
          deepStrictEqual([state.runtime, state.phase], ['beam', 'connected']);
          const at = new vscode.Position(monitorLine, 0);
          await vscode.window.showTextDocument(file, { selection: new vscode.Range(at, at) });
          const leak = await eventually(
            'the verdict on its line',
            () => hint()?.confidence === 'probable' && hint(),
            60_000,
          );
          match(leak.text, /leak: [\d,]+ monitors · monitor_pool → ledger/);
          await evaluateUntil(drawnHint);

          const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', file, at);
          const words = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
          match(words.join('\n'), /monitored process.*ledger\.erl/s);
          const problems = vscode.languages.getDiagnostics(file).map(({ range }) => range.start.line);
          deepStrictEqual(problems, [monitorLine]);
          await vscode.commands.executeCommand('leaklens.focusTrends');
          const points = `Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax') ?? 0)`;
          await eventually(
            'points in the panel',
            async () => Number(await evaluateInWebview('[role=slider]', points)) >= 3,
          );
          await screenshot('node-leak');

          await node.call('monitor_pool', 'mend');
          await eventually(
            'it is told as fixed',
            async () => (await found()).some(({ status }) => status === 'fixed'),
            30_000,
          );
          await evaluateUntil(`!${drawnHint}`);
          ok(hint()?.confidence !== 'probable');
          await screenshot('node-fixed');
        }),
      ),
    );
  });
});
