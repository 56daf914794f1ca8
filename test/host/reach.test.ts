// Services that ask who one is, that are elsewhere, or that have to be found.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { engineNotifications, requests, type Outcome, type TargetState } from '../../src/shared/wires/lspMessages';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import { hasOpenssl, makeCertificates, passphrase } from '../sources/net/certificates';
import { writeKubectl } from '../support/serving/kubectlProgram';
import { answerPrompt } from './support/screen/answerPrompt';
import { evaluateUntil, press, screenshot } from './support/screen/driver';
import { startGuardedGateway, type GuardedGateway } from './support/services/guardedGateway';
import {
  activateLeakLens,
  connect,
  connected,
  disconnectAll,
  eventually,
  startRecordedGateway,
  withSetting,
} from './support/leaklens';
import { notified, pressNotified } from './support/screen/notifications';
import { passOn } from './support/services/passOn';
import { box, chooseRow, fillBox, promptSays, quickRow } from './support/screen/quickInput';

/** "Connect to Service…", with an address typed into it. */
async function connectByHand(address: string): Promise<Thenable<Outcome<TargetState>>[]> {
  const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
  await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
  await fillBox(address);
  await press('Enter');
  // In a list, because a promise of a promise is awaited as one.
  return [connecting];
}

/** What the window keeps of extensions' state, as text. A desktop keeps it in a file below the folder of its data. */
const stateOfWindow = `(async () => {
  const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('vscode-web-state-db'));
  const values = [];
  for (const name of names) {
    const database = await answer(indexedDB.open(name));
    values.push(await answer(database.transaction('ItemTable').objectStore('ItemTable').get('leaklens.leaklens')));
    database.close();
  }
  return 'state: ' + JSON.stringify(values);
})()`;

/** What the engine says for the log; not every host of these tests keeps logs in files. */
const logged: string[] = [];

async function listenToLog(): Promise<void> {
  const { engine } = await activateLeakLens();
  engine.on(engineNotifications.log, ({ message }) => logged.push(message));
}

async function filesThatHold(folder: string, secrets: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (secrets.some((secret) => bytes.includes(secret))) found.push(file);
  }
  return found;
}

/** Everything written down: storage, snapshots, settings and logs, and the window's state. */
async function leaks(targetId: string, secrets: readonly string[]): Promise<readonly string[]> {
  const captured = await vscode.commands.executeCommand<Outcome<StoredSnapshot>>('leaklens.captureSnapshot', targetId);
  ok(captured.ok);
  const storage = captured.value.directory.replace(/([/\\]globalStorage)[/\\].*$/, '$1');
  ok(storage.endsWith('globalStorage'), storage);
  const dataFolder = dirname(dirname(storage));
  // The window writes its state a moment after it was told.
  const isWritten = `(text === 'state: []' || text.includes('leaklens.targetHistory')) && text`;
  const state = String(await evaluateUntil(`${stateOfWindow}.then((text) => ${isWritten})`));
  // What is known to be written down is found, so that what is not found is not there.
  const known = await filesThatHold(dataFolder, [targetId]);
  ok(known.some((file) => file.endsWith('manifest.json')));
  ok(logged.some((line) => line.includes('snapshot in')));
  const inState = secrets.filter((secret) => state.includes(secret)).map(() => 'state of the window');
  const found = await filesThatHold(dataFolder, secrets);
  const { engine } = await activateLeakLens();
  ok((await engine.request(requests.deleteSnapshot, { id: captured.value.id })).ok);
  const inLog = logged.filter((line) => secrets.some((secret) => line.includes(secret)));
  return [...found, ...inState, ...inLog];
}

describe('a service that asks who one is', () => {
  let gateway: GuardedGateway;

  before(listenToLog);

  afterEach(async () => {
    await disconnectAll();
    await vscode.commands.executeCommand('leaklens.forgetCredentials', gateway.url);
    await gateway.dispose();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('gets the token that the person types, again after a wrong one, and from then on without asking', async () => {
    gateway = await startGuardedGateway('Bearer s3cret-t0ken-7Q', 'Bearer realm="profiles"');
    const [connecting] = await connectByHand(gateway.url);
    await evaluateUntil(promptSays('Bearer token for “profiles”'));
    await screenshot('reach-token');
    await answerPrompt('Bearer token for “profiles”', 'wr0ng-t0ken-7Q');
    await answerPrompt('The service refused what was given before', 's3cret-t0ken-7Q');
    const outcome = await connecting;
    ok(outcome?.ok);
    deepStrictEqual(await leaks(outcome.value.target.id, ['s3cret-t0ken-7Q', 'wr0ng-t0ken-7Q']), []);
    await disconnectAll();
    strictEqual((await connected(gateway.url)).phase, 'connected');
  });

  it('gets the user and the password out of the address, which are nowhere else from then on', async () => {
    const encoded = Buffer.from('ann:s3cret-w0rd-8Z').toString('base64');
    gateway = await startGuardedGateway(`Basic ${encoded}`, 'Basic realm="ops"');
    const state = await connected(gateway.url.replace('//', '//ann:s3cret-w0rd-8Z@'));
    deepStrictEqual(await leaks(state.target.id, ['s3cret-w0rd-8Z', encoded]), []);
    await disconnectAll();
    strictEqual((await connected(gateway.url)).target.id, state.target.id);
  });

  it('asks again after its credentials were forgotten', async () => {
    gateway = await startGuardedGateway(`Basic ${Buffer.from('ann:pw-9').toString('base64')}`, 'Basic realm="ops"');
    await connected(gateway.url.replace('//', '//ann:pw-9@'));
    await disconnectAll();
    deepStrictEqual(await vscode.commands.executeCommand('leaklens.forgetCredentials', gateway.url), [gateway.url]);
    const outcome = await connect(gateway.url);
    strictEqual(!outcome.ok && outcome.problem.kind, 'unauthorized');
    await pressNotified('Authenticate…');
    await answerPrompt('User name for “ops”', 'ann', false);
    await answerPrompt('Password of ann', 'pw-9');
    await screenshot('reach-after-password');
    await notified('Connected to');
  });

  it('asks again after the person chose its credentials from the list of those to forget', async () => {
    gateway = await startGuardedGateway('Bearer listed-t0ken', 'Bearer');
    const [connecting] = await connectByHand(gateway.url);
    await answerPrompt('Bearer token', 'listed-t0ken');
    ok((await connecting)?.ok);
    await disconnectAll();
    const forgetting = vscode.commands.executeCommand<readonly string[]>('leaklens.forgetCredentials');
    await evaluateUntil(`${promptSays('Forget Credentials')} && !!(${quickRow(gateway.url)})`);
    await screenshot('reach-forget');
    // The only ones are chosen already.
    await evaluateUntil(`document.activeElement === ${box}`);
    await press('Enter');
    deepStrictEqual(await forgetting, [gateway.url]);
    const outcome = await connect(gateway.url);
    strictEqual(!outcome.ok && outcome.problem.kind, 'unauthorized');
    deepStrictEqual(await vscode.commands.executeCommand('leaklens.forgetCredentials'), []);
    await notified('LeakLens keeps no credentials.');
  });

  it('is let alone when the person closes the question', async () => {
    gateway = await startGuardedGateway('Bearer n0t-given', 'Bearer');
    const [connecting] = await connectByHand(gateway.url);
    await evaluateUntil(`${promptSays('Bearer token')} && document.activeElement === ${box}`);
    await press('Escape');
    const outcome = await connecting;
    strictEqual(outcome?.ok === false && outcome.problem.kind, 'unauthorized');
    deepStrictEqual(await vscode.commands.executeCommand('leaklens.forgetCredentials', gateway.url), []);
  });

  it('says so when it stops accepting them, and takes new ones', async () => {
    gateway = await startGuardedGateway('Bearer old-t0ken', 'Bearer');
    const [connecting] = await connectByHand(gateway.url);
    await answerPrompt('Bearer token', 'old-t0ken');
    ok((await connecting)?.ok);
    await vscode.commands.executeCommand('notifications.clearAll');
    gateway.expects = 'Bearer new-t0ken';
    await vscode.commands.executeCommand('leaklens.refresh');
    await pressNotified('Authenticate…');
    await answerPrompt('The service refused what was given before', 'new-t0ken');
    await notified('Connected to');
  });
});

describe('an address', () => {
  afterEach(async () => {
    await disconnectAll();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('that redirects elsewhere is followed when the person says so', async () => {
    const gateway = await startRecordedGateway();
    gateway.at(30);
    const door = createServer((request, response) => {
      response.writeHead(307, { location: gateway.url + (request.url ?? '') }).end();
    }).listen(0, '127.0.0.1');
    await once(door, 'listening');
    try {
      const outcome = await connect(`http://127.0.0.1:${(door.address() as AddressInfo).port}`);
      strictEqual(!outcome.ok && outcome.problem.kind, 'redirected');
      await pressNotified(`Connect to ${new URL(gateway.url).host}`);
      await notified('Connected to');
    } finally {
      door.close();
      await gateway.dispose();
    }
  });

  it('of a process on this machine is found', async () => {
    await activateLeakLens();
    const gateway = await startRecordedGateway();
    gateway.at(30);
    try {
      const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
      await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
      await fillBox('Find services');
      await evaluateUntil(quickRow('Connect to Find services') + ' && true');
      await evaluateUntil(`${quickRow('Find services on this machine…')}?.matches('.focused')`);
      await press('Enter');
      await evaluateUntil(promptSays('Services on This Machine'));
      await fillBox(new URL(gateway.url).port);
      await evaluateUntil(`${quickRow(`localhost:${new URL(gateway.url).port}`)}?.matches('.focused')`);
      await screenshot('reach-local');
      await press('Enter');
      const outcome = await connecting;
      ok(outcome.ok);
    } finally {
      await gateway.dispose();
    }
  });
});

describe('a name with an address for each replica', () => {
  it('is chosen in Connect, is one service of the addresses that answer, and ends as one', async () => {
    const gateway = await startRecordedGateway();
    gateway.at(30);
    try {
      const url = gateway.url.replace('127.0.0.1', 'localhost');
      const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
      await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
      await fillBox('Each address of a name');
      await evaluateUntil(`${quickRow('Each address of a name…')}?.matches('.focused')`);
      await press('Enter');
      await answerPrompt('Each address that its name has is asked as one of its replicas', url, false);
      const outcome = await connecting;
      ok(outcome.ok);
      const { host, port } = new URL(url);
      deepStrictEqual(outcome.value.replicaOf, { service: host, address: url });
      strictEqual(outcome.value.target.name, `127.0.0.1:${port}`);
      await vscode.commands.executeCommand('leaklens.disconnect', outcome.value.target.id);
      const { engine } = await activateLeakLens();
      deepStrictEqual(await engine.request(requests.targets, null), []);
    } finally {
      await disconnectAll();
      await gateway.dispose();
    }
  });
});

describe('a service with certificates', () => {
  const certificates = hasOpenssl ? makeCertificates() : null;

  before(listenToLog);

  after(async () => {
    certificates?.remove();
    await disconnectAll();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('is connected with those of the settings, and the passphrase that the person types', async function () {
    if (certificates === null) {
      this.skip();
      return;
    }
    const gateway = await startRecordedGateway();
    gateway.at(30);
    const server = createTlsServer(
      {
        cert: certificates.read('server.pem'),
        key: certificates.read('server.key'),
        ca: certificates.read('ca.pem'),
        requestCert: true,
      },
      (request, response) => {
        passOn(gateway.url, request.url ?? '', response);
      },
    ).listen(0, '127.0.0.1');
    server.on('tlsClientError', () => undefined);
    await once(server, 'listening');
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const stranger = await connect(url);
      strictEqual(!stranger.ok && stranger.problem.tls, 'unknown-authority');
      await notified('Open Settings');
      const tls = {
        certificateAuthorityFile: certificates.path('ca.pem'),
        clientCertificateFile: certificates.path('client.pem'),
        clientKeyFile: certificates.path('client.enc.key'),
      };
      const quiet = () => withSetting('leaklens.targets', [{ url, tls }], () => connectedWithPassphrase(url));
      await withSetting('leaklens.connectAutomatically', false, quiet);
    } finally {
      server.closeAllConnections();
      server.close();
      await gateway.dispose();
    }
  });

  async function connectedWithPassphrase(url: string): Promise<void> {
    const [connecting] = await connectByHand(url);
    await answerPrompt('It is kept as a secret', 'not the one');
    await answerPrompt('It is kept as a secret', passphrase);
    const outcome = await connecting;
    ok(outcome?.ok);
    deepStrictEqual(await leaks(outcome.value.target.id, [passphrase]), []);
  }
});

describe('a pod', () => {
  const path = process.env['PATH'];

  /** The engine looks for kubectl where its process was told to. */
  async function restartEngine(): Promise<void> {
    const { engine } = await activateLeakLens();
    await engine.request(requests.targets, null);
    const earlier = await engine.processId();
    if (earlier === undefined) throw new Error('the engine does not run');
    process.kill(earlier, 'SIGKILL');
    await eventually('another engine', async () => {
      const next = await engine.processId();
      return next !== undefined && next !== earlier;
    });
  }

  after(async () => {
    process.env['PATH'] = path;
    await disconnectAll();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('is chosen from lists, and reached by a forward that ends with the connection', async () => {
    const gateway = await startRecordedGateway();
    gateway.at(30);
    const pods = {
      items: ['shop-0', 'shop-1'].map((name) => ({
        metadata: { name, namespace: 'shop' },
        spec: { containers: [{ name: 'shop', ports: [{ name: 'http', containerPort: 8080 }] }] },
        status: { phase: 'Running' },
      })),
    };
    const cluster = { contexts: ['prod'], current: 'prod', namespaces: ['default', 'shop'], pods };
    const kubectl = writeKubectl({ ...cluster, port: Number(new URL(gateway.url).port) });
    process.env['PATH'] = `${kubectl.folder}${delimiter}${path ?? ''}`;
    try {
      await restartEngine();
      const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
      // Typing brings the row into view, which earlier addresses may keep out of it.
      await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
      await fillBox('Kubernetes pod');
      await evaluateUntil(`${quickRow('Kubernetes pod…')}?.matches('.focused')`);
      await press('Enter');
      for (const text of ['shop', 'shop-1', '6060']) await chooseRow(text);
      const outcome = await connecting;
      ok(outcome.ok);
      strictEqual(outcome.value.target.name, 'shop-1:6060');
      const { args, pid } = kubectl.calls().at(-1) ?? { args: [], pid: 0 };
      deepStrictEqual(args.slice(0, 3), ['port-forward', 'pod/shop-1', ':6060']);
      await vscode.commands.executeCommand('leaklens.disconnect', outcome.value.target.id);
      await eventually('the end of the forward', () => !isRunning(pid));
    } finally {
      kubectl.remove();
      await gateway.dispose();
    }
  });

  it('and all others of its deployment are the replicas of one service, each by a forward of its own', async () => {
    const gateway = await startRecordedGateway();
    gateway.at(30);
    const items = ['web-7d9-a', 'web-7d9-b', 'web-8c1-c'].map((name) => ({
      metadata: {
        ...{ name, namespace: 'shop', labels: { 'pod-template-hash': name.slice(4, 7) } },
        ownerReferences: [{ kind: 'ReplicaSet', name: name.slice(0, 7), controller: true }],
      },
      spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }] },
      status: { phase: 'Running' },
    }));
    const cluster = { contexts: ['prod'], current: 'prod', namespaces: ['default', 'shop'], pods: { items } };
    const kubectl = writeKubectl({ ...cluster, port: Number(new URL(gateway.url).port) });
    process.env['PATH'] = `${kubectl.folder}${delimiter}${path ?? ''}`;
    try {
      await restartEngine();
      const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
      await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
      await fillBox('Kubernetes pod');
      await evaluateUntil(`${quickRow('Kubernetes pod…')}?.matches('.focused')`);
      await press('Enter');
      for (const text of ['shop', 'Deployment, all 3 pods', '6060']) await chooseRow(text);
      ok((await connecting).ok);
      const { engine } = await activateLeakLens();
      const states = await engine.request(requests.targets, null);
      deepStrictEqual(
        states.map(({ target, replicaOf }) => [target.name, replicaOf?.service]).sort(),
        ['web-7d9-a', 'web-7d9-b', 'web-8c1-c'].map((name) => [`${name}:6060`, 'web']),
      );
      await disconnectAll();
    } finally {
      kubectl.remove();
      await gateway.dispose();
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
