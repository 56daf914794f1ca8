import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Log } from '../../../src/shared/ports/log';
import { createKubernetes } from '../../../src/sources/kubernetes/createKubernetes';
import type { FakeCluster } from '../../support/serving/kubectlProgram';
import { fakeKubectl } from './fakeKubectl';
import { freePort, pprofAt, serveHttp } from '../localServer';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;
const options = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };

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

  it('says which workload a pod is one of: a Deployment for a version of it, and none for a pod by itself', async () => {
    const owned = (name: string, kind: string, owner: string, labels = {}) => ({
      ...pod(name),
      metadata: { name, namespace: 'shop', labels, ownerReferences: [{ kind, name: owner, controller: true }] },
    });
    const items = [
      owned('web-7d9-a', 'ReplicaSet', 'web-7d9', { 'pod-template-hash': '7d9' }),
      owned('web-8c1-b', 'ReplicaSet', 'web-8c1', { 'pod-template-hash': '8c1' }),
      owned('bare-x', 'ReplicaSet', 'bare'),
      owned('db-0', 'StatefulSet', 'db'),
      {
        ...pod('seen'),
        metadata: { name: 'seen', namespace: 'shop', ownerReferences: [{ kind: 'Node', name: 'n1' }] },
      },
      pod('alone'),
    ];
    const { kubernetes } = start({ pods: { items } });
    const found = await kubernetes.pods({ context: null, namespace: 'shop' }, never);
    expect(found.map(({ name, workload }) => [name, workload && `${workload.kind} ${workload.name}`])).toEqual([
      ['web-7d9-a', 'Deployment web'],
      ['web-8c1-b', 'Deployment web'],
      ['bare-x', 'ReplicaSet bare'],
      ['db-0', 'StatefulSet db'],
      ['seen', undefined],
      ['alone', undefined],
    ]);
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
    const pod = { context: null, namespace: 'shop', pod: 'api-7d9', port: 6060, ...wrong };
    expect(await problemOf(kubernetes.connect(pod, options, never))).toMatchObject({ kind: 'kubectl' });
    expect(fake.calls()).toEqual([]);
  });
});

const address = { context: 'kind-dev', namespace: 'shop', pod: 'api-7d9', port: 6060 };

/** A service in a pod, connected. */
async function connectPod() {
  const server = await serveHttp(pprofAt('/debug/pprof/'));
  const cluster = { port: server.port };
  const { kubernetes, fake, said } = start(cluster);
  const source = await kubernetes.connect(address, options, never);
  onTestFinished(() => source.dispose());
  const pid = () => fake.calls().at(-1)?.pid ?? 0;
  /** Local and remote of each start. */
  const ports = () => fake.calls().map(({ args }) => args[2]);
  /** As when the API server closes it, or somebody ends kubectl. */
  const end = async () => {
    process.kill(pid(), 'SIGKILL');
    await vi.waitFor(() => expect(said.at(-1)).toMatch(/: ended$/));
  };
  return { source, server, cluster, fake, said, pid, ports, end, localPort: new URL(source.target.url).port };
}

describe.skipIf(process.platform === 'win32')('a pod', () => {
  it('is asked through a forward, which tells the log what kubectl says and ends with the source', async () => {
    const { source, fake, said, pid } = await connectPod();
    expect(source.target.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/debug\/pprof\/$/);
    await source.fetch('heap', never);
    expect(fake.calls().map(({ args }) => args)).toEqual([
      ['port-forward', 'pod/api-7d9', ':6060', '--address=127.0.0.1', '--namespace=shop', '--context=kind-dev'],
    ]);
    source.dispose();
    await vi.waitFor(() => expect(isRunning(pid())).toBe(false));
    expect(said.join('\n')).toMatch(/Forwarding from 127\.0\.0\.1:\d+ -> 6060\n.*Handling connection/);
  });

  it('has no memory that this machine could tell', async () => {
    const { source } = await connectPod();
    expect(await source.residentBytes()).toBeNull();
  });

  it('tells the limit of its memory, where kubectl may see the pod', async () => {
    const { source, fake, cluster } = await connectPod();
    expect(await source.memoryLimits?.()).toEqual([]);
    fake.become({ ...cluster, pod: pod('api-7d9', { containers: [{ resources: { limits: { memory: '512Mi' } } }] }) });
    expect(await source.memoryLimits?.()).toEqual([{ bytes: 512 * 2 ** 20, origin: 'pod' }]);
    expect(fake.calls().at(-1)?.args.slice(0, 5)).toEqual(['get', 'pod', 'api-7d9', '-o', 'json']);
  });

  it.each([
    ['does not exist', 'Error from server (NotFound): pods "api-7d9" not found'],
    ['is in no namespace', 'Error from server (NotFound): namespaces "shop" not found'],
    ['is gone from its node', 'error: error upgrading connection: unable to upgrade connection: pod does not exist'],
  ])('that %s is told as gone', async (_what, fails) => {
    const { kubernetes, said } = start({ fails });
    expect(await problemOf(kubernetes.connect(address, options, never))).toEqual({
      kind: 'kubectl',
      subject: 'kubectl port-forward pod/api-7d9 :6060',
      detail: 'the pod is gone: connect again and choose one that runs',
      forward: 'pod-gone',
    });
    expect(said.join()).toContain(fails);
  });

  it.each([
    ['does not run yet', 'error: unable to forward port because pod is not running. Current status=Pending'],
    ['is out of reach', 'Unable to connect to the server: dial tcp 127.0.0.1:6443: i/o timeout'],
  ])('that %s is told in the words of kubectl', async (_what, fails) => {
    const { kubernetes } = start({ fails });
    expect(await problemOf(kubernetes.connect(address, options, never))).toEqual({
      kind: 'kubectl',
      subject: 'kubectl port-forward pod/api-7d9 :6060',
      detail: fails,
    });
  });

  it.each([
    ['ends', false],
    ['runs on', true],
  ])('with nothing at its port says so, and leaves nothing running, when kubectl %s', async (_what, lingers) => {
    const { kubernetes, fake } = start({ port: await freePort(), lingers });
    expect(await problemOf(kubernetes.connect(address, options, never))).toEqual({
      kind: 'kubectl',
      subject: 'kubectl port-forward pod/api-7d9 :6060',
      detail: 'nothing listens at this port of the pod',
      forward: 'nothing-listens',
    });
    expect(isRunning(fake.calls()[0]?.pid ?? 0)).toBe(false);
  });

  it('can be given up while kubectl starts, and leaves nothing running', async () => {
    const { kubernetes, fake } = start({ hangs: true });
    const abort = new AbortController();
    const starting = kubernetes.connect(address, options, abort.signal);
    await vi.waitFor(() => expect(fake.calls().length).toBe(1));
    abort.abort();
    expect(await problemOf(starting)).toMatchObject({ kind: 'cancelled' });
    expect(isRunning(fake.calls()[0]?.pid ?? 0)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('a forward that has ended', () => {
  it('is started anew at the same local port by the next request, and only by that', async () => {
    const { source, ports, end, localPort } = await connectPod();
    await end();
    expect(ports()).toEqual([':6060']);
    await source.fetch('heap', never);
    expect(ports()).toEqual([':6060', `${localPort}:6060`]);
  });

  it('is started once for requests that come together', async () => {
    const { source, ports, end } = await connectPod();
    await end();
    await Promise.all([source.fetch('heap', never), source.fetch('goroutine', never)]);
    expect(ports()).toHaveLength(2);
  });

  it('is tried again by each request while it cannot be started', async () => {
    const { source, cluster, fake, end } = await connectPod();
    fake.become({ fails: 'Error from server (NotFound): pods "api-7d9" not found' });
    await end();
    expect(await problemOf(source.fetch('heap', never))).toMatchObject({ kind: 'kubectl', forward: 'pod-gone' });
    expect(await problemOf(source.fetch('heap', never))).toMatchObject({ kind: 'kubectl', forward: 'pod-gone' });
    fake.become(cluster);
    await source.fetch('heap', never);
    expect(fake.calls()).toHaveLength(4);
  });

  it('never has its port asked when another program has taken that', async () => {
    const { source, end, localPort } = await connectPod();
    await end();
    const stranger = await serveHttp(pprofAt('/debug/pprof/'), Number(localPort));
    expect(await problemOf(source.fetch('heap', never))).toEqual({
      kind: 'kubectl',
      subject: `kubectl port-forward pod/api-7d9 ${localPort}:6060`,
      detail: 'another program of this machine has taken the local port',
      forward: 'port-taken',
    });
    expect(stranger.opened()).toBe(0);
  });

  it.each([
    ['ended', false],
    ['ran on', true],
  ])('is started anew after nothing listened behind it and kubectl %s', async (_what, lingers) => {
    const { source, cluster, fake, ports, end } = await connectPod();
    fake.become({ port: await freePort(), lingers });
    await end();
    expect(await problemOf(source.fetch('heap', never))).toMatchObject({ forward: 'nothing-listens' });
    fake.become(cluster);
    await source.fetch('heap', never);
    expect(ports()).toHaveLength(3);
  });

  it('is not started for what the service publishes beside pprof', async () => {
    const { source, ports, end } = await connectPod();
    await end();
    expect((await source.neighbour?.('variables'))?.answer).toBeNull();
    expect(ports()).toEqual([':6060']);
  });

  it('stays ended when its source is disposed meanwhile', async () => {
    const { source, fake, pid, end } = await connectPod();
    fake.become({ hangs: true });
    await end();
    const asking = source.fetch('heap', never);
    await vi.waitFor(() => expect(fake.calls()).toHaveLength(2));
    source.dispose();
    expect(await problemOf(asking)).toMatchObject({ kind: 'cancelled' });
    await vi.waitFor(() => expect(isRunning(pid())).toBe(false));
  });
});
