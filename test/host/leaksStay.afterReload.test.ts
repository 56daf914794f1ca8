// The window was reloaded, and the processes that windowLeaves.test.ts followed are the same: so is all that is said of them.
import { deepStrictEqual, ok } from 'node:assert';
import { evaluate, evaluateInWebview, screenshot } from './support/screen/driver';
import { endLasting, truthOf, type LastingService } from './support/services/lastingService';
import { activateLeakLens, eventually } from './support/leaklens';
import { onScreen, type OnScreen } from './support/screen/onScreen';
import { readNote } from './support/reloadNote';
import { swiftly } from './support/swiftly';
import * as vscode from 'vscode';

interface Left {
  readonly services: readonly LastingService[];
  readonly fixedAt: string;
  readonly evidence: readonly string[];
}

describe('a window that was reloaded, with the same processes', function () {
  this.timeout(120_000);
  let left: Left;

  before(async function () {
    const note = await readNote('leaves').catch(() => null);
    if (note === null) return this.skip();
    left = JSON.parse(note) as Left;
  });

  after(async () => {
    for (const service of (left as Left | undefined)?.services ?? []) endLasting(service);
    const { findings } = await activateLeakLens();
    for (const { targetId, targetName } of findings.targets) {
      if (/^(mended|leaking)$/.test(targetName)) await vscode.commands.executeCommand('leaklens.disconnect', targetId);
    }
    await swiftly(false);
  });

  it('says what it said before, and at no moment that nothing is known', async () => {
    await vscode.commands.executeCommand('leaklens.findings.focus');
    const forgotten: string[] = [];
    const screen = await eventually<OnScreen>(
      'what was found',
      async () => {
        const now = await onScreen();
        if (/Nothing found|first verdict in about|before the restart/.test(now.findings)) forgotten.push(now.findings);
        return now.findings.includes(left.fixedAt) && /\d stuck/.test(now.findings) ? now : undefined;
      },
      60_000,
    );
    deepStrictEqual(forgotten, []);
    ok(/leaking: 1 leak/.test(screen.statusBar), screen.statusBar);
    await screenshot('reload-after');
  });

  it('goes on with the evidence, and with the numbers of now', async () => {
    const { findings } = await activateLeakLens();
    const found = findings.targets.find(({ targetName }) => targetName === 'leaking')?.findings ?? [];
    const leak = found.find(({ confidence }) => confidence === 'probable');
    ok(leak !== undefined);
    const said = leak.evidence.join('\n');
    const begun = left.evidence.filter((sentence) => /^When watching began/.test(sentence));
    ok(begun.length > 0 && begun.every((sentence) => leak.evidence.includes(sentence)), said);
    ok(!/^\d+ B in use/m.test(said), said);
    const { leakedGoroutines } = await truthOf(left.services[1] as LastingService);
    const [, stuck = '0'] = /([\d,]+) stuck/.exec(leak.row) ?? [];
    ok(Number(stuck.replaceAll(',', '')) <= leakedGoroutines);
  });

  it('has the services in their order, and the panel as it was left', async () => {
    const rows = await evaluate(
      `[...document.querySelectorAll('.pane')].map((pane) => pane.innerText).find((text) => /services/i.test(text)) ?? ''`,
    );
    ok(/mended[^]*leaking/.test(String(rows)), String(rows));
    await vscode.commands.executeCommand('leaklens.focusTrends');
    await eventually('the panel', async () =>
      evaluateInWebview('main', `document.querySelector('input[value="1h"]')?.checked === true`),
    );
    const captures = await evaluateInWebview('main', `document.querySelector('.capture').getAttribute('aria-label')`);
    ok(/leaking/.test(String(captures)), String(captures));
  });
});
