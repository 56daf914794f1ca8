// The pods of a workload as they come and go, through forwards of a kubectl that behaves like the real one; there is no cluster.
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fakeClock';
import { fakeKubectl } from '../../sources/kubernetes/fakeKubectl';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const gateway = join(import.meta.dirname, '../../services/gateway');
const never = new AbortController().signal;
const workload = { context: null, namespace: 'shop', kind: 'Deployment', name: 'web', port: 6060 };

function podsNamed(...names: readonly string[]) {
  const items = names.map((name) => ({
    metadata: {
      ...{ name, namespace: 'shop', labels: { 'pod-template-hash': name.split('-')[1] } },
      ownerReferences: [{ kind: 'ReplicaSet', name: name.replace(/-[^-]*$/, ''), controller: true }],
    },
    spec: { containers: [] },
    status: { phase: 'Running' },
  }));
  return { items };
}

async function rollout() {
  const clock = new FakeClock(1_000_000_000);
  const service = await new RecordedService().start();
  const port = Number(new URL(service.url).port);
  const kubectl = fakeKubectl({ pods: podsNamed('web-7d9-a', 'web-7d9-b', 'api-5c5-x'), port });
  const watcher = await EngineWatcher.start({ folder: gateway, clock, path: kubectl.folder });
  const { engine } = watcher;
  await engine.setFolders([gateway]);
  const state = await engine.connect({ url: 'kubernetes://shop/deployment/web:6060', workload }, never);
  const told = () =>
    engine
      .targets()
      .map(({ target, replicaOf }) => `${target.name}${replicaOf?.isGone === true ? ' gone' : ''}`)
      .toSorted();
  const end = (pod: string) => {
    const forwards = kubectl.calls().filter(({ args }) => args[1] === `pod/${pod}`);
    for (const { pid } of forwards) process.kill(pid);
  };
  const look = async () => {
    for (const { target } of engine.targets()) await engine.refresh(target.id);
    const before = kubectl.calls().filter(({ args }) => args[1] === 'pods').length;
    await clock.advance(30_000);
    await expect
      .poll(() => kubectl.calls().filter(({ args }) => args[1] === 'pods').length, { timeout: 10_000 })
      .toBeGreaterThan(before);
  };
  return { engine, kubectl, port, state, told, end, look };
}

describe.skipIf(process.platform === 'win32')('the pods of a deployment', () => {
  it('are its replicas; a rollout takes in the new ones and marks those that it ended', async () => {
    const { kubectl, port, state, told, end, look, engine } = await rollout();
    expect(state.replicaOf).toMatchObject({ service: 'web', address: 'kubernetes://shop/deployment/web:6060' });
    expect(told()).toEqual(['web-7d9-a:6060', 'web-7d9-b:6060']);
    kubectl.become({ pods: podsNamed('web-7d9-b', 'web-8c1-c'), port, missing: ['web-7d9-a'] });
    end('web-7d9-a');
    await look();
    await expect.poll(told, { timeout: 10_000 }).toEqual(['web-7d9-a:6060 gone', 'web-7d9-b:6060', 'web-8c1-c:6060']);
    const lives = engine.targets().flatMap(({ latest }) => latest?.life ?? []);
    expect(new Set(lives)).toEqual(new Set([0]));
  }, 60_000);

  it('that comes back under its name is the same replica, with what was known of it', async () => {
    const { kubectl, port, told, end, look, engine } = await rollout();
    const id = engine.targets().find(({ target }) => target.name === 'web-7d9-a:6060')?.target.id ?? '';
    kubectl.become({ pods: podsNamed('web-7d9-b'), port, missing: ['web-7d9-a'] });
    end('web-7d9-a');
    await look();
    await expect.poll(told, { timeout: 10_000 }).toEqual(['web-7d9-a:6060 gone', 'web-7d9-b:6060']);
    kubectl.become({ pods: podsNamed('web-7d9-a', 'web-7d9-b'), port });
    await look();
    await expect.poll(told, { timeout: 10_000 }).toEqual(['web-7d9-a:6060', 'web-7d9-b:6060']);
    const back = engine.targets().find(({ target }) => target.id === id);
    expect(back?.target.name).toBe('web-7d9-a:6060');
    const points = () => engine.series({ targetId: id, sinceMillis: null, maxPoints: 100 }).length;
    await expect.poll(points, { timeout: 10_000 }).toBeGreaterThan(1);
  }, 60_000);
});
