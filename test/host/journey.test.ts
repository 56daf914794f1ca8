// The main job from beginning to end, on real services: connect, see the leak on its line, keep a snapshot, watch the panel,
// fix the leak, see the hints go.
import { deepStrictEqual, ok } from 'node:assert';
import * as vscode from 'vscode';
import type { HintKind } from '../../src/shared/model/hint';
import type { Outcome } from '../../src/shared/wires/lspMessages';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import { hasGo, startService } from '../support/go/goService';
import { visibleText } from '../support/pixels/visibleText';
import type { RunningService, ServiceName, TruthSite } from '../support/serving/runningService';
import { evaluateInWebview, evaluateUntil, screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, serviceFile, withSetting } from './support/leaklens';
import { stage } from './support/screen/stage';

const kindOfRole: Readonly<Record<TruthSite['role'], HintKind>> = {
  blocked: 'blocked',
  spawn: 'spawn',
  allocation: 'heap',
};

/** True in the page while the editor draws such a hint at the end of a line. */
const drawnHint = `[...document.querySelectorAll('.view-line span')].some((element) =>
  /waiting|stuck/.test(getComputedStyle(element, '::after').content))`;

/** 1-based lines of a file that carry a hint of this kind. */
async function hintedLines(file: vscode.Uri, kind: HintKind): Promise<number[]> {
  const { decorations } = await activateLeakLens();
  return decorations
    .hintsFor(file)
    .filter((hint) => hint.kinds.includes(kind))
    .map((hint) => hint.line + 1);
}

/** The lines that the service itself names for a role, all in one file. */
async function trueLines(service: RunningService, role: TruthSite['role']): Promise<{ file: string; lines: number[] }> {
  const sites = (await service.truth()).sites.filter((site) => site.role === role);
  return { file: sites[0]?.file ?? '', lines: sites.map((site) => site.line) };
}

async function standsOnItsLine(service: RunningService, role: TruthSite['role']): Promise<void> {
  const { file, lines } = await trueLines(service, role);
  const kind = kindOfRole[role];
  const uri = serviceFile(service.name, file);
  await eventually(
    `a ${kind} hint on each line of ${file} that the service names`,
    async () => {
      const hinted = await hintedLines(uri, kind);
      return lines.every((line) => hinted.includes(line));
    },
    30_000,
  );
  const hinted = await hintedLines(uri, kind);
  // Other lines may hold memory too, by the luck of the sampling; only the leak's goroutines wait.
  if (role !== 'allocation') deepStrictEqual(hinted, lines);
}

async function openBlockedLine(service: RunningService): Promise<vscode.Uri> {
  const { file, lines } = await trueLines(service, 'blocked');
  const uri = serviceFile(service.name, file);
  const at = new vscode.Position((lines[0] ?? 1) - 1, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
  return uri;
}

async function onRealService(name: ServiceName, args: string[], run: (service: RunningService) => Promise<void>) {
  const service = await startService(name, { args: ['-leak', ...args] });
  try {
    await withSetting('leaklens.poll.intervalSeconds', 1, async () => {
      await connected({ url: service.url, name });
      await run(service);
    });
  } finally {
    await disconnectAll();
    await service.stop();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  }
}

describe('on a real service', function () {
  this.timeout(180_000);

  before(function () {
    if (!hasGo()) this.skip();
  });

  it('the sentinel: the send that nobody receives, and the go statement behind it', () =>
    onRealService('sentinel', ['-interval', '500ms'], async (service) => {
      await openBlockedLine(service);
      await standsOnItsLine(service, 'blocked');
      await standsOnItsLine(service, 'spawn');
      await screenshot('journey-sentinel');
    }));

  it('the gateway: from connecting to the fix', () =>
    onRealService('gateway', [], async (service) => {
      const file = await openBlockedLine(service);
      for (const role of ['blocked', 'spawn', 'allocation'] as const) await standsOnItsLine(service, role);
      await evaluateUntil(drawnHint);
      // A poll may change the number between two looks at the window: then there is no text for a moment, or another.
      await eventually('the hint as pixels', async () => {
        const seen = await visibleText(stage, { decoration: ' waiting' }).catch(() => null);
        return seen !== null && seen.similarity > 0.95;
      });

      const captured = await vscode.commands.executeCommand<Outcome<StoredSnapshot>>('leaklens.captureSnapshot');
      ok(captured.ok);
      await vscode.commands.executeCommand('leaklens.targets.focus');
      await evaluateUntil(
        `[...document.querySelectorAll('.pane-body .monaco-list-row[aria-level="2"]')].some((row) => row.textContent.includes('goroutines'))`,
      );

      await vscode.commands.executeCommand('leaklens.focusTrends');
      const points = `Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax') ?? 0)`;
      await eventually(
        'points in the panel',
        async () => Number(await evaluateInWebview('[role=slider]', points)) >= 3,
      );
      await screenshot('journey-gateway');

      await service.post('/leak/fix');
      for (const kind of ['blocked', 'spawn'] as const) {
        await eventually(
          `no ${kind} hint after the fix`,
          async () => (await hintedLines(file, kind)).length === 0,
          30_000,
        );
      }
      await evaluateUntil(`!${drawnHint}`);
      await screenshot('journey-fixed');
    }));
});
