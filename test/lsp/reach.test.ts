// Connecting to services that are not simply there: with credentials, over TLS, through kubectl.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcome } from '../../src/lsp/face';
import { targetState } from '../../src/lsp/targetState';
import type { ConnectParams } from '../../src/shared/model/engineRequests';
import { problemWords } from '../../src/words/problems/problemWords';
import { fakeKubectl } from '../sources/kubernetes/fakeKubectl';
import { freePort, serveHttp } from '../sources/localServer';
import { EngineWatcher } from '../engine/engineWatcher';
import { FakeClock } from '../support/fakeClock';
import { RecordedService } from '../engine/recordedService';

const folder = join(import.meta.dirname, '../services/gateway');
const never = new AbortController().signal;

/** The recorded service behind a door that opens for one token, which may change. */
async function guardedService(token: string) {
  const service = await new RecordedService().start();
  const door = { token };
  const server = await serveHttp((request, response) => {
    if (request.headers.authorization !== `Bearer ${door.token}`) {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="profiles"' }).end();
      return;
    }
    fetch(service.url + (request.url ?? ''))
      .then(async (answer) => {
        response.writeHead(answer.status).end(new Uint8Array(await answer.arrayBuffer()));
      })
      .catch(() => response.destroy());
  });
  return { url: server.origin, door };
}

const report = (watcher: EngineWatcher, params: ConnectParams) =>
  outcome({ problemWords }, params.url, () => watcher.engine.connect(params, never));

describe('a service that asks who we are', () => {
  it('says what it asks for, as data', async () => {
    const watcher = await EngineWatcher.start({ folder });
    const { url } = await guardedService('t0ken');
    expect(await report(watcher, { url })).toMatchObject({
      ok: false,
      problem: { kind: 'unauthorized', status: 401, schemes: ['Bearer'], realm: 'profiles' },
    });
  });

  it('is connected with credentials, of which nothing is told, logged or stored', async () => {
    const watcher = await EngineWatcher.start({ folder });
    const { url } = await guardedService('s3cret-t0ken');
    const state = await watcher.engine.connect({ url, credentials: { kind: 'bearer', token: 's3cret-t0ken' } }, never);
    expect(state.phase).toBe('connected');
    await watcher.engine.capture(state.target.id, never);
    const told = JSON.stringify([watcher.states, watcher.rooms.logged, await watcher.engine.snapshots.list()]);
    expect(told).not.toContain('s3cret');
  });

  it('is taken over with new credentials when it refuses the old ones', async () => {
    const watcher = await EngineWatcher.start({ folder });
    const { url, door } = await guardedService('one');
    const first = await watcher.engine.connect({ url, credentials: { kind: 'bearer', token: 'one' } }, never);
    door.token = 'two';
    await watcher.engine.refresh(first.target.id);
    expect(watcher.engine.targets()[0]?.problem?.kind).toBe('unauthorized');
    const second = await watcher.engine.connect({ url, credentials: { kind: 'bearer', token: 'two' } }, never);
    expect([second.target.id, second.phase]).toEqual([first.target.id, 'connected']);
  });
});

it('a redirect elsewhere is told with its address, and not followed', async () => {
  const watcher = await EngineWatcher.start({ folder });
  const service = await new RecordedService().start();
  const server = await serveHttp((request, response) => {
    response.writeHead(302, { location: service.url + (request.url ?? '') }).end();
  });
  const answer = await report(watcher, { url: server.origin });
  expect(answer).toMatchObject({
    ok: false,
    problem: { kind: 'redirected', location: `${service.url}/debug/pprof/goroutine` },
  });
  expect(service.asked).toEqual([]);
});

describe('a pod', () => {
  const isRunning = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  async function forwarded(clock?: FakeClock) {
    const service = await new RecordedService().start();
    const cluster = { contexts: ['prod'], namespaces: ['shop'], port: Number(new URL(service.url).port) };
    const kubectl = fakeKubectl(cluster);
    const watcher = await EngineWatcher.start({ folder, path: kubectl.folder, ...(clock !== undefined && { clock }) });
    const pod = { context: 'prod', namespace: 'shop', pod: 'shop-0', port: 6060 };
    const params = { url: 'kubernetes://shop/shop-0:6060/prod', name: 'shop-0', pod };
    const pidOf = () => kubectl.calls().at(-1)?.pid ?? 0;
    const state = () => watcher.engine.targets().map((status) => targetState(status, watcher.rooms))[0];
    /** As when the API server closes it, or somebody ends kubectl. */
    const endForward = async () => {
      process.kill(pidOf(), 'SIGKILL');
      await expect.poll(() => watcher.rooms.logged.at(-1)).toMatch(/: ended$/);
    };
    return { service, cluster, watcher, params, pidOf, kubectl, state, endForward };
  }

  it('is reached by a forward that ends with the connection', async () => {
    const { watcher, params, pidOf, kubectl } = await forwarded();
    const state = await watcher.engine.connect(params, never);
    expect([state.phase, state.target.name]).toEqual(['connected', 'shop-0']);
    expect(kubectl.calls().at(-1)?.args).toEqual(expect.arrayContaining(['port-forward', 'pod/shop-0', ':6060']));
    expect(isRunning(pidOf())).toBe(true);
    expect(watcher.rooms.logged.join()).toContain('Forwarding from');
    watcher.engine.disconnect(state.target.id);
    await expect.poll(() => isRunning(pidOf())).toBe(false);
  });

  it('whose forward ends is the same target, with one series, as soon as the next poll has started another', async () => {
    const { service, watcher, params, pidOf, kubectl, state, endForward } = await forwarded();
    const { target } = await watcher.engine.connect(params, never);
    const first = pidOf();
    await endForward();
    service.frame += 1;
    await watcher.engine.refresh(target.id);
    expect(state()).toMatchObject({ target, phase: 'connected', problem: null });
    expect(pidOf()).not.toBe(first);
    expect(kubectl.calls().at(-1)?.args[2]).toBe(`${new URL(target.url).port}:6060`);
    expect(watcher.engine.series({ targetId: target.id, sinceMillis: null, maxPoints: 10 })).toMatchObject([
      { life: 0 },
      { life: 0 },
    ]);
    watcher.engine.disconnect(target.id);
    await expect.poll(() => isRunning(pidOf())).toBe(false);
  });

  it('that is gone is told once, looked for with growing pauses, and followed on when it is back', async () => {
    const clock = new FakeClock(1_000_000_000);
    const { cluster, watcher, params, kubectl, state, endForward } = await forwarded(clock);
    await watcher.engine.connect(params, never);
    kubectl.become({ fails: 'Error from server (NotFound): pods "shop-0" not found' });
    await endForward();
    for (const [pause, next] of [
      [5_000, 2_000],
      [2_000, 2_000],
      [2_000, 2_000],
    ] as const) {
      await clock.advance(pause);
      await expect.poll(() => state()?.nextAttemptMillis).toBe(clock.now() + next);
    }
    expect(kubectl.calls()).toHaveLength(4);
    expect(state()).toMatchObject({
      phase: 'reconnecting',
      problem: {
        message: expect.stringMatching(
          /^“kubectl port-forward pod\/shop-0 \d+:6060” failed: the pod is gone\.$/,
        ) as string,
        nextStep: 'Connect again and choose one of the pods that run now.',
      },
    });
    expect(watcher.rooms.logged.filter((line) => line.includes('choose one that runs'))).toHaveLength(1);
    kubectl.become(cluster);
    await clock.advance(4_000);
    await expect.poll(() => state()?.phase).toBe('connected');
  });

  it('lets go of the forward when the engine ends', async () => {
    const { watcher, params, pidOf } = await forwarded();
    await watcher.engine.connect(params, never);
    watcher.engine.dispose();
    await expect.poll(() => isRunning(pidOf())).toBe(false);
  });

  it('lets go of the forward when nothing is behind it', async () => {
    const kubectl = fakeKubectl({ port: await freePort() });
    const watcher = await EngineWatcher.start({ folder, path: kubectl.folder });
    const pod = { context: null, namespace: 'shop', pod: 'shop-0', port: 6060 };
    expect((await report(watcher, { url: 'kubernetes://shop/shop-0:6060', pod })).ok).toBe(false);
    await expect.poll(() => isRunning(kubectl.calls().at(-1)?.pid ?? 0)).toBe(false);
    expect(watcher.engine.targets()).toEqual([]);
  });

  it('is not looked for in a workspace that is not trusted', async () => {
    const kubectl = fakeKubectl({ contexts: ['prod'] });
    const watcher = await EngineWatcher.start({ folder, path: kubectl.folder, trusted: false });
    const answer = await outcome({ problemWords }, 'kubectl', () =>
      watcher.engine.surroundings('kubectl').kubernetes.contexts(never),
    );
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'untrusted' } });
    expect(kubectl.calls()).toEqual([]);
  });
});
