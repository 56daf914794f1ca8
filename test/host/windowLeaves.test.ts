// What stands in a window when it is reloaded, for leaksStay.afterReload.test.ts: a leak, one that was fixed, and what a person
// chose in the panel. The services go on meanwhile.
import { match, ok } from 'node:assert';
import * as vscode from 'vscode';
import { hasGo } from '../support/go/goService';
import { evaluateInWebview, evaluateUntil, screenshot } from './support/screen/driver';
import { endLasting, startLasting, switchOf, type LastingService } from './support/services/lastingService';
import { activateLeakLens, connected, disconnectAll, eventually } from './support/leaklens';
import { onScreen } from './support/screen/onScreen';
import { leaveNote } from './support/reloadNote';
import { isStored } from './support/storedState';
import { swiftly } from './support/swiftly';

describe('a window that is reloaded while one service leaks and another is mended', function () {
  this.timeout(180_000);
  let services: readonly LastingService[] = [];
  let isLeft = false;

  before(function () {
    if (!hasGo()) this.skip();
  });

  after(async () => {
    if (isLeft) return;
    for (const service of services) endLasting(service);
    await disconnectAll();
    await swiftly(false);
  });

  it('shows a leak, what was fixed, and the service and time that a person chose', async () => {
    const { findings } = await activateLeakLens();
    await swiftly(true);
    services = [await startLasting('gateway'), await startLasting('gateway')];
    const [mended, leaking] = services as [LastingService, LastingService];
    for (const service of services) await switchOf(service, '/leak/start');
    await connected({ url: mended.url, name: 'mended' });
    const { target } = await connected({ url: leaking.url, name: 'leaking' });
    await vscode.commands.executeCommand('leaklens.findings.focus');
    const leaks = () =>
      findings.targets.flatMap((one) => one.findings).filter(({ confidence }) => confidence === 'probable');
    await eventually('two leaks', () => leaks().length >= 2, 90_000);
    await switchOf(mended, '/leak/fix');
    await eventually('the fix', async () => /fixed at \d\d:\d\d:\d\d/.test((await onScreen()).findings), 60_000);

    await vscode.commands.executeCommand('leaklens.focusTrends', target.id);
    await evaluateInWebview('main', `document.querySelector('input[value="1h"]').click()`);
    await eventually('the choice', async () =>
      evaluateInWebview('main', `document.querySelector('input[value="1h"]').checked`),
    );
    await evaluateUntil(isStored('"leaking"'));
    // What was found is kept at once when it is another verdict, else every quarter of a minute.
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    const { findings: said } = await onScreen();
    const [fixedAt] = /fixed at \d\d:\d\d:\d\d/.exec(said) ?? [];
    ok(fixedAt !== undefined, said);
    const found = findings.targets.find(({ targetName }) => targetName === 'leaking')?.findings ?? [];
    const evidence = found.find(({ confidence }) => confidence === 'probable')?.evidence ?? [];
    ok(evidence.length > 2, evidence.join('\n'));
    match(findings.targets.map(({ targetName }) => targetName).join(), /mended,leaking$/);
    await screenshot('reload-before');
    isLeft = true;
    await leaveNote(JSON.stringify({ services, fixedAt, evidence }), 'leaves');
  });
});
