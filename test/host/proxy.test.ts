// Services that are not on this machine: asked without encryption only when the person allows it, and through the proxy that
// the editor's own settings name. The names end in .invalid, which exists nowhere.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { closedPort } from './support/services/closedPort';
import { evaluateUntil, screenshot } from './support/screen/driver';
import { startForwardProxy, type ForwardProxy } from './support/services/forwardProxy';
import {
  activateLeakLens,
  connect,
  connected,
  disconnectAll,
  startRecordedGateway,
  withSetting,
} from './support/leaklens';
import { notified, pressNotified } from './support/screen/notifications';

const question = (host: string) => `http://${host} is on the network and serves plain http`;

/** A name that no resolver even sends: a label has at most 63 characters (RFC 1035). Asking it straight fails at once. */
const unspeakable = `${'x'.repeat(64)}.invalid:6060`;

async function closeNotifications(): Promise<void> {
  await vscode.commands.executeCommand('notifications.clearAll');
}

/** Connects to a service elsewhere, with the person's leave. */
async function connectAllowed(host: string) {
  const connecting = connect(`http://${host}`);
  await notified(question(host));
  await pressNotified('Connect');
  return connecting;
}

describe('a service elsewhere', () => {
  let proxy: ForwardProxy;

  const throughProxy = <T>(run: () => Promise<T>) => withSetting('http.proxy', proxy.url, run);

  before(async () => {
    await activateLeakLens();
    proxy = await startForwardProxy();
  });

  afterEach(async () => {
    await disconnectAll();
    await closeNotifications();
  });

  after(() => proxy.dispose());

  describe('without encryption', () => {
    it('is not asked when the person does not want it, and the next time that is asked again', () =>
      throughProxy(async () => {
        for (let time = 0; time < 2; time += 1) {
          const connecting = connect('http://ledger.invalid:6060');
          await notified(question('ledger.invalid:6060'));
          await screenshot('reach-plain-http');
          await pressNotified('Cancel');
          const outcome = await connecting;
          strictEqual(!outcome.ok && outcome.problem.kind, 'cancelled');
        }
        deepStrictEqual(proxy.askedFor('ledger.invalid:6060'), []);
      }));

    it('is asked when the person allows it, which holds from then on', () =>
      throughProxy(async () => {
        const outcome = await connectAllowed('orders.invalid:6060');
        strictEqual(outcome.ok && outcome.value.phase, 'connected');
        const before = proxy.askedFor('orders.invalid:6060').length;
        ok(before > 0);
        await disconnectAll();
        await closeNotifications();
        // Nobody presses a button now.
        await connected('http://orders.invalid:6060');
        ok(proxy.askedFor('orders.invalid:6060').length > before);
      }));

    it('is asked about as well before it is connected without a person', () =>
      throughProxy(() =>
        withSetting('leaklens.targets', [{ name: 'at night', url: 'http://night.invalid:6060' }], async () => {
          await notified(question('night.invalid:6060'));
          await pressNotified('Cancel');
          await evaluateUntil(
            `[...document.querySelectorAll('.notification-list-item')].every((item) => !item.textContent.includes('night.invalid'))`,
          );
          deepStrictEqual(proxy.askedFor('night.invalid:6060'), []);
        }),
      ));
  });

  describe('behind the proxy of the editor', () => {
    it('is asked through it, with what the proxy is to be told', () =>
      throughProxy(() =>
        withSetting('http.proxyAuthorization', 'Basic cHJveHk6cHc=', async () => {
          const outcome = await connectAllowed('shop.invalid:6060');
          strictEqual(outcome.ok && outcome.value.target.url, 'http://shop.invalid:6060/debug/pprof/');
          const asked = proxy.askedFor('shop.invalid:6060');
          ok(asked.some(({ url }) => url.startsWith('http://shop.invalid:6060/debug/pprof/heap')));
          deepStrictEqual([...new Set(asked.map(({ authorization }) => authorization))], ['Basic cHJveHk6cHc=']);
        }),
      ));

    for (const [id, value] of [
      ['http.noProxy', ['.invalid']],
      ['http.proxySupport', 'off'],
    ] as const) {
      it(`is asked straight when ${id} says so`, () =>
        throughProxy(() =>
          withSetting(id, value, async () => {
            await closeNotifications();
            const outcome = await connectPlainly();
            strictEqual(!outcome.ok && outcome.problem.kind, 'unknown-host');
            deepStrictEqual(proxy.askedFor(unspeakable), []);
          }),
        ));
    }

    it('is not there when the proxy is not, which is said with the way to its setting', async () => {
      await withSetting('http.proxy', `http://127.0.0.1:${await closedPort()}`, async () => {
        const outcome = await connectPlainly();
        strictEqual(!outcome.ok && outcome.problem.kind, 'proxy');
        await pressNotified('Open Settings');
        await evaluateUntil(`document.querySelector('.settings-editor')?.textContent.includes('Http: Proxy')`);
      });
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('leaves what is on this machine alone', async () => {
      const gateway = await startRecordedGateway();
      gateway.at(30);
      try {
        await throughProxy(() => connected(gateway.url));
        deepStrictEqual(proxy.askedFor(new URL(gateway.url).host), []);
      } finally {
        await gateway.dispose();
      }
    });
  });

  /** The first time, the person is asked. */
  let isAllowed = false;

  async function connectPlainly() {
    if (isAllowed) return connect(`http://${unspeakable}`);
    isAllowed = true;
    return connectAllowed(unspeakable);
  }
});
