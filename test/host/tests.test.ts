// Tests and benchmarks of a real Go module: profiled from the cursor, opened, drawn on lines, compared with the last run, checked for leaks.
import { match, ok, strictEqual } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { CheckedTests, TestProfileRun } from '../../src/shared/model/tests/testProfile';
import type { Outcome } from '../../src/shared/wires/lspMessages';
import { evaluateUntil, press, screenshot } from './support/screen/driver';
import { notified, pressNotified } from './support/screen/notifications';
import { activateLeakLens, eventually, serviceFile, withSetting } from './support/leaklens';
import { seen } from './support/screen/profilePage';

const hasGo = (() => {
  try {
    return execFileSync('go', ['version']).length > 0;
  } catch {
    return false;
  }
})();

const splitting = (allocations: number) => `package basket

import "testing"

var kept []byte

func BenchmarkSplit(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for j := 0; j < ${String(allocations)}; j++ {
			kept = make([]byte, 64)
		}
	}
}

func TestWrong(t *testing.T) {
	t.Fatal("got 3, want 4")
}

func TestLeaves(t *testing.T) {
	answers := make(chan int)
	go func() {
		answers <- 1
	}()
}
`;

/** True in the page once a line that holds `code` also holds what the editor draws into it. */
const said = (code: string, text: string) =>
  `[...document.querySelectorAll('.view-line')].some((line) => {
    const shown = line.textContent.replaceAll('\\u00a0', ' ');
    return shown.includes(${JSON.stringify(code)}) && shown.includes(${JSON.stringify(text)});
  })`;

describe('tests and benchmarks', function () {
  this.timeout(120_000);
  let folder = '';
  let file: vscode.Uri;

  before(async function () {
    if (!hasGo) this.skip();
    await activateLeakLens();
    folder = join(dirname(dirname(serviceFile('blog', 'main.go').fsPath)), `basket-of-tests-${String(process.pid)}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'go.mod'), 'module basket\n\ngo 1.21\n');
    writeFileSync(join(folder, 'basket_test.go'), splitting(1300));
    file = vscode.Uri.file(join(folder, 'basket_test.go'));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true });
  });

  const profile = (name: string, more: object) =>
    vscode.commands.executeCommand<Outcome<TestProfileRun> | null>('leaklens.profileTest', {
      uri: file.toString(),
      name,
      profile: 'allocs',
      time: '2000x',
      ...more,
    });

  async function showFile(): Promise<vscode.TextEditor> {
    return vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One });
  }

  it('are profiled at the cursor, opened in the views and on lines, and compared with the last run', async () => {
    const editor = await showFile();
    editor.selection = new vscode.Selection(9, 4, 9, 4);
    // Asks, and the first is chosen: CPU.
    const asked = vscode.commands.executeCommand<Outcome<TestProfileRun> | null>('leaklens.profileTest');
    await evaluateUntil(`document.querySelector('.quick-input-widget')?.textContent.includes('Where time goes')`);
    await screenshot('test-profile-kinds');
    await press('Enter');
    const cpu = await asked;
    ok(cpu?.ok === true, JSON.stringify(cpu));
    match(cpu.value.path, /BenchmarkSplit\.cpu\.\d+\.pb\.gz$/);

    const first = await profile('BenchmarkSplit', {});
    ok(first?.ok === true, JSON.stringify(first));
    strictEqual(first.value.before, null);
    const { decorations } = await activateLeakLens();
    const onLine = () =>
      decorations.profile.hintsFor(file).find(({ line, text }) => line === 9 && text.includes('alloc_space'));
    await eventually('the cost on its line', onLine);

    const document = (await showFile()).document;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), splitting(1204));
    await vscode.workspace.applyEdit(edit);
    // What is not saved is saved first: a person means what the editor shows.
    const second = await profile('BenchmarkSplit', {});
    ok(second?.ok === true, JSON.stringify(second));
    strictEqual(readFileSync(file.fsPath, 'utf8'), splitting(1204));
    strictEqual(second.value.before, first.value.path);
    await notified('1,204 allocs/op (was 1,300)');
    await showFile();
    await evaluateUntil(said('func BenchmarkSplit', '1,204 allocs/op (was 1,300)'));
    await screenshot('test-benchmark-line');
    await pressNotified('Compare with the Last Run');
    await seen(
      `document.querySelector('.flame-scroller, .grid-row') && document.body.textContent.includes('BenchmarkSplit.allocs')`,
    );
    await screenshot('test-compared');

    const third = await profile('BenchmarkSplit', {});
    ok(third?.ok === true);
    strictEqual(third.value.gone, first.value.path);
    strictEqual(existsSync(first.value.path), false);
    const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    ok(!open.some((label) => label.includes(first.value.path.split('/').at(-1) ?? '?')), open.join());
  });

  it('that fail, or do not compile, are told in words with the way to the output', async () => {
    const failing = await profile('TestWrong', {});
    ok(failing !== null && !failing.ok);
    strictEqual(failing.problem.message, 'TestWrong fails: basket_test.go:16: got 3, want 4.');
    await notified('TestWrong fails');
    await notified('Show Output');
    await screenshot('test-fails');
    writeFileSync(join(folder, 'basket.go'), 'package basket\n\nvar price int = missing\n');
    try {
      const broken = await profile('BenchmarkSplit', {});
      ok(broken !== null && !broken.ok);
      match(broken.problem.message, /^BenchmarkSplit does not compile: .*basket\.go:3:17: undefined: missing\.$/);
    } finally {
      rmSync(join(folder, 'basket.go'));
    }
  });

  it('are run with the variables of the file that the Go extension is told of', async () => {
    const withVariable = join(folder, 'shop_test.go');
    writeFileSync(
      withVariable,
      'package basket\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestShop(t *testing.T) {\n\tif os.Getenv("BASKET_SHOP") != "corner" {\n\t\tt.Fatal("no shop")\n\t}\n}\n',
    );
    const uri = vscode.Uri.file(withVariable);
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? '';
    const settings = join(root, '.vscode', 'settings.json');
    const before = existsSync(settings) ? readFileSync(settings, 'utf8') : null;
    const named = join(folder, 'shop.env');
    writeFileSync(named, 'export BASKET_SHOP="corner"\n');
    mkdirSync(dirname(settings), { recursive: true });
    const inWorkspace = ['${workspaceFolder}', named.slice(root.length)].join('');
    writeFileSync(settings, JSON.stringify({ ...JSON.parse(before ?? '{}'), 'go.testEnvFile': inWorkspace }));
    try {
      await eventually(
        'the setting',
        () => vscode.workspace.getConfiguration('go', uri).get('testEnvFile') === inWorkspace,
      );
      const found = await profile('TestShop', { uri: uri.toString(), time: undefined });
      ok(found?.ok === true, JSON.stringify(found));
      rmSync(named);
      const missing = await profile('TestShop', { uri: uri.toString(), time: undefined });
      ok(missing !== null && !missing.ok);
      strictEqual(missing.problem.message, 'TestShop fails: shop_test.go:10: no shop.');
    } finally {
      if (before === null) rmSync(settings);
      else writeFileSync(settings, before);
      rmSync(withVariable);
    }
  });

  it('end when a person cancels, and leave nothing', async () => {
    const slow = `package basket\n\nimport (\n\t"os"\n\t"strconv"\n\t"testing"\n\t"time"\n)\n\nfunc TestSlow(t *testing.T) {\n\tos.WriteFile("pid", []byte(strconv.Itoa(os.Getpid())), 0o600)\n\ttime.Sleep(time.Minute)\n}\n`;
    const path = join(folder, 'slow_test.go');
    writeFileSync(path, slow);
    try {
      const running = profile('TestSlow', { uri: vscode.Uri.file(path).toString() });
      const pid = await eventually(
        'the test',
        () => {
          const written = existsSync(join(folder, 'pid')) ? Number(readFileSync(join(folder, 'pid'), 'utf8')) : 0;
          return written > 0 ? written : undefined;
        },
        60_000,
      );
      await pressNotified('Cancel');
      const outcome = await running;
      ok(outcome !== null && !outcome.ok && outcome.problem.kind === 'cancelled', JSON.stringify(outcome));
      await eventually('its end', () => !isAlive(pid));
    } finally {
      rmSync(path);
      rmSync(join(folder, 'pid'), { force: true });
    }
    strictEqual(readdirSync(folder).sort().join(), 'basket_test.go,go.mod');
  });

  it('show what they leave behind in Problems', async () => {
    await showFile();
    const outcome = await vscode.commands.executeCommand<Outcome<CheckedTests> | null>('leaklens.checkTests', {
      uri: file.toString(),
      name: 'TestLeaves',
    });
    ok(outcome?.ok === true, JSON.stringify(outcome));
    const problems = vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'LeakLens');
    strictEqual(problems.length, 1);
    match(
      vscode.workspace.textDocuments
        .find(({ uri }) => uri.toString() === file.toString())
        ?.lineAt(problems[0]?.range.start.line ?? 0).text ?? '',
      /answers <- 1|go func/,
    );
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await evaluateUntil(`document.querySelector('.markers-panel')?.textContent.includes('basket_test.go')`);
    await screenshot('test-problems');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('have lenses for those who want them', async () => {
    await withSetting('leaklens.tests.codeLens', true, async () => {
      await showFile();
      const lenses = await eventually('the lenses', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          file,
          20,
        );
        return found.filter(({ command }) => command?.command === 'leaklens.profileTest').length === 3
          ? found
          : undefined;
      });
      strictEqual(lenses.filter(({ command }) => command?.title === 'check for leaks').length, 3);
    });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
