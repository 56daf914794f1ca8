// A workspace that nobody trusts yet, whose own settings name a service, a proxy and where sources lie. Its window is opened
// for this file alone: see test/support/hosts/restrictedWorkspace.ts.
import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests, type Outcome, type TargetState } from '../../src/shared/wires/lspMessages';
import { evaluate, evaluateInWebview, evaluateUntil, screenshot } from './support/screen/driver';
import { activateLeakLens, connect, connected, eventually } from './support/leaklens';
import { notified, pressNotified } from './support/screen/notifications';

interface Services {
  /** Named by the settings of the workspace. */
  readonly ofTheWorkspace: string;
  /** Named by the person's own settings. */
  readonly ofThePerson: string;
}

const services = JSON.parse(process.env['LEAKLENS_TEST_SERVICES'] ?? '{}') as Services;

/** The paths that a service was asked since before the window opened. */
async function asked(url: string): Promise<readonly string[]> {
  return (await (await fetch(`${url}/asked`)).json()) as string[];
}

async function askedNothing(): Promise<void> {
  deepStrictEqual([await asked(services.ofThePerson), await asked(services.ofTheWorkspace)], [[], []]);
}

const setting = (id: string) => vscode.workspace.getConfiguration().get<unknown>(id);

const welcome = (text: string) =>
  `[...document.querySelectorAll('.welcome-view-content')].filter((view) => view.textContent.includes(${JSON.stringify(text)})).length`;

describe('a workspace that is not trusted', () => {
  before(() => {
    strictEqual(vscode.workspace.isTrusted, false);
  });

  after(() => vscode.commands.executeCommand('notifications.clearAll'));

  it('starts no engine, though it names a service', async () => {
    const { engine } = await activateLeakLens();
    strictEqual(engine.isStarted, false);
  });

  it('has none of its tests run: they are its programs', async () => {
    const wanted = { uri: 'file:///nowhere/shop_test.go', name: 'TestShop', profile: 'cpu' };
    strictEqual(await vscode.commands.executeCommand('leaklens.profileTest', wanted), null);
    strictEqual(await vscode.commands.executeCommand('leaklens.checkTests', wanted), null);
    await notified('LeakLens runs none of its tests');
    strictEqual((await activateLeakLens()).engine.isStarted, false);
  });

  it('says so in every view, with the way to trust it', async () => {
    await vscode.commands.executeCommand('leaklens.targets.focus');
    await evaluateUntil(`${welcome('This workspace is in Restricted Mode')} === 1`);
    strictEqual(await evaluate(welcome('Manage Workspace Trust')), 1);
    await screenshot('restricted-views');
  });

  it('lets no agent ask anything', async () => {
    const { agentServer } = await activateLeakLens();
    deepStrictEqual(agentServer.provideMcpServerDefinitions(), []);
    const asked = { input: { url: services.ofThePerson }, toolInvocationToken: undefined };
    await rejects(Promise.resolve(vscode.lm.invokeTool('leaklens_connect_target', asked)), /not trusted/);
    await askedNothing();
  });

  it('is refused a connection, in words that say why, before anything else is asked', async () => {
    for (const url of [services.ofThePerson, 'http://service.invalid:6060']) {
      const outcome = await connect(url);
      strictEqual(!outcome.ok && outcome.problem.kind, 'untrusted');
      await notified(`This workspace is not trusted, so LeakLens does not connect to ${url}`);
      await notified('Trust the workspace to connect.');
    }
    strictEqual(await evaluate(`document.body.textContent.includes('serves plain http')`), false);
    await screenshot('restricted-refused');
  });

  it('is refused one without an address as well, before one is asked for', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    const attempt = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
    await notified('This workspace is not trusted, so LeakLens does not connect to services.');
    strictEqual(await evaluate(`!!document.activeElement?.closest('.quick-input-widget')`), false);
    // The command ends when the person has answered the message, or closed it.
    await vscode.commands.executeCommand('notifications.clearAll');
    const outcome = await attempt;
    strictEqual(!outcome.ok && outcome.problem.kind, 'untrusted');
  });

  it('is told so by the panel, which offers no way to connect', async () => {
    strictEqual(await evaluateInWebview('h1', `document.querySelector('h1').textContent`), 'Restricted Mode');
    strictEqual(await evaluateInWebview('h1', `document.querySelector('vscode-button') === null`), true);
  });

  it('is refused one by the engine as well', async () => {
    const { engine } = await activateLeakLens();
    const outcome = await engine.ask(requests.connect, { url: services.ofThePerson });
    strictEqual(!outcome.ok && outcome.problem.kind, 'untrusted');
    for (const look of [requests.localTargets, requests.hasKubectl]) {
      const found = await engine.ask<null, unknown>(look, null);
      strictEqual(!found.ok && found.problem.kind, 'untrusted');
    }
  });

  it('waits for no service, not even for one of the person', async () => {
    await vscode.commands.executeCommand('leaklens.refresh');
    const { engine } = await activateLeakLens();
    deepStrictEqual(await engine.request(requests.targets, null), []);
    await askedNothing();
  });

  it('cannot say where to connect, through which proxy, or where sources lie', () => {
    deepStrictEqual(setting('leaklens.targets'), [{ name: 'of the person', url: services.ofThePerson }]);
    deepStrictEqual(setting('leaklens.pathMappings'), []);
    strictEqual(setting('http.proxy'), '');
  });

  it('can set numbers and switches only, trusted or not', () => {
    const manifest = vscode.extensions.getExtension('leaklens.leaklens')?.packageJSON as {
      contributes: { configuration: { properties: Record<string, { scope: string; type: string }> } };
    };
    const properties = Object.entries(manifest.contributes.configuration.properties);
    const own = properties.filter(([, { scope }]) => scope !== 'machine' && scope !== 'application');
    ok(own.length > 0);
    deepStrictEqual(
      own.filter(([, { type }]) => !['number', 'integer', 'boolean'].includes(type)),
      [],
    );
  });
});

describe('a workspace that is trusted at last', () => {
  const gateway = () =>
    vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/'), 'gateway.go');

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is trusted by the button that the refusal has', async () => {
    await askedNothing();
    await vscode.commands.executeCommand('notifications.clearAll');
    await connect(services.ofThePerson);
    await pressNotified('Manage Workspace Trust');
    const trust = `[...document.querySelectorAll('.workspace-trust-editor .monaco-button')].find((button) => button.textContent.trim() === 'Trust')`;
    await evaluateUntil(`${trust} && true`);
    await screenshot('restricted-trust');
    await evaluateUntil(`((button) => button && (button.click(), true))(${trust})`);
    await eventually('trust', () => vscode.workspace.isTrusted);
  });

  it('connects by itself to the service of the person', async () => {
    const { engine } = await activateLeakLens();
    const state = await eventually('the target', async () =>
      (await engine.request(requests.targets, null)).find(({ phase }) => phase === 'connected'),
    );
    strictEqual(state.target.name, 'of the person');
    await evaluateUntil(`${welcome('Restricted Mode')} === 0`);
    await evaluateUntil(`document.querySelector('.statusbar').textContent.includes('of the person')`);
  });

  it('still has no say in where sources lie', async () => {
    const { decorations } = await activateLeakLens();
    await vscode.window.showTextDocument(gateway());
    await eventually('hints on the lines of the workspace', () => decorations.hintsFor(gateway()).length > 0);
    deepStrictEqual(setting('leaklens.pathMappings'), []);
  });

  it('still has no say in where to connect, but a person may', async () => {
    deepStrictEqual(setting('leaklens.targets'), [{ name: 'of the person', url: services.ofThePerson }]);
    deepStrictEqual(await asked(services.ofTheWorkspace), []);
    await connected(services.ofTheWorkspace);
    ok((await asked(services.ofTheWorkspace)).length > 0);
  });
});
