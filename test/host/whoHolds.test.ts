// Who holds the memory of a real Go service, asked from its finding: it is stopped after consent alone, and runs on when it is over or cancelled.
// What plays the part of grf really attaches to the service by ptrace: see test/services/goref.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { AskedHolders } from '../../src/shared/model/askedHolders';
import type { FindingView } from '../../src/shared/wires/findingView';
import type { Outcome } from '../../src/shared/wires/lspMessages';
import { hasGo } from '../support/go/goService';
import { retentionBytes } from '../support/profiles/retentionBytes';
import { activateLeakLens, connected, disconnectAll, eventually, serviceFile } from './support/leaklens';
import { closedPort } from './support/services/closedPort';
import { screenshot } from './support/screen/driver';
import { notified, pressNotified } from './support/screen/notifications';
import { row, seen, showTop } from './support/screen/profilePage';

const main = `package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"
)

type session struct{ cart []byte }

var sessions = map[int]*session{}

func main() {
	go visit()
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}

func visit() {
	for id := 0; ; id++ {
		sessions[id] = &session{cart: make([]byte, 8<<10)}
		time.Sleep(5 * time.Millisecond)
	}
}
`;

const held = [
  { chain: ['main.sessions', '$mapval. (*main.session)', 'cart. ([]uint8)'], objects: 1200, bytes: 9_830_400 },
  { chain: ['runtime.goexit', 'main.visit.other'], objects: 2, bytes: 1024 },
];

const hasty: Readonly<Record<string, unknown>> = {
  'leaklens.poll.intervalSeconds': 1,
  'leaklens.poll.maximumCostPercent': 100,
  'leaklens.verdicts.minimumWatchSeconds': 10,
};

async function set(isOn: boolean): Promise<void> {
  for (const [id, value] of Object.entries(hasty)) {
    const setting = isOn ? value : undefined;
    await vscode.workspace.getConfiguration().update(id, setting, vscode.ConfigurationTarget.Global);
  }
}

describe('who holds the memory of a service', function () {
  this.timeout(240_000);
  const path = process.env['PATH'];
  let service: ChildProcess | undefined;
  let folder = '';
  let bin = '';
  let url = '';

  before(async function () {
    if (!hasGo() || process.platform !== 'linux') return this.skip();
    folder = join(dirname(dirname(serviceFile('blog', 'main.go').fsPath)), `held-of-tests-${String(process.pid)}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'go.mod'), 'module held\n\ngo 1.21\n');
    writeFileSync(join(folder, 'main.go'), main);
    execFileSync('go', ['build', '-o', 'held.exe', '.'], { cwd: folder });
    bin = mkdtempSync(join(tmpdir(), 'leaklens-grf-'));
    const standIn = resolve(serviceFile('blog', 'main.go').fsPath, '../../goref');
    execFileSync('go', ['build', '-o', join(bin, 'stand-in'), '.'], { cwd: standIn });
    writeFileSync(join(bin, 'recorded'), retentionBytes(held));
    // What finds it is the environment that the engine is started with.
    process.env['PATH'] = [bin, path].join(delimiter);
    await startEngineAnew();
    await set(true);
    const port = await closedPort();
    service = spawn(join(folder, 'held.exe'), [`127.0.0.1:${String(port)}`], { stdio: 'ignore' });
    url = `http://127.0.0.1:${String(port)}`;
    await eventually('the service', answers);
    await connected({ url, name: 'held' });
  });

  after(async () => {
    process.env['PATH'] = path;
    await disconnectAll();
    service?.kill('SIGKILL');
    if (service?.exitCode === null && service.signalCode === null) await once(service, 'exit');
    for (const made of [folder, bin]) if (made !== '') rmSync(made, { recursive: true, force: true });
    await set(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function startEngineAnew(): Promise<void> {
    const { engine } = await activateLeakLens();
    const before = await engine.processId();
    if (before === undefined) return;
    process.kill(before, 'SIGKILL');
    await eventually('the engine again', async () => ![undefined, before].includes(await engine.processId()));
  }

  /** How the stand-in behaves from now on. */
  function grf(environment: Readonly<Record<string, string>>): void {
    const given = { GRF_RECORDED: join(bin, 'recorded'), ...environment };
    const lines = Object.entries(given).map(([name, value]) => `export ${name}='${value}'`);
    const script = ['#!/bin/sh', `echo ran >> '${join(bin, 'ran')}'`, ...lines, `exec '${join(bin, 'stand-in')}' "$@"`];
    writeFileSync(join(bin, 'grf'), script.join('\n'), { mode: 0o755 });
  }

  async function answers(): Promise<boolean> {
    const signal = AbortSignal.timeout(1000);
    const answer = await fetch(`${url}/debug/pprof/cmdline`, { signal }).catch(() => null);
    return answer?.ok === true;
  }

  async function leak(): Promise<FindingView> {
    const { findings } = await activateLeakLens();
    return eventually(
      'the leak, on its line, with what keeps it',
      () =>
        findings.targets
          .flatMap((target) => target.findings)
          .find(
            ({ kind, place, evidence }) =>
              kind === 'heap-growth' && place !== null && evidence.some((one) => /[Kk]ept by/.test(one)),
          ),
      90_000,
    );
  }

  const whoHolds = (...args: readonly unknown[]) =>
    vscode.commands.executeCommand<Outcome<AskedHolders> | null>('leaklens.whoHolds', ...args);

  it('is offered on the line, and stops nothing where nobody agrees', async () => {
    grf({});
    const { id, place } = await leak();
    ok(place !== null);
    const uri = vscode.Uri.parse(place.uri);
    const at = new vscode.Range(place.line, 0, place.line, 0);
    await vscode.window.showTextDocument(uri, { selection: at });
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      at,
    );
    const offered = actions.find(({ command }) => command?.command === 'leaklens.whoHolds');
    strictEqual(offered?.title, 'Who Holds This? (stops the service)…');
    deepStrictEqual(offered.command?.arguments, [id]);
    // A window under test refuses dialogs, as a person who closes one does.
    const outcome = await whoHolds(id);
    ok(outcome?.ok !== true, JSON.stringify(outcome));
    ok(!existsSync(join(bin, 'ran')));
    ok(await answers());
  });

  it('is told by the profile, joined to what the source names, and the service runs on', async () => {
    grf({});
    const { id } = await leak();
    const outcome = await whoHolds(id, { confirmed: true });
    ok(outcome?.ok === true, JSON.stringify(outcome));
    strictEqual(outcome.value.pid, service?.pid);
    const [holder] = outcome.value.seen;
    ok(holder !== undefined, JSON.stringify(outcome.value));
    match(holder.name, /sessions/);
    deepStrictEqual(holder.place, { path: join(folder, 'main.go'), line: 13 });
    deepStrictEqual([holder.objects, holder.bytes], [1200, 9_830_400]);
    await showTop();
    await seen(row('main.sessions'));
    await notified('which the source names as what keeps this, holds 9.38 MB in 1,200 objects');
    await screenshot('who-holds');
    await pressNotified('Go to Holder');
    await eventually('the holder', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.fileName === join(folder, 'main.go') && editor.selection.active.line === 12;
    });
    await eventually('an answer', answers);
  });

  it('lets the service run on at once when it is cancelled', async () => {
    grf({ GRF_SECONDS: '600' });
    const { id } = await leak();
    const asked = whoHolds(id, { confirmed: true });
    await eventually('a service that stands still', async () => !(await answers()));
    await pressNotified('Cancel');
    const outcome = await asked;
    ok(outcome?.ok === false);
    strictEqual(outcome.problem.kind, 'cancelled');
    await eventually('an answer', answers);
  });

  it('says in words why it cannot be read, and what to do', async () => {
    const { id } = await leak();
    grf({ GRF_COMPLAINT: 'could not attach to pid 1: operation not permitted' });
    const refused = await whoHolds(id, { confirmed: true });
    ok(refused?.ok === false);
    match(refused.problem.message, /does not let goref look into/);
    match(refused.problem.nextStep, /CAP_SYS_PTRACE/);
    rmSync(join(bin, 'grf'));
    const none = await whoHolds(id);
    ok(none?.ok === false);
    match(none.problem.nextStep, /go install github\.com\/cloudwego\/goref/);
    ok(await answers());
  });
});
