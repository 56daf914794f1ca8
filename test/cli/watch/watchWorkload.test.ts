// Pods by their address on the command line, through a kubectl that behaves like the real one; there is no cluster.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { commandFace } from '../../../src/cli/base/commandFace';
import { createKubernetes } from '../../../src/sources/kubernetes/createKubernetes';
import { fakeKubectl } from '../../sources/kubernetes/fakeKubectl';
import { leaklens, type Outcome } from '../harness';
import { servedReplica } from '../servedReplica';

function pod(name: string) {
  return {
    metadata: {
      ...{ name, namespace: 'shop', labels: { 'pod-template-hash': '7d9' } },
      ownerReferences: [{ kind: 'ReplicaSet', name: name.replace(/-[^-]*$/, ''), controller: true }],
    },
    spec: { containers: [] },
    status: { phase: 'Running' },
  };
}

/** @param leaks of what answers behind every forward */
async function cluster(leaks: number) {
  const { port } = await servedReplica(leaks);
  const kubectl = fakeKubectl({ pods: { items: ['web-7d9-a', 'web-7d9-b', 'api-7d9-x'].map(pod) }, port });
  const kubernetes = createKubernetes({ log: commandFace.log, path: kubectl.folder });
  const run = (...words: readonly string[]): Promise<Outcome> => leaklens(words, { engine: { kubernetes } });
  return { kubectl, run };
}

describe.skipIf(process.platform === 'win32')('pods on the command line', () => {
  it('of a workload are the replicas of one service, and no pod of another is asked', async () => {
    const { kubectl, run } = await cluster(6);
    const words = ['--for', '28s', '--every', '1s', '--format', 'json', '--fail-on', 'probable'];
    const { status, out, error } = await run('watch', 'kubernetes://shop/deploy/web:6060', ...words);
    expect([status, error]).toEqual([1, '']);
    expect(JSON.parse(out)).toMatchObject({
      target: 'kubernetes://shop/deploy/web:6060',
      findings: [{ confidence: 'probable' }],
      replicas: [{ name: 'web-7d9-a:6060' }, { name: 'web-7d9-b:6060' }],
    });
    const forwards = kubectl.calls().filter(({ args }) => args[0] === 'port-forward');
    expect(forwards.map(({ args }) => args[1]).toSorted()).toEqual(['pod/web-7d9-a', 'pod/web-7d9-b']);
  }, 60_000);

  it('that nobody starts are said to be none', async () => {
    const { run } = await cluster(0);
    const { status, error } = await run('watch', 'kubernetes://shop/deployment/cart:6060', '--for', '1s');
    expect(status).toBe(2);
    expect(error).toContain('kubernetes://shop/deployment/cart:6060');
  });

  it('of which one is named are one target, called by its address', async () => {
    const { run } = await cluster(0);
    const words = ['--for', '1s', '--every', '1s', '--format', 'json'];
    const { status, out, error } = await run('watch', 'kubernetes://shop/web-7d9-a:6060', ...words);
    expect([status, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ target: 'kubernetes://shop/web-7d9-a:6060', replicas: null });
  });

  it('are captured one at a time', async () => {
    const { run } = await cluster(0);
    const out = await mkdtemp(join(tmpdir(), 'leaklens-pod-'));
    const one = await run('capture', 'kubernetes://shop/web-7d9-a:6060', '--out', join(out, 'one'));
    expect([one.status, one.error]).toEqual([0, '']);
    expect(one.out).toContain('heap.pb.gz');
    const all = await run('capture', 'kubernetes://shop/deployment/web:6060', '--out', join(out, 'all'));
    expect([all.status, all.error]).toEqual([2, expect.stringContaining('name one pod')]);
  }, 30_000);

  it.each([
    [['watch', 'kubernetes://web:6060'], 'kubernetes://NAMESPACE/POD:PORT'],
    [['watch', 'kubernetes://shop/web:6060', '--start', 'true'], '--start waits for a service on this machine'],
    [['watch', 'kubernetes://shop/web:6060', '--each-address'], 'names no host'],
    [['watch', 'kubernetes://shop/deployment/web:6060', 'kubernetes://shop/api:6060'], 'A workload has all its pods'],
    [['watch', 'http://127.0.0.1:1', 'kubernetes://shop/api:6060'], 'A workload has all its pods'],
  ])('%j is refused in words', async (words, reason) => {
    const { status, error } = await leaklens([...words, '--for', '1s']);
    expect([status, error]).toEqual([2, expect.stringContaining(reason)]);
  });
});
