// A walk with one service and then two: started, leaking, fixed, leaking again, killed, started again. What stands on the screen is held
// against what the service knows of itself at that second: no statement is false for longer than two polls.
import { deepStrictEqual, ok } from 'node:assert';
import * as vscode from 'vscode';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { evaluateUntil, screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, gatewayFile } from './support/leaklens';
import { onScreen, panelText, type OnScreen } from './support/screen/onScreen';
import { swiftly } from './support/swiftly';
import { Witness, type TruthNow } from './support/screen/witness';

/** Two polls of a second each, what they take, and the look at the screen. */
const allowedMillis = 4000;

/** Waits until the screen is so. */
async function seen(what: string, isSo: (screen: OnScreen) => boolean, seconds = 20): Promise<OnScreen> {
  let last: OnScreen | null = null;
  try {
    return await eventually(
      what,
      async () => {
        last = await onScreen();
        return isSo(last) ? last : undefined;
      },
      seconds * 1000,
    );
  } catch (error) {
    throw new Error(`${String(error)}\n${JSON.stringify(last, null, 1)}`, { cause: error });
  }
}

const hint =
  (pattern: RegExp) =>
  ({ hints }: OnScreen) =>
    hints.some((one) => pattern.test(one));

describe('a walk with a service that leaks, is fixed, killed and started again', function () {
  this.timeout(180_000);
  let service: RunningService;
  let witness: Witness;
  let truth: TruthNow = { isUp: true, isLeaking: false, leaked: 0, ageSeconds: 0 };
  let killed: RunningService | null = null;
  let startedMillis = 0;
  let following: NodeJS.Timeout;

  /** A new process, at the address of the one before. */
  async function start(addr?: string): Promise<void> {
    service = await startService('gateway', addr === undefined ? {} : { addr });
    startedMillis = Date.now();
    truth = { isUp: true, isLeaking: false, leaked: 0, ageSeconds: 0 };
  }

  async function followTruth(): Promise<void> {
    const asked = service;
    if (asked === killed) return;
    const { leaking, leakedGoroutines } = await asked.truth();
    const ageSeconds = (Date.now() - startedMillis) / 1000;
    // It may have been killed meanwhile.
    if (asked === service && asked !== killed)
      truth = { isUp: true, isLeaking: leaking, leaked: leakedGoroutines, ageSeconds };
  }

  const problems = () => vscode.languages.getDiagnostics(gatewayFile()).filter(({ source }) => source === 'LeakLens');

  before(async function () {
    if (!hasGo()) return this.skip();
    await swiftly(true);
    await start();
    const line = (await service.truth()).sites.find(({ role }) => role === 'blocked')?.line ?? 1;
    const at = new vscode.Position(line - 1, 0);
    await vscode.window.showTextDocument(gatewayFile(), { selection: new vscode.Range(at, at) });
    await vscode.commands.executeCommand('leaklens.findings.focus');
    // A service that has just been killed does not answer: what it would have said is known without it.
    following = setInterval(() => void followTruth().catch(() => undefined), 200);
    witness = new Witness(() => truth, allowedMillis);
  });

  after(async () => {
    clearInterval(following);
    await (witness as Witness | undefined)?.end();
    await disconnectAll();
    await (service as RunningService | undefined)?.stop();
    await swiftly(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('says when a verdict can be expected, and not that there is none', async () => {
    await connected({ url: service.url, name: 'gateway' });
    const screen = await seen('the time of a first verdict', ({ findings }) => /first verdict in about/.test(findings));
    ok(!/Nothing found/.test(screen.findings), screen.findings);
  });

  it('finds the leak, with one number everywhere', async () => {
    await service.post('/leak/start');
    const isOne = ({ hints, findings, statusBar }: OnScreen) => {
      const [, number] = /leak: ([\d,]+) stuck/.exec(hints.join()) ?? [];
      if (number === undefined || !findings.includes(number) || !/1 leak|leaks/.test(statusBar)) return false;
      return problems().some(({ message }) => message.includes(number));
    };
    const screen = await seen('the leak, with one number', isOne, 60);
    const said = Number(/leak: ([\d,]+) stuck/.exec(screen.hints.join())?.[1]?.replaceAll(',', ''));
    ok(said > 0 && said <= truth.leaked, `${String(said)} of ${String(truth.leaked)}`);
    await eventually('the problem', () =>
      problems().some(({ severity }) => severity === vscode.DiagnosticSeverity.Warning),
    );
    await screenshot('walk-leak');
  });

  it('says of a line that is edited, and in its problem, that it has to be built: in grey, until the line is as it was', async () => {
    const line = (await service.truth()).sites.find(({ role }) => role === 'blocked')?.line ?? 1;
    const written = 'mended() // ';
    const edit = new vscode.WorkspaceEdit();
    edit.insert(gatewayFile(), new vscode.Position(line - 1, 0), written);
    await vscode.workspace.applyEdit(edit);
    const changed = /changed in the editor: rebuild and restart to check|changed: rebuild to check/;
    await seen('that it changed', (now) => hint(changed)(now) && !hint(/leak: /)(now) && changed.test(now.findings));
    await eventually('a problem that says so, too', () =>
      problems().every(
        ({ severity, message }) => severity >= vscode.DiagnosticSeverity.Information && changed.test(message),
      ),
    );
    await screenshot('walk-edited');
    const back = new vscode.WorkspaceEdit();
    back.delete(gatewayFile(), new vscode.Range(line - 1, 0, line - 1, written.length));
    await vscode.workspace.applyEdit(back);
    await seen('the leak again', (now) => hint(/leak: /)(now) && !changed.test(now.findings));
    await eventually('the warning', () =>
      problems().some(({ severity }) => severity === vscode.DiagnosticSeverity.Warning),
    );
  });

  it('says that it is fixed, and when', async () => {
    await service.post('/leak/fix');
    await seen('that it is fixed', (now) => /fixed at \d\d:\d\d:\d\d/.test(now.findings) && !hint(/leak: /)(now));
    await eventually('no problem', () => problems().length === 0);
    await screenshot('walk-fixed');
  });

  it('says that it grows again as soon as it does', async () => {
    await service.post('/leak/start');
    await seen('that it grows again', (now) => /growing again/.test(now.findings) && !/fixed at/.test(now.findings));
    await seen('a hint that grows', hint(/leak\?? /));
    await screenshot('walk-again');
  });

  it('greys all of a service that is killed, and says as of when it is', async () => {
    killed = service;
    truth = { ...truth, isUp: false };
    service.kill('SIGKILL');
    await service.exited;
    await seen(
      'that it does not answer',
      (now) => /not answering/.test(now.statusBar) && hint(/as of \d\d:\d\d:\d\d/)(now),
    );
    const { decorations } = await activateLeakLens();
    ok(decorations.hintsFor(gatewayFile()).every(({ unsure }) => unsure));
    await eventually('problems that say so', () =>
      problems().every(
        ({ severity, message }) => severity >= vscode.DiagnosticSeverity.Information && /as of/.test(message),
      ),
    );
    await vscode.commands.executeCommand('leaklens.focusTrends');
    await eventually('the panel', async () => /not answering[^]*Try Now[^]*Edit Address/.test(await panelText()));
    await vscode.commands.executeCommand('leaklens.findings.focus');
    await screenshot('walk-killed');
  });

  it('says of the next process what leaked before it, and in time that it does not', async () => {
    await start(new URL(service.url).host);
    const screen = await seen('that it was restarted', ({ findings }) => /before the restart/.test(findings));
    ok(!/Nothing found|fixed at/.test(screen.findings), screen.findings);
    await seen('that it is watched', ({ targets, statusBar }) => !/not answering/.test(targets + statusBar));
    await screenshot('walk-restarted');
    await seen('that the leak is gone', ({ findings }) => /fixed at/.test(findings), 60);
  });

  it('tells two services apart', async () => {
    const other = await startService('sentinel', { args: ['-leak', '-interval', '100ms'] });
    try {
      await connected({ url: other.url, name: 'sentinel' });
      await seen('both', ({ targets, findings }) => /gateway[^]*sentinel/.test(targets) && /sentinel/.test(findings));
      const screen = await seen('the leak of the one', ({ statusBar }) => /leak/.test(statusBar), 60);
      ok(!/fixed[^]*sentinel/.test(screen.statusBar));
      await evaluateUntil(`document.querySelector('.statusbar').textContent.includes('sentinel')`);
      await screenshot('walk-two');
    } finally {
      await vscode.commands.executeCommand('leaklens.disconnect', other.url.concat('/debug/pprof/'));
      await other.stop();
    }
  });

  it('said nothing that was false for longer than two polls', async () => {
    deepStrictEqual(await witness.end(), []);
  });
});
