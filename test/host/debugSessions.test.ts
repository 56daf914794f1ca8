// Services that run under the debugger of Go: found by their sessions, and quiet while the debugger holds them.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests, type Outcome, type TargetState } from '../../src/shared/wires/lspMessages';
import { hasGo } from '../support/go/goService';
import { evaluate, evaluateUntil, press, screenshot, type } from './support/screen/driver';
import { activateLeakLens, connect, connected, disconnectAll, eventually, withSetting } from './support/leaklens';
import { startStandInDebugger, type StandInDebugger } from './support/services/standInDebugger';

/** Texts of the rows of the list that is open. */
const rows = `[...document.querySelectorAll('.quick-input-list .monaco-list-row')].map((row) => row.textContent)`;
const has = (text: string) => `${rows}.some((row) => row.includes(${JSON.stringify(text)}))`;
const focused = (text: string) =>
  `document.querySelector('.quick-input-list .monaco-list-row.focused')?.textContent.includes(${JSON.stringify(text)})`;
const statusText = `[...document.querySelectorAll('.statusbar-item')].map((item) => item.textContent).join('|')`;

/** Failed so often, the engine waits for longer than any test here waits for anything. */
const failuresBeforeLongPause = 6;

describe('a session of the Go debugger', () => {
  let gateway: StandInDebugger;

  before(async function () {
    // It holds the program by a signal that Windows does not have.
    if (!hasGo() || process.platform === 'win32') this.skip();
    await activateLeakLens();
  });

  beforeEach(async () => {
    gateway = await startStandInDebugger();
  });

  afterEach(async () => {
    await disconnectAll();
    await vscode.debug.stopDebugging();
    await eventually('the end of the session', () => vscode.debug.activeDebugSession === undefined);
    await gateway.dispose();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function debugGateway(options: vscode.DebugSessionOptions = {}): Promise<string> {
    const quiet = { suppressDebugView: true, suppressDebugStatusbar: true, suppressDebugToolbar: true };
    ok(await vscode.debug.startDebugging(undefined, gateway.configuration, { ...quiet, ...options }));
    return gateway.url();
  }

  /** The editor's own command does nothing before the editor has asked for the threads. */
  async function pause(): Promise<void> {
    const session = await eventually('the session', () => vscode.debug.activeDebugSession);
    await session.customRequest('pause', { threadId: 1 });
    await eventually('the program to stand still', () => gateway.isHeld());
  }

  /** "Find where “Gateway” listens…": what is offered, and what came of choosing the one at `url`. */
  async function find(url: string): Promise<{ offered: readonly string[]; outcome: Outcome<TargetState> }> {
    const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
    await evaluateUntil(has('Find where “Gateway” listens…'));
    await type('Find where');
    await evaluateUntil(focused('Find where “Gateway” listens…'));
    await press('Enter');
    const { port } = new URL(url);
    await evaluateUntil(has(`localhost:${port}`));
    const offered = (await evaluate(rows)) as string[];
    await screenshot('debug-session');
    await type(port);
    await evaluateUntil(focused(`localhost:${port}`));
    await press('Enter');
    return { offered, outcome: await connecting };
  }

  it('is found, with its command line, by what its program listens at', async () => {
    const { offered, outcome } = await find(await debugGateway());
    ok(offered.length > 0);
    deepStrictEqual(
      offered.filter((row) => !row.includes(`${gateway.program} -addr`)),
      [],
    );
    ok(outcome.ok);
  });

  it('is found after it started the program again, which Delve does not say', async () => {
    const earlier = await debugGateway();
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    const url = await eventually('another process', async () => {
      const now = await gateway.url();
      return now !== earlier && now;
    });
    const { offered, outcome } = await find(url);
    ok(offered.every((row) => row.includes(gateway.program)));
    ok(outcome.ok);
  });

  it('is found when it runs without debugging, of which Delve says nothing', async () => {
    const { offered, outcome } = await find(await debugGateway({ noDebug: true }));
    ok(offered.every((row) => row.includes(gateway.program)));
    ok(outcome.ok);
  });

  it('is said to be paused while it does not answer, and is asked at once when it goes on', () =>
    withSetting('leaklens.request.timeoutSeconds', 1, async () => {
      const { engine } = await activateLeakLens();
      const { target } = await connected({ url: await debugGateway(), name: 'held' });
      await pause();
      for (let failures = 0; failures < failuresBeforeLongPause; failures += 1) {
        await vscode.commands.executeCommand('leaklens.refresh', target.id);
      }
      await evaluateUntil(`${statusText}.includes('held: paused in the debugger')`);
      await screenshot('debug-session-paused');

      await vscode.commands.executeCommand('workbench.action.debug.continue');
      await eventually('an answer', async () => {
        const [state] = await engine.request(requests.targets, null);
        return state?.phase === 'connected';
      });
      await evaluateUntil(`${statusText}.includes('held') && !${statusText}.includes('paused in the debugger')`);
    }));

  it('that is paused says so to who connects', () =>
    withSetting('leaklens.request.timeoutSeconds', 1, async () => {
      const url = await debugGateway();
      await pause();
      const outcome = await connect(url);
      strictEqual(!outcome.ok && outcome.problem.kind, 'timeout');
      match(outcome.ok ? '' : outcome.problem.nextStep, /“Gateway” is paused in the debugger/);
    }));
});
