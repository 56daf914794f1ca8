import { expect, test } from 'vitest';
import { serveHttp } from '../../sources/localServer';
import { fakeParca } from '../archives/fakeParca';
import { fakePyroscope } from '../archives/fakePyroscope';
import { recordedFleet } from '../archives/keptFleet';
import { checkArchive } from './checkArchive';

const untilMillis = Date.parse('2026-11-29T21:45:30Z');

const failed = async (address: string) => {
  const checked = await checkArchive({ address, headers: {}, untilMillis });
  return { count: checked.length, failing: checked.filter(({ instead }) => instead !== null) };
};

test('what Parca was recorded to do holds', async () => {
  const { origin } = await serveHttp(fakeParca(recordedFleet()));
  expect(await failed(`parca:${origin}`)).toEqual({ count: 15, failing: [] });
});

test.each([1, 2] as const)('what Pyroscope %s does by its protocol holds', async (version) => {
  const { origin } = await serveHttp(fakePyroscope(recordedFleet(), { version }));
  expect(await failed(`pyroscope:${origin}`)).toEqual({ count: 15, failing: [] });
});

test('a server that keeps nothing is told by what it lacks', async () => {
  const { origin } = await serveHttp(fakeParca({ types: [], replicas: [] }));
  const { failing } = await failed(`parca:${origin}`);
  expect(failing.map(({ expected }) => expected)).toContain('it keeps goroutine or heap');
});
