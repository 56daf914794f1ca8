// From a finding to its line, to its other end, to a snapshot, to the rule that ignores it, and to the fix: on a real service.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { storyPage } from '../../src/host/findings/report/storyPage';
import type { FindingView, PlaceView } from '../../src/shared/wires/findingView';
import type { Outcome } from '../../src/shared/wires/lspMessages';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService, TruthSite } from '../support/serving/runningService';
import { evaluateUntil, press, screenshot, type } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, gatewayFile } from './support/leaklens';

/** Polls quickly and judges early: the tests do not wait as long as a person would. */
const hastySettings: Readonly<Record<string, number>> = {
  'leaklens.poll.intervalSeconds': 1,
  'leaklens.poll.maximumCostPercent': 100,
  'leaklens.verdicts.minimumWatchSeconds': 10,
};

async function setHasty(isOn: boolean): Promise<void> {
  for (const [id, value] of Object.entries(hastySettings)) {
    const setting = isOn ? value : undefined;
    await vscode.workspace.getConfiguration().update(id, setting, vscode.ConfigurationTarget.Global);
  }
}

const row = (text: string) =>
  `[...document.querySelectorAll('.pane-body .monaco-list-row')].find((row) => row.textContent.includes(${JSON.stringify(text)}))`;

/** True in the page once keys go to a quick input that shows so many rows. A key that comes before lands in the editor. */
const quickInput = (rows: string) =>
  `!!document.activeElement?.closest('.quick-input-widget') && document.querySelectorAll('.quick-input-list .monaco-list-row').length ${rows}`;

const verdictMillis = 60_000;

describe('findings of a real service', function () {
  this.timeout(180_000);
  let service: RunningService;
  let targetId: string;
  /** 0-based. */
  let blockedLine: number;
  let rules: string;

  before(async function () {
    if (!hasGo()) return this.skip();
    await setHasty(true);
    rules = vscode.Uri.joinPath(gatewayFile(), '../../.leaklens.json').fsPath;
    service = await startService('gateway', { args: ['-leak'] });
    blockedLine = (await lineOf('blocked')) - 1;
    await vscode.commands.executeCommand('leaklens.findings.focus');
    targetId = (await connected({ url: service.url, name: 'gateway' })).target.id;
  });

  after(async () => {
    await disconnectAll();
    // A suite that was skipped has started none.
    await (service as RunningService | undefined)?.stop();
    rmSync(rules, { force: true });
    await setHasty(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function lineOf(role: TruthSite['role']): Promise<number> {
    const site = (await service.truth()).sites.find((candidate) => candidate.role === role);
    if (site === undefined) throw new Error(`the service names no ${role} line`);
    return site.line;
  }

  const isHere = (place: PlaceView | null) =>
    place?.line === blockedLine && vscode.Uri.parse(place.uri).toString() === gatewayFile().toString();

  /** The finding on the line that blocks, once it is as wanted. */
  async function finding(what: string, isWanted: (found: FindingView) => boolean): Promise<FindingView> {
    const { findings } = await activateLeakLens();
    return eventually(
      what,
      () =>
        findings.targets.flatMap((target) => target.findings).find((found) => isHere(found.place) && isWanted(found)),
      verdictMillis,
    );
  }

  const isJudged = ({ confidence }: FindingView) => confidence === 'proven' || confidence === 'probable';
  const problems = () =>
    vscode.languages
      .getDiagnostics(gatewayFile())
      .filter(({ source, range }) => source === 'LeakLens' && range.start.line === blockedLine);

  it('stand in their tree, and are counted in the status bar', async () => {
    const { id, title } = await finding('a leak on the line that blocks', isJudged);
    ok(id.length > 0);
    await evaluateUntil(`!!(${row('gateway.go:' + String(blockedLine + 1))})`);
    await evaluateUntil(`document.querySelector('.statusbar').textContent.includes('leak')`);
    const { findings } = await activateLeakLens();
    ok(findings.leakCount > 0, title);
    await screenshot('findings-tree');
  });

  it('lead from the tree to the line', async () => {
    await evaluateUntil(
      `((row) => row && (row.querySelector('.monaco-icon-label').click(), true))(${row('gateway.go:' + String(blockedLine + 1))})`,
    );
    await eventually('the line', () => {
      const editor = vscode.window.activeTextEditor;
      return (
        editor?.document.uri.toString() === gatewayFile().toString() && editor.selection.active.line === blockedLine
      );
    });
  });

  it('stand among the problems', async () => {
    const [problem] = await eventually('a problem on the line', () => problems().length > 0 && problems());
    ok((problem?.severity ?? 9) <= vscode.DiagnosticSeverity.Warning);
  });

  it('are drawn on the line as leaks', async () => {
    const { decorations } = await activateLeakLens();
    await eventually('a hint with the verdict', () => {
      const hint = decorations.hintsFor(gatewayFile()).find(({ line }) => line === blockedLine);
      return hint?.confidence === 'probable' || hint?.confidence === 'proven';
    });
    await screenshot('findings-line');
  });

  it('can be walked through from the editor', async () => {
    await vscode.window.showTextDocument(gatewayFile(), { selection: new vscode.Range(0, 0, 0, 0) });
    const first = await vscode.commands.executeCommand<PlaceView | null>('leaklens.nextFinding');
    ok(first !== null);
    strictEqual(vscode.window.activeTextEditor?.selection.active.line, first.line);
  });

  it('lead to the other end', async () => {
    const { id, related } = await finding('a leak with another end', (found) => found.related.length > 0);
    const going = vscode.commands.executeCommand<PlaceView | null>('leaklens.goToOtherEnd', id);
    if (related.length > 1) {
      await evaluateUntil(quickInput('> 1'));
      await press('Enter');
    }
    deepStrictEqual(await going, related[0]?.place);
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('are written up for an issue, with the source and without where the service or the folder is', async () => {
    const { id, title, evidence, advice } = await finding(
      'a leak with another end',
      (found) => found.related.length > 0,
    );
    const content = await vscode.commands.executeCommand<string | null>('leaklens.writeReport', id);
    const written = vscode.window.activeTextEditor?.document;
    strictEqual(written?.languageId, 'markdown');
    strictEqual(written.getText(), content);
    const plain = written.getText().replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
    for (const part of [`## ${title}`, ...evidence, advice, 'gateway.go:', `> ${blockedLine + 1}  `]) {
      ok(plain.includes(part), `${part} is missing in\n${plain}`);
    }
    for (const secret of [new URL(service.url).host, gatewayFile().fsPath.replace(/\/gateway\.go$/, '')]) {
      ok(!plain.includes(secret), `${secret} stands in\n${plain}`);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const page = await writtenPage(id);
    for (const part of ["default-src 'none'", '<mark>', '<svg class="trend"', 'gateway.go:']) {
      ok(page.includes(part), `${part} is missing in\n${page}`);
    }
    for (const secret of [new URL(service.url).host, gatewayFile().fsPath.replace(/\/gateway\.go$/, ''), '<script']) {
      ok(!page.includes(secret), `${secret} stands in\n${page}`);
    }
    const copied = await vscode.commands.executeCommand<string | null>('leaklens.copyForIssue', id);
    strictEqual(await vscode.env.clipboard.readText(), copied);
    ok(copied?.includes('```go'));
  });

  it('lead to a snapshot, open where it names the line', async () => {
    const { id } = await finding('a leak', isJudged);
    const outcome = await vscode.commands.executeCommand<Outcome<StoredSnapshot>>('leaklens.snapshotFinding', id);
    ok(outcome.ok);
    const editor = vscode.window.activeTextEditor;
    strictEqual(editor?.document.uri.scheme, 'leaklens-snapshot');
    strictEqual(editor.document.getText(editor.selection), `gateway.go:${blockedLine + 1}`);
    await vscode.commands.executeCommand('leaklens.deleteSnapshot', outcome.value.id, { confirmed: true });
  });

  it('can be ignored from the line, for a reason that is kept in the workspace, and come back without the rule', async () => {
    await vscode.window.showTextDocument(gatewayFile());
    const range = new vscode.Range(blockedLine, 0, blockedLine, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      gatewayFile(),
      range,
    );
    const command = actions.find((action) => action.command?.command === 'leaklens.ignoreFinding')?.command;
    ok(command !== undefined);
    const ignoring = vscode.commands.executeCommand<Outcome<string>>(
      command.command,
      ...((command.arguments ?? []) as unknown[]),
    );
    await evaluateUntil(quickInput('=== 0'));
    await type('it is meant to leak');
    await press('Enter');
    await evaluateUntil(quickInput('=== 3'));
    await press('Enter');
    deepStrictEqual(await ignoring, { ok: true, value: rules });
    ok(readFileSync(rules, 'utf8').includes('it is meant to leak'));

    await finding('the finding is ignored', ({ ignored }) => ignored === 'it is meant to leak');
    await evaluateUntil(`!!(${row('Ignored (')})`);
    await eventually('no problem on the line', () => problems().length === 0);
    await screenshot('findings-ignored');

    rmSync(rules);
    strictEqual(existsSync(rules), false);
    await finding('the finding is back', ({ ignored }) => ignored === null);
  });

  it('that are ignored come back by a command, with keys alone, and the rest of the file stays', async () => {
    writeFileSync(rules, '{"team": "shop", "ignore": [{"id": "heap-growth:main.other+1", "reason": "a cache"}]}');
    const { id } = await finding('a leak that is not ignored', (found) => isJudged(found) && found.ignored === null);
    const ignored = await vscode.commands.executeCommand<Outcome<string>>('leaklens.ignoreFinding', id, {
      reason: 'it is meant to leak',
      until: '2999-12-31',
    });
    deepStrictEqual(ignored, { ok: true, value: rules });
    await finding('the finding is ignored', (found) => found.ignored === 'it is meant to leak');

    const stopping = vscode.commands.executeCommand<Outcome<string>>('leaklens.stopIgnoring');
    await evaluateUntil(quickInput('=== 2'));
    await type('meant to leak');
    await evaluateUntil(quickInput('=== 1'));
    await screenshot('findings-stop-ignoring');
    await press('Enter');
    deepStrictEqual(await stopping, { ok: true, value: rules });
    await finding('the finding is back', (found) => found.id === id && found.ignored === null);
    await eventually('a problem on the line', () => problems().length > 0);
    const left = { team: 'shop', ignore: [{ id: 'heap-growth:main.other+1', reason: 'a cache' }] };
    deepStrictEqual(JSON.parse(readFileSync(rules, 'utf8')), left);
    rmSync(rules);
  });

  it('are compared with a baseline, and fixed after the fix', async () => {
    const outcome = await vscode.commands.executeCommand<Outcome<null>>('leaklens.setBaseline', targetId);
    ok(outcome.ok);
    await finding('compared with the baseline', ({ status }) => status === 'unchanged' || status === 'grown');
    await service.post('/leak/fix');
    await finding('fixed', ({ status }) => status === 'fixed');
    await evaluateUntil(`!!document.querySelector('.pane-body .monaco-list-row .codicon-pass')`);
    await eventually('no problem on the line', () => problems().length === 0);
    await screenshot('findings-fixed');
    const fixed = await finding('fixed', ({ status }) => status === 'fixed');
    const content = await vscode.commands.executeCommand<string | null>('leaklens.writeReport', fixed.id);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    match(content ?? '', /### Before and after\n\n- Before: From \d.* to \d.* in .*`[▁▂▃▄▅▆▇█]+`/);
    match(await writtenPage(fixed.id), /<figcaption>Before: From /);
  });
});

/** The page of the report as it stands on disk. */
async function writtenPage(id: string): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'leaklens-report-')), 'leak.html');
  const uri = vscode.Uri.file(file);
  strictEqual(await vscode.commands.executeCommand('leaklens.writeReportPage', id, uri), uri.toString());
  const page = readFileSync(file, 'utf8');
  rmSync(dirname(file), { recursive: true });
  return page;
}

it('the page of a report takes nothing for markup that a service or a file says', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&</style>';
  const excerpt = {
    where: `${hostile}:1`,
    functionName: hostile,
    link: 'https://github.com/a/b/blob/0123456/x.go#L1',
    language: 'go',
    rows: [{ number: 1, text: hostile, isMeant: true }],
  };
  const trend = { words: hostile, points: [[0, 1] as const, [1000, 3] as const] };
  const page = storyPage({
    title: hostile,
    verdict: [hostile],
    place: excerpt,
    evidence: [hostile],
    trend,
    before: trend,
    ahead: [hostile],
    related: [{ role: hostile, excerpt }],
    advice: hostile,
    steps: [],
  });
  const written = page.slice(page.indexOf('<body>'));
  ok(!/<img|<\/style>|onerror=alert\(1\)>/.test(written), written);
  strictEqual(page.match(/<style>/g)?.length, 1);
});

describe('the ignore file in the editor', () => {
  const file = () => vscode.Uri.joinPath(gatewayFile(), '../../.leaklens.json');

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(file().fsPath, { force: true });
  });

  it('is checked while a person types: what LeakLens could not read is marked', async () => {
    writeFileSync(file().fsPath, '{"ignore": [{"id": "heap-growth:main.put+9", "until": "2027-02-30"}]}');
    await vscode.window.showTextDocument(file());
    const messages = () => vscode.languages.getDiagnostics(file()).map(({ message }) => message);
    await eventually('a complaint about the day', () => messages().some((message) => message.includes('2027-01-31')));
  });
});
