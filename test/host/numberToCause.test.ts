// One leak from its number to its cause, its report and its end, on a real service: who allocates, who holds it, when it is over with the
// service, what is told of it, and what is left once it is mended. Its pictures stand in docs/from-number-to-cause.md.
import { match, ok, strictEqual } from 'node:assert';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { FindingView } from '../../src/shared/wires/findingView';
import { hasGo } from '../support/go/goService';
import { closedPort } from './support/services/closedPort';
import { evaluate, evaluateUntil, screenshot } from './support/screen/driver';
import { picture } from './support/screen/picture';
import { seen } from './support/screen/profilePage';
import { activateLeakLens, connected, disconnectAll, eventually, serviceFile } from './support/leaklens';

const settings: Readonly<Record<string, number>> = {
  'leaklens.poll.intervalSeconds': 1,
  'leaklens.poll.maximumCostPercent': 100,
  'leaklens.verdicts.minimumWatchSeconds': 10,
  'leaklens.memoryLimitMegabytes': 512,
};

async function set(isOn: boolean): Promise<void> {
  for (const [id, value] of Object.entries(settings)) {
    const setting = isOn ? value : undefined;
    await vscode.workspace.getConfiguration().update(id, setting, vscode.ConfigurationTarget.Global);
  }
}

const main = `// Shop has visitors, each of whom has a session.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"
)

var page []byte

func main() {
	shop := &sessions{byID: map[int]*session{}}
	go visit(shop)
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}

func visit(shop *sessions) {
	for id := 0; ; id++ {
		shop.login(id)
		page = make([]byte, 64<<10)
		shop.logout(id)
		time.Sleep(5 * time.Millisecond)
	}
}
`;

const leaking = `package main

import "sync"

// A session is what a visitor has in the cart.
type session struct {
	id   int
	cart []byte
}

type sessions struct {
	mu   sync.Mutex
	byID map[int]*session
	open int
}

func newSession(id int) *session {
	return &session{id: id, cart: make([]byte, 8<<10)}
}

func (s *sessions) login(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[id] = newSession(id)
	s.open++
}

func (s *sessions) logout(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
}
`;

const mended = leaking.replace('\ts.open--\n', '\tdelete(s.byID, id)\n\ts.open--\n');

/** A service of its own folder in the workspace, built and started anew with each change, at the same port. */
class Shop {
  readonly folder = join(
    dirname(dirname(serviceFile('blog', 'main.go').fsPath)),
    `shop-of-tests-${String(process.pid)}`,
  );
  private child: ChildProcess | null = null;

  file(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.folder, name));
  }

  write(sessions: string): void {
    mkdirSync(this.folder, { recursive: true });
    const files = { 'go.mod': 'module shop\n\ngo 1.21\n', 'main.go': main, 'sessions.go': sessions };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  async start(port: number): Promise<void> {
    await this.stop();
    execFileSync('go', ['build', '-o', 'shop.exe', '.'], { cwd: this.folder });
    this.child = spawn(join(this.folder, 'shop.exe'), [`127.0.0.1:${String(port)}`], { stdio: 'ignore' });
    await eventually('the shop', async () => {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/debug/pprof/`).catch(() => null);
      return answer?.ok === true;
    });
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null) return;
    child.kill();
    await once(child, 'exit');
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the item of the status bar says. */
const inStatusBar = `[...document.querySelectorAll('.statusbar-item')].map((item) => item.textContent.trim()).find((text) => text.startsWith('shop: ')) ?? ''`;

async function finding(
  what: string,
  isWanted: (finding: FindingView) => boolean,
  timeoutMillis = 120_000,
): Promise<FindingView> {
  const { findings } = await activateLeakLens();
  return eventually(what, () => findings.targets.flatMap((target) => target.findings).find(isWanted), timeoutMillis);
}

const isTheLeak = ({ kind, place }: FindingView) =>
  kind === 'heap-growth' && place !== null && place.uri.endsWith('/sessions.go');

describe('a leak from its number to its cause', function () {
  this.timeout(600_000);
  let shop: Shop | undefined;

  before(async function () {
    if (!hasGo()) return this.skip();
    await activateLeakLens();
    await set(true);
    shop = new Shop();
    shop.write(leaking);
  });

  after(async () => {
    await disconnectAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    await shop?.remove();
    await set(false);
  });

  it('and to its end', async () => {
    ok(shop !== undefined);
    const port = await closedPort();
    await shop.start(port);
    const { target } = await connected({ url: `http://127.0.0.1:${String(port)}`, name: 'shop' });
    await vscode.commands.executeCommand('leaklens.findings.focus');
    const { id, place } = await finding(
      'a sure verdict on the line that allocates',
      (one) => isTheLeak(one) && (one.confidence === 'probable' || one.confidence === 'proven'),
    );
    ok(place !== null);
    const at = new vscode.Position(place.line, 0);
    const editor = await vscode.window.showTextDocument(shop.file('sessions.go'), {
      selection: new vscode.Range(at, at),
    });
    match(editor.document.lineAt(place.line).text, /make\(\[\]byte, 8<<10\)/);
    await screenshot('cause-line');

    // How old it is, and who holds it.
    const held = await finding(
      'what was freed of it, and the holder',
      (one) =>
        one.id === id &&
        one.row.includes('↑') &&
        one.evidence.some((sentence) => /freed/.test(sentence)) &&
        one.related.some(({ role }) => /kept at/.test(role)),
      30_000,
    );
    const told = held.evidence.join('\n');
    match(told, /freed/);
    match(told, /[Kk]ept by/);
    await vscode.commands.executeCommand('editor.action.showHover');
    await evaluateUntil(`document.querySelector('.monaco-hover-content')?.textContent.includes('ept by')`);
    await screenshot('cause-hover');
    const holder = held.related.find(({ role }) => /kept at/.test(role));
    ok(holder !== undefined);
    const keeper = new vscode.Position(holder.place.line, 0);
    const kept = await vscode.window.showTextDocument(vscode.Uri.parse(holder.place.uri), {
      selection: new vscode.Range(keeper, keeper),
    });
    match(kept.document.lineAt(holder.place.line).text, /byID/);
    await picture('cause-holder');

    // When the service is at its limit.
    const ahead = await eventually(
      'the time to the limit',
      async () => {
        const said = String(await evaluate(inStatusBar));
        return said.includes('512 MB in') ? said : undefined;
      },
      180_000,
    );
    match(ahead, /^shop: .* · 512 MB in \d+ (?:s|min|h)/);
    await vscode.commands.executeCommand('leaklens.openTrends', target.id);
    await new Promise((drawn) => setTimeout(drawn, 2_000));
    await screenshot('cause-limit');

    // Which way the memory came.
    await vscode.commands.executeCommand('leaklens.openLiveProfile', target.id, 'heap');
    await seen(`document.querySelector('.flame-scroller')`);
    await picture('cause-flame');

    // The story for somebody else.
    const report = await vscode.commands.executeCommand<string | null>('leaklens.writeReport', id);
    for (const part of [/ept by/, /reaches 512 MB/, /`[▁▂▃▄▅▆▇█]+`/, /> \d+ {2}.*make/]) match(report ?? '', part);
    strictEqual(report?.match(/reaches 512 MB/g)?.length, 1);
    await picture('cause-report');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    // Mended, built and started anew: before and after.
    await vscode.commands.executeCommand('leaklens.setBaseline', target.id);
    await shop.stop();
    shop.write(mended);
    strictEqual(readFileSync(shop.file('sessions.go').fsPath, 'utf8').includes('delete('), true);
    await shop.start(port);
    await finding('fixed', (one) => one.id === id && one.status === 'fixed', 180_000);
    const after = await vscode.commands.executeCommand<string | null>('leaklens.writeReport', id);
    match(after ?? '', /### Before and after\n\n- Before: From .*`[▁▂▃▄▅▆▇█]+`\n- After: Fixed: 0 B live/);
    await picture('cause-fixed');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
