// The time to a limit that a person sets, of a real service that leaks: in the status bar, once enough has been seen of it.
import { match, ok } from 'node:assert';
import * as vscode from 'vscode';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { evaluate, screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually } from './support/leaklens';

const settings: Readonly<Record<string, number>> = {
  'leaklens.poll.intervalSeconds': 1,
  'leaklens.poll.maximumCostPercent': 100,
  'leaklens.memoryLimitMegabytes': 800,
};

async function set(isOn: boolean): Promise<void> {
  for (const [id, value] of Object.entries(settings)) {
    const setting = isOn ? value : undefined;
    await vscode.workspace.getConfiguration().update(id, setting, vscode.ConfigurationTarget.Global);
  }
}

/** What the item of the status bar says; empty while there is none. */
const said = `[...document.querySelectorAll('.statusbar-item')].map((item) => item.textContent.trim()).find((text) => text.startsWith('gateway: ')) ?? ''`;

describe('a service with a limit', function () {
  this.timeout(300_000);
  let service: RunningService | undefined;

  before(async function () {
    if (!hasGo()) return this.skip();
    await activateLeakLens();
    await set(true);
    service = await startService('gateway', { args: ['-leak'] });
  });

  after(async () => {
    await disconnectAll();
    await service?.stop();
    await set(false);
  });

  it('says in the status bar when it gets there', async () => {
    ok(service !== undefined);
    const { outlooks } = await connected({ url: service.url, name: 'gateway' });
    // A warm-up foretells nothing.
    ok(outlooks.length === 0);
    const text = await eventually(
      'the time to the limit',
      async () => {
        const now = String(await evaluate(said));
        return now.includes('800 MB in') ? now : undefined;
      },
      240_000,
    );
    match(text, /^gateway: .* · 800 MB in \d+ (?:s|min|h)/);
    await screenshot('status-bar-limit');
  });
});
