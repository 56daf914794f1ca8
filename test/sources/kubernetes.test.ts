import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Log } from '../../src/shared/ports';
import { createKubernetes } from '../../src/sources/kubernetes/createKubernetes';
import { createPprofConnector } from '../../src/sources/pprofConnector';
import type { FakeCluster } from '../support/kubectlProgram';
import { fakeKubectl } from './fakeKubectl';
import { freePort, pprofAt, serveHttp } from './localServer';
import { problemOf } from './problemOf';

const never = new AbortController().signal;

function start(cluster: FakeCluster) {
  const said: string[] = [];
  const log: Log = {
    info: (line) => said.push(line),
    warn: (line) => said.push(line),
    error: (line) => said.push(line),
  };
  const fake = fakeKubectl(cluster);
  return { kubernetes: createKubernetes({ log, path: fake.folder }), fake, said };
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const pod = (name: string, spec: unknown = {}) => ({
  metadata: { name, namespace: 'shop' },
  spec,
  status: { phase: 'Running' },
});

// The real kubectl is there on few machines, and a cluster on fewer: a program of this test stands for both.
describe.skipIf(process.platform === 'win32')('kubectl', () => {
  it('lists contexts and which is the current one', async () => {
    const { kubernetes } = start({ contexts: ['kind-dev', 'arn:aws:eks:eu:1:cluster/shop'], current: 'kind-dev' });
    expect(await kubernetes.contexts(never)).toEqual({
      names: ['kind-dev', 'arn:aws:eks:eu:1:cluster/shop'],
      current: 'kind-dev',
    });
    expect(await start({ contexts: ['a'] }).kubernetes.contexts(never)).toEqual({ names: ['a'], current: null });
  });

  it('lists the namespaces of a context', async () => {
    const { kubernetes, fake } = start({ namespaces: ['default', 'shop'] });
    expect(await kubernetes.namespaces('kind dev', never)).toEqual(['default', 'shop']);
    expect(fake.calls()[0]?.args).toContain('--context=kind dev');
    await kubernetes.namespaces(null, never);
    expect(fake.calls()[1]?.args.join(' ')).not.toContain('--context');
  });

  it('lists the pods that run, with the ports they declare', async () => {
    const ports = [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { containerPort: 6060 },
      { containerPort: 53, protocol: 'UDP' },
      { containerPort: 'six' },
    ];
    const items = [
      pod('api-7d9', { containers: [{ name: 'api', ports }, { name: 'sidecar' }] }),
      pod('db-0'),
      {},
      null,
    ];
    const { kubernetes, fake } = start({ pods: { items } });
    expect(await kubernetes.pods({ context: null, namespace: 'shop' }, never)).toEqual([
      {
        name: 'api-7d9',
        namespace: 'shop',
        phase: 'Running',
        ports: [
          { container: 'api', name: 'http', port: 8080 },
          { container: 'api', name: '', port: 6060 },
        ],
      },
      { name: 'db-0', namespace: 'shop', phase: 'Running', ports: [] },
    ]);
    expect(fake.calls()[0]?.args).toEqual(
      expect.arrayContaining(['get', 'pods', '--namespace=shop', '--field-selector=status.phase=Running']),
    );
  });

  it.each([['no JSON'], ['[]'], ['{"items":{}}']])('fails when the answer is %s', async (pods) => {
    const { kubernetes } = start({ pods });
    const problem = await problemOf(kubernetes.pods({ context: null, namespace: 'shop' }, never));
    expect(problem).toMatchObject({ kind: 'kubectl', detail: 'the answer is not a list of pods' });
  });

  it('fails with its last words', async () => {
    const { kubernetes } = start({ fails: 'E1 retrying\nE1 retrying\nThe connection was \u001b[31mrefused' });
    expect(await problemOf(kubernetes.namespaces(null, never))).toEqual({
      kind: 'kubectl',
      subject: 'kubectl get namespaces',
      detail: 'The connection was  [31mrefused',
    });
  });

  it('missing is told as such', async () => {
    const path = mkdtempSync(join(tmpdir(), 'leaklens-empty-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const problem = await problemOf(createKubernetes({ log, path }).contexts(never));
    expect(problem).toMatchObject({ kind: 'kubectl', subject: 'kubectl config get-contexts' });
    expect(problem.detail).toContain('PATH');
  });

  it('is ended when cancelled', async () => {
    const { kubernetes, fake } = start({ hangs: true });
    const abort = new AbortController();
    const asking = kubernetes.namespaces(null, abort.signal);
    await vi.waitFor(() => expect(fake.calls().length).toBe(1));
    abort.abort();
    expect(await problemOf(asking)).toMatchObject({ kind: 'cancelled' });
    expect(isRunning(fake.calls()[0]?.pid ?? 0)).toBe(false);
  });

  it.each([
    [{ pod: '--kubeconfig=/tmp/x' }],
    [{ pod: 'a b' }],
    [{ pod: 'A' }],
    [{ pod: '' }],
    [{ namespace: '-n' }],
    [{ namespace: '../x' }],
    [{ context: 'a\nb' }],
    [{ port: 0 }],
    [{ port: 65_536 }],
    [{ port: 1.5 }],
  ])('is never started with %j', async (wrong) => {
    const { kubernetes, fake } = start({ port: 1 });
    const address = { context: null, namespace: 'shop', pod: 'api-7d9', port: 6060, ...wrong };
    expect(await problemOf(kubernetes.forward(address, never))).toMatchObject({ kind: 'kubectl' });
    expect(fake.calls()).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a forward', () => {
  const address = { context: 'kind-dev', namespace: 'shop', pod: 'api-7d9', port: 6060 };

  it('leads to the pod, tells the log what kubectl says, and ends with it', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const { kubernetes, fake, said } = start({ port: server.port });
    const forward = await kubernetes.forward(address, never);
    expect(forward.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const options = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };
    const source = await createPprofConnector().connect(forward.url, options, never);
    await source.fetch('heap', never);
    source.dispose();
    expect(fake.calls()[0]?.args).toEqual([
      'port-forward',
      'pod/api-7d9',
      ':6060',
      '--address=127.0.0.1',
      '--namespace=shop',
      '--context=kind-dev',
    ]);
    forward.dispose();
    await forward.ended;
    expect(isRunning(fake.calls()[0]?.pid ?? 0)).toBe(false);
    expect(said.join('\n')).toMatch(/Forwarding from 127\.0\.0\.1:\d+ -> 6060\n.*Handling connection/);
  });

  it('tells when kubectl ends by itself, and why', async () => {
    const { kubernetes } = start({ port: await freePort() });
    const forward = await kubernetes.forward(address, never);
    onTestFinished(() => forward.dispose());
    const options = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };
    await problemOf(createPprofConnector().connect(forward.url, options, never));
    expect(await forward.ended).toBe('error: lost connection to pod');
  });

  it('fails when kubectl does', async () => {
    const { kubernetes } = start({ fails: 'Error from server (NotFound): pods "api-7d9" not found' });
    expect(await problemOf(kubernetes.forward(address, never))).toEqual({
      kind: 'kubectl',
      subject: 'kubectl port-forward pod/api-7d9',
      detail: 'Error from server (NotFound): pods "api-7d9" not found',
    });
  });

  it('can be cancelled while it starts, and leaves nothing running', async () => {
    const { kubernetes, fake } = start({ hangs: true });
    const abort = new AbortController();
    const starting = kubernetes.forward(address, abort.signal);
    await vi.waitFor(() => expect(fake.calls().length).toBe(1));
    abort.abort();
    expect(await problemOf(starting)).toMatchObject({ kind: 'cancelled' });
    expect(isRunning(fake.calls()[0]?.pid ?? 0)).toBe(false);
  });
});
