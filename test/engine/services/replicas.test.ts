import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markdownText } from '../../../src/shared/base/said/markdownText';
import { serveHttp } from '../../sources/localServer';
import { fakeParca } from '../../support/archives/fakeParca';
import { recordedFleet, twoVersions } from '../../support/archives/keptFleet';
import { FakeClock } from '../../support/fakeClock';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const gateway = join(import.meta.dirname, '../../services/gateway');
const source = `${gateway}/gateway.go`;
const never = new AbortController().signal;

/** Replicas of a gateway that a person calls one service, each as it was recorded; some leak. */
async function followed(leaks: readonly boolean[], service: string | null = 'shop') {
  const clock = new FakeClock(1_000_000_000);
  const watcher = await EngineWatcher.start({ folder: gateway, clock });
  const { engine } = watcher;
  await engine.setFolders([gateway]);
  const services = await Promise.all(leaks.map(() => new RecordedService().start()));
  for (const [at, { url }] of services.entries()) {
    const name = `shop-${'abcde'[at] ?? ''}`;
    await engine.connect({ url, name, ...(service !== null && { service }) }, never);
  }
  for (let frame = 4; frame < 20; frame += 1) {
    await clock.advance(5000);
    for (const [at, one] of services.entries()) if (leaks[at] === true) one.frame = frame;
    for (const { target } of engine.targets()) await engine.refresh(target.id);
  }
  return { watcher, engine };
}

test('have one finding a place, with who has it, in the one where it is worst', async () => {
  const { engine } = await followed([true, false, true]);
  const found = engine.findings.openIn(source).filter(({ finding }) => finding.kind === 'goroutine-leak');
  expect(found).toMatchObject([{ finding: { replicas: { of: 3, outlierIn: [] } } }]);
  const names = found[0]?.finding.replicas?.having.map(({ name }) => name);
  expect([...(names ?? [])].sort()).toEqual(['shop-a', 'shop-c']);
});

test('tell it on its line once', async () => {
  const { watcher } = await followed([true, false, true]);
  const [blocked] = watcher.hints().filter(({ hint }) => hint.kinds.includes('blocked') && hint.confidence !== null);
  expect(blocked?.hint.text.match(/stuck/g)).toHaveLength(1);
});

test('that nobody calls one service are told each', async () => {
  const { engine } = await followed([true, true], null);
  const found = engine.findings.openIn(source).filter(({ finding }) => finding.kind === 'goroutine-leak');
  expect(found.map(({ targetName, finding }) => [targetName, finding.replicas])).toEqual([
    ['shop-a', undefined],
    ['shop-b', undefined],
  ]);
});

test('keep how it stands with each, and say which service it is', async () => {
  const { engine } = await followed([true, false, false]);
  const states = engine.targets().map(({ condition, replicaOf }) => [condition.kind, replicaOf?.service]);
  expect(states.map(([, service]) => service)).toEqual(['shop', 'shop', 'shop']);
  expect(states[0]?.[0]).toBe('leaking');
  expect(states.slice(1).map(([kind]) => kind)).not.toContain('leaking');
});

test('of an archive say which of them is the exception', async () => {
  const { origin } = await serveHttp(fakeParca(recordedFleet(Date.now())));
  const watcher = await EngineWatcher.start({ folder: gateway });
  await watcher.engine.setFolders([gateway]);
  await watcher.connect(`parca:${origin}?service=gateway`);
  expect(watcher.engine.findings.openIn(source)).toMatchObject([
    { finding: { replicas: { having: [{ name: 'gateway-b' }], of: 3, outlierIn: ['goroutines', 'liveHeap'] } } },
  ]);
  const [finding] = (watcher.findings.at(-1) ?? []).flatMap(({ findings }) => findings);
  expect(finding).toMatchObject({ replicas: '1 of 3 replicas' });
  expect(finding?.evidence.slice(0, 2)).toEqual([
    'In 1 of 3 replicas, worst in gateway-b.',
    'gateway-b is the exception: growth of goroutines, live heap, and no such growth with its peers.',
  ]);
});

test('of two versions say which of them is the exception, and not each of its replicas', async () => {
  const { origin } = await serveHttp(fakeParca(twoVersions(recordedFleet(Date.now()))));
  const watcher = await EngineWatcher.start({ folder: gateway });
  await watcher.engine.setFolders([gateway]);
  await watcher.connect(`parca:${origin}?service=gateway`);
  const version = { label: 'service_git_ref', version: 'bbbb222', growing: 3, of: 3, others: 2 };
  expect(watcher.engine.findings.openIn(source)).toMatchObject([
    { finding: { replicas: { of: 5, outlierIn: [], outlyingVersion: version } } },
  ]);
  const said =
    'service_git_ref bbbb222 is the exception: growth of goroutines on 3 of its 3 replicas, and on none of the 2 others.';
  const [finding] = (watcher.findings.at(-1) ?? []).flatMap(({ findings }) => findings);
  expect(finding?.evidence[1]).toBe(said);
  expect(watcher.engine.hoverAt(source, 37)).toContain(markdownText(said, 1000));
  const told = watcher.engine.targets().map(({ target, outlyingVersion }) => [target.name, outlyingVersion?.version]);
  expect(
    told
      .filter(([, of]) => of !== undefined)
      .map(([name]) => name)
      .sort(),
  ).toEqual(['gateway-x', 'gateway-y', 'gateway-z']);
});
