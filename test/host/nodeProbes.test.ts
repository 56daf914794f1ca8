// What costs a node more than a read, from its finding in the editor: said first, agreed to in a dialog, done once, and told in the evidence.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { FindingView } from '../../src/shared/wires/findingView';
import type { Outcome } from '../../src/shared/wires/lspMessages';
import { buildErlangPrograms, erlangPrograms } from '../support/erlang/erlangPrograms';
import {
  cookieFile,
  erlangRelease,
  hasErlang,
  releaseWithTags,
  startErlangMachine,
  type ErlangMachine,
  type RealNode,
} from '../support/erlang/realNode';
import { activateLeakLens, connected, disconnectAll, eventually } from './support/leaklens';

const hasty: Readonly<Record<string, unknown>> = {
  'leaklens.poll.intervalSeconds': 1,
  'leaklens.poll.maximumCostPercent': 100,
  'leaklens.verdicts.minimumWatchSeconds': 10,
};

async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) {
    await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
  }
}

const file = (program: string) => vscode.Uri.file(resolve(erlangPrograms, `${program}.erl`));

/** 0-based. */
const lineOf = (program: string, text: string) =>
  readFileSync(file(program).fsPath, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));

describe('what costs a node more than a read', function () {
  this.timeout(240_000);
  let machine: ErlangMachine;
  let node: RealNode;

  before(async function () {
    if (!hasErlang()) return this.skip();
    await set(hasty);
    machine = await startErlangMachine();
    const args = ['-pa', buildErlangPrograms(), '-s', 'monitor_pool', '-s', 'header_keeper'];
    node = await machine.start({ name: 'shop', args });
    const url = `beam:127.0.0.1:${node.port}`;
    await set({ 'leaklens.targets': [{ url, cookieFile: cookieFile(node) }] });
    await connected({ url, name: 'shop' });
  });

  after(async () => {
    await disconnectAll();
    await (machine as ErlangMachine | undefined)?.dispose();
    await set(Object.fromEntries([...Object.keys(hasty), 'leaklens.targets'].map((id) => [id, undefined])));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function finding(kind: string, isWanted: (found: FindingView) => boolean = () => true): Promise<FindingView> {
    const { findings } = await activateLeakLens();
    return eventually(
      `${kind}, as wanted`,
      () =>
        findings.targets
          .flatMap((target) => target.findings)
          .find((found) => found.kind === kind && found.confidence === 'probable' && isWanted(found)),
      90_000,
    );
  }

  const findOutMore = (...args: readonly unknown[]) =>
    vscode.commands.executeCommand<Outcome<string> | null>('leaklens.findOutMore', ...args);

  const action = async (program: string, line: number) => {
    const range = new vscode.Range(line, 0, line, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file(program),
      range,
    );
    return actions.find(({ command }) => command?.command === 'leaklens.findOutMore');
  };

  it('is offered on the line, says its cost, and asks the node nothing where nobody agrees', async () => {
    const { id } = await finding('monitor-leak');
    const line = lineOf('monitor_pool', 'erlang:monitor(process, Ledger)');
    await vscode.window.showTextDocument(file('monitor_pool'), { selection: new vscode.Range(line, 0, line, 0) });
    const offered = await action('monitor_pool', line);
    strictEqual(offered?.title, 'Find the Line That Monitors…');
    deepStrictEqual(offered.command?.arguments, [id, 'trace-monitors']);
    const [probe] = (await finding('monitor-leak')).probes ?? [];
    match(probe?.cost ?? '', /three seconds, or until there were 20.*Code is evaluated in the node/);
    // A window under test refuses dialogs, as a person who closes one does.
    const outcome = await findOutMore(id, 'trace-monitors');
    ok(outcome?.ok !== true, JSON.stringify(outcome));
    ok(!(await finding('monitor-leak')).evidence.some((sentence) => sentence.includes('traced')));
  });

  it('names the line that monitors once the person agrees, in the evidence and on the line', async () => {
    const { id } = await finding('monitor-leak');
    const outcome = await findOutMore(id, 'trace-monitors', { confirmed: true });
    ok(outcome?.ok === true, JSON.stringify(outcome));
    match(outcome.value, /20 were seen\. 20 of them came from this line\./);
    const traced = await finding('monitor-leak', ({ evidence }) =>
      evidence.some((one) => one.includes('from this line')),
    );
    strictEqual(traced.id, id);
    strictEqual(traced.place?.line, lineOf('monitor_pool', 'erlang:monitor(process, Ledger)'));
    const at = new vscode.Position(traced.place.line, 4);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      file('monitor_pool'),
      at,
    );
    const words = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
    match(words.join('\n'), /were traced because somebody asked for it.* 20 were seen/);
  });

  it('tells that what a process keeps is held, by a collection of its garbage', async () => {
    const { id } = await finding('binary-growth');
    const outcome = await findOutMore(id, 'collect', { confirmed: true });
    ok(outcome?.ok === true, JSON.stringify(outcome));
    match(outcome.value, /before\. .* were left\. Held: something refers to it/);
    await finding('binary-growth', ({ evidence }) => evidence.some((one) => one.startsWith('Held:')));
  });

  it('is not done beside another tracer where a release has room for one only, and the evidence stays as it was', async () => {
    const before = await finding('monitor-leak');
    await node.call('other_tracer', 'start');
    const outcome = await findOutMore(before.id, 'trace-monitors', { confirmed: true });
    if (erlangRelease() >= releaseWithTags) {
      strictEqual(outcome?.ok, true);
      return;
    }
    ok(outcome?.ok === false);
    strictEqual(outcome.problem.erlang, 'other-tracer');
    match(outcome.problem.message, /another tracer is at work/);
    match(outcome.problem.nextStep, /End the other tracer/);
    await node.call('other_tracer', 'stop');
    const again = await findOutMore(before.id, 'trace-monitors', { confirmed: true });
    strictEqual(again?.ok, true);
  });
});
